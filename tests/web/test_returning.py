"""Coming back with a code or a link: who gets in, who does not, and what is told."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.coming_back import ReturnCode
from intake.records.models import Submission
from tests.browser import ORIGIN, Browser
from tests.make import KNEE
from tests.walk import answer, walk
from tests.web.coming_back import (
    age_draft,
    ask_for_code,
    begun_with_code,
    follow,
    type_code,
)
from tests.web.drafts import audited, begin, kept, second_tab
from tests.web.test_sessions import sid

WHERE = "/intake/where"


def test_the_code_opens_the_answers_on_another_device(
    app: Flask, browser: Browser
) -> None:
    code, _ = begun_with_code(app)

    type_code(browser, code)

    assert (browser.status, browser.path) == (200, WHERE)
    assert audited(app)[-2:] == ["made a code to come back", "came back"]


def test_the_code_is_understood_however_it_is_written(
    app: Flask, browser: Browser
) -> None:
    code, _ = begun_with_code(app)
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")

    assert type_code(browser, f"  {sloppy} ").path == WHERE


def test_the_link_opens_them_after_a_press(app: Flask, browser: Browser) -> None:
    _, link = begun_with_code(app)

    follow(browser, link)

    assert (browser.status, browser.path) == (200, WHERE)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_opening_the_link_fifty_times_changes_nothing(
    app: Flask, browser: Browser, session: Session, method: str
) -> None:
    _, link = begun_with_code(app)
    before = session.scalars(select(ReturnCode.link_hash)).one()
    session.commit()
    events = audited(app)

    for _ in range(50):
        page = app.test_client().open(link, method=method, base_url=ORIGIN)
        assert page.status_code == 200

    assert audited(app) == events
    assert session.scalars(select(ReturnCode.link_hash)).one() == before
    session.commit()
    assert follow(browser, link).path == WHERE


def test_coming_back_gives_a_new_session_id_and_ends_the_old(
    app: Flask, browser: Browser
) -> None:
    code, link = begun_with_code(app)
    for way in ("code", "link"):
        browser.open("/return")
        before = sid(browser)
        if way == "code":
            type_code(browser, code)
        else:
            follow(browser, link)
        assert sid(browser) != before
        thief = Browser(app)
        thief.client.set_cookie("__Host-sid", before, secure=True)
        assert thief.open(WHERE).status == 404


def test_a_new_code_ends_the_old_one(app: Flask, browser: Browser) -> None:
    first = begin(Browser(app))
    code, link = ask_for_code(first)
    newer, _ = ask_for_code(first)

    assert type_code(browser, code).status == 422
    assert follow(browser, link).status == 422
    assert type_code(browser, newer).path == WHERE


def test_of_two_presses_for_a_code_the_second_ends_none_unseen(
    app: Flask, browser: Browser
) -> None:
    begin(browser).open("/intake/save")
    tab = second_tab(browser).open("/intake/save")
    browser.press("Get a code")

    tab.press("Get a code")

    assert tab.status == 409
    assert tab.link("Make another code") == "/intake/save"
    assert audited(app).count("made a code to come back") == 1


def test_the_code_is_shown_once_with_the_day_until_which_it_opens(
    app: Flask, browser: Browser, session: Session
) -> None:
    begin(browser)
    code, link = ask_for_code(browser)

    assert "until" in browser.text
    row = session.scalars(select(ReturnCode)).one()
    stored = f"{row.public} {row.secret_hash} {row.link_hash}"
    assert code[7:] not in stored
    assert link.rpartition("/")[2] not in stored
    assert row.secret_hash.startswith("$argon2id$")
    session.commit()
    assert code not in browser.open("/intake/save").page.text


def test_every_page_of_questions_leads_to_saving(browser: Browser) -> None:
    browser.open("/intake/start")
    assert "Save and come back later" not in browser.text  # nothing is there to save
    begin(browser)

    assert browser.link("Save and come back later") == "/intake/save"


def test_without_answers_there_is_nothing_to_save(browser: Browser) -> None:
    assert browser.open("/intake/save").status == 404


def test_who_has_other_answers_open_is_told_before_they_are_gone(
    app: Flask, browser: Browser
) -> None:
    _, link = begun_with_code(app)

    assert "answers open already" not in browser.open(link).text
    begin(browser)
    assert "answers open already" in browser.open(link).text
    assert "answers open already" in browser.open("/return").text


def test_answers_that_have_ended_are_opened_by_nothing(
    app: Flask, browser: Browser
) -> None:
    first = begin(Browser(app))
    code, link = ask_for_code(first)
    age_draft(app, 31)

    assert type_code(browser, code).status == 422
    assert follow(browser, link).status == 422
    assert first.open(WHERE).status == 404


def test_a_code_in_an_answer_is_refused_with_a_hint(
    app: Flask, browser: Browser
) -> None:
    code, link = begun_with_code(app)
    walk(begin(browser), KNEE, "/intake/goals")

    for typed in (f"my code is {code.lower()}", code.replace("-", ""), ORIGIN + link):
        browser.press("Continue", goal=typed)
        assert browser.status == 422
        assert "Take it out" in browser.text
    answer(browser, {"goal": "I really want some rest. Call 020 7946 0999"})
    assert browser.path == "/intake/contact"


def test_who_comes_back_after_another_went_on_sees_it_all(
    app: Flask, browser: Browser, session: Session
) -> None:
    first = begin(Browser(app))
    code, _ = ask_for_code(first)
    type_code(browser, code).press("Continue", regions=["knee_left_front"])

    assert kept(app)["regions"] == ["knee_left_front"]
    assert len(session.scalars(select(Submission)).all()) == 1
