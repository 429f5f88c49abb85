"""A session that ended: asked for the date of birth, and nothing typed is lost."""

import re

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession, User
from intake.records.models import Submission
from tests import make
from tests.browser import Browser
from tests.walk import walk
from tests.web.coming_back import (
    BORN,
    GO_ON,
    NOT_BORN,
    age_draft,
    later,
    leave_too_long,
)
from tests.web.drafts import begin, complete, field_values, kept, second_tab
from tests.web.test_sessions import sid

ASKED = "Write the date of birth to go on"


def test_it_asks_for_the_date_of_birth_and_goes_on_where_it_was(
    app: Flask, browser: Browser
) -> None:
    begin(browser)
    leave_too_long(app)

    browser.open("/intake/where")
    assert (browser.status, ASKED in browser.title) == (401, True)
    browser.press(GO_ON, **BORN)

    assert (browser.status, browser.path) == (200, "/intake/where")


def test_the_cookie_lives_as_long_as_the_answers(app: Flask, browser: Browser) -> None:
    browser.follows = False
    begin(browser)

    lasts = re.search(r"Max-Age=(\d+)", browser.page.headers["Set-Cookie"])
    assert lasts is not None
    assert 0 <= 30 * 24 * 60 * 60 - int(lasts[1]) < 60


def test_what_was_typed_is_on_its_page_again_and_saved_only_when_sent(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser).open("/intake/contact")
    leave_too_long(app)
    before = kept(app)

    browser.press("Continue", full_name="Pat O’Late", email="late@example.org")
    assert (browser.status, "not lost" in browser.text) == (401, True)
    browser.press(GO_ON, **BORN)

    assert browser.status == 200
    assert "Welcome back" in browser.text
    values = field_values(browser, "Continue")
    assert values["full_name"] == ["Pat O’Late"]
    assert kept(app) == before
    browser.press("Continue")
    assert kept(app)["full_name"] == "Pat O’Late"
    assert kept(app)["email"] == "late@example.org"


def test_a_wrong_date_shows_and_saves_nothing_and_loses_nothing(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser).open("/intake/contact")
    leave_too_long(app)
    before = kept(app)
    browser.press("Continue", full_name="Pat Late")

    browser.press(GO_ON, **NOT_BORN)
    assert (browser.status, "Pat Doe" in browser.page.text) == (422, False)
    browser.press(GO_ON, date_of_birth__day="")
    assert browser.status == 422
    browser.press(GO_ON, **BORN)

    assert field_values(browser, "Continue")["full_name"] == ["Pat Late"]
    assert kept(app) == before


def test_an_answer_is_never_saved_by_a_session_that_ended(
    app: Flask, browser: Browser
) -> None:
    begin(browser).open("/intake/where")
    leave_too_long(app)
    browser.open("/privacy")
    second_tab(browser).open("/")  # a session begins that knows the old one's patient
    before = kept(app)

    browser.open("/")
    browser.post("/intake/where", regions="knee_left_front")

    assert browser.status == 401
    assert kept(app) == before


def test_twenty_wrong_dates_wait(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(browser)
    leave_too_long(app)

    statuses = []
    for _ in range(20):
        browser.open("/return/here").press(GO_ON, **NOT_BORN)
        statuses.append(browser.status)

    assert statuses == [422] * 10 + [429] * 10
    later(monkeypatch, 15 * 60 + 1)
    browser.open("/return/here").press(GO_ON, **BORN)
    assert browser.path == "/intake/where"


def test_the_session_that_goes_on_has_a_new_id(app: Flask, browser: Browser) -> None:
    begin(browser)
    first = sid(browser)
    leave_too_long(app)
    browser.open("/intake")
    asked = sid(browser)

    browser.press(GO_ON, **BORN)

    assert len({first, asked, sid(browser)}) == 3
    for old in (first, asked):
        thief = Browser(app)
        thief.client.set_cookie("__Host-sid", old, secure=True)
        assert thief.open("/intake/where").status == 404


def test_it_is_asked_again_after_a_second_long_wait(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser).open("/intake/contact")
    leave_too_long(app)
    browser.press("Continue", full_name="Pat Late")
    leave_too_long(app)

    browser.press(GO_ON, **BORN)
    assert browser.status == 401
    browser.press(GO_ON, **BORN)

    assert field_values(browser, "Continue")["full_name"] == ["Pat Late"]


def test_somebody_else_may_begin_and_sees_nothing(app: Flask, browser: Browser) -> None:
    begin(browser)
    leave_too_long(app)

    browser.open("/")
    assert "already begun" in browser.text
    browser.open("/intake").press("Begin for somebody else")

    assert browser.path == "/"
    assert browser.link("Start now") == "/intake/start"
    assert browser.open("/return/here").path == "/"


def test_a_number_that_was_typed_on_the_advice_page_is_there_again(
    app: Flask, browser: Browser
) -> None:
    begin(browser, make.SADDLE)
    walk(browser, make.SADDLE, "/intake/advice")
    leave_too_long(app)

    browser.press("Leave my number", name="Pat", phone="020 7946 0001")
    browser.press(GO_ON, **BORN)

    assert "Get medical help now" in browser.title
    assert field_values(browser, "Leave my number")["phone"] == ["020 7946 0001"]


def test_a_send_that_was_pressed_too_late_leads_to_the_check_page(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)
    leave_too_long(app)

    browser.press("Send to the clinic").press(GO_ON, **BORN)

    assert browser.path == "/intake/check"
    assert browser.press("Send to the clinic").path == "/intake/receipt"


def test_typed_answers_for_a_page_that_is_gone_are_still_shown(
    app: Flask, browser: Browser, session: Session
) -> None:
    complete(app, browser).open("/intake/contact")
    leave_too_long(app)
    browser.press("Continue", full_name="Pat Late")
    draft = session.query(Submission).one()
    draft.answers = {k: v for k, v in draft.answers.items() if k != "regions"}
    session.commit()

    browser.press(GO_ON, **BORN)

    assert browser.status in (404, 409)
    assert "Pat Late" in browser.text


@pytest.mark.parametrize("to", ["//evil.example", "/\\evil", "https://e.x", "/nowhere"])
def test_it_never_leads_elsewhere(app: Flask, browser: Browser, to: str) -> None:
    begin(browser)
    leave_too_long(app)

    browser.open("/intake/where").press(GO_ON, **BORN, to=to)

    assert (browser.status, browser.path) == (200, "/intake/where")


def test_answers_that_ended_meanwhile_are_not_asked_for(
    app: Flask, browser: Browser
) -> None:
    begin(browser)
    leave_too_long(app)
    age_draft(app, 31)

    assert browser.open("/intake/where").status == 404
    assert "already begun" not in browser.open("/").text


def test_a_clinicians_ended_session_knows_nobody(
    app: Flask, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)
    leave_too_long(app)

    assert browser.open("/clinician/").path == "/sign-in"
    assert browser.open("/intake/where").status == 404


def test_a_form_of_a_lost_session_is_sent_once_more_as_before(
    browser: Browser, session: Session
) -> None:
    begin(browser).open("/intake/where")
    session.execute(delete(BrowserSession))
    session.commit()

    browser.press("Continue", regions="knee_left_front")

    assert browser.status == 400
