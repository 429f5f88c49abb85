"""Asked for more: exactly those questions, and the clinician sees what changed."""

import pytest
from flask import Flask
from sqlalchemy import select

from intake.records.accounts import User
from intake.records.models import Sending, Submission
from intake.web import database
from tests.browser import HTML, Browser
from tests.web.drafts import complete, kept

WORDS = "Which tablets do you take?"
PAIN = "pain_now@knee:right"
MEDICINES = "other_medicines@"


@pytest.fixture
def pat(app: Flask, browser: Browser) -> Browser:
    """Pat's browser; the answers are sent."""
    return complete(app, browser).press("Send to the clinic")


@pytest.fixture
def carols(app: Flask, carol: User) -> Browser:
    return Browser(app).sign_in(carol)


def ask(app: Flask, carols: Browser, *questions: str, note: str = WORDS) -> Browser:
    with app.app_context(), database.reading() as session:
        found = session.scalars(select(Submission)).one()
    carols.open(f"/clinician/submissions/{found.id}")
    return carols.press("Ask for more", words=note, question=list(questions))


def questions_on(browser: Browser) -> set[str]:
    """The names of what this page asks."""
    return {
        (each.get("name") or "").partition("-")[0]
        for each in browser.form("Continue").iter()
        if each.get("name") and each.get("type") != "hidden"
    }


def rows(browser: Browser, heading: str) -> str:
    for section in browser.tree.iter(f"{HTML}section"):
        title = section.find(f"{HTML}h2")
        if title is not None and title.text == heading:
            return " ".join("".join(section.itertext()).split())
    return ""


BEFORE_AND_NOW = "Before: 5 / 10Now: 9 / 10"
CHANGED = "What the patient changed since it was sent before"


def test_the_patient_answers_exactly_those_questions_and_sends_again(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN, MEDICINES)
    before = kept(app)

    pat.open("/intake")
    assert pat.path == "/intake/asked"
    assert WORDS in pat.text
    pat.open(pat.link("Answer these questions"))
    assert questions_on(pat) == {"pain_now"}
    pat.press("Continue", pain_now="9")
    assert questions_on(pat) == {"other_medicines"}
    pat.press("Continue", other_medicines="Aspirin at night")
    assert pat.path == "/intake/check"
    pat.press("Send to the clinic")

    assert pat.path == "/intake/receipt"
    now = kept(app)
    assert now["areas"]["knee:right"]["pain_now"] == 9
    assert now["other_medicines"] == "Aspirin at night"
    changed = {"pain_now", "other_medicines"}
    assert {k: v for k, v in before.items() if k not in {"areas", *changed}} == {
        k: v for k, v in now.items() if k not in {"areas", *changed}
    }


def test_the_clinician_sees_what_changed_and_both_sendings_are_kept(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN)
    pat.open("/intake/asked").open(pat.link("Answer these questions"))
    pat.press("Continue", pain_now="9").press("Send to the clinic")

    carols.open(carols.path)

    assert BEFORE_AND_NOW in rows(carols, CHANGED)
    with app.app_context(), database.reading() as session:
        first, second = session.scalars(select(Sending).order_by(Sending.sent_at))
        found = session.scalars(select(Submission)).one()
        assert first.answers["areas"]["knee:right"]["pain_now"] == 5
        assert second.answers == found.answers
        assert second.private == found.private
        assert len([each for each in found.screenings if not each.while_draft]) == 2


def test_what_the_patient_is_changing_is_seen_before_it_is_sent(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN)
    pat.open("/intake/asked").open(pat.link("Answer these questions"))
    pat.press("Continue", pain_now="9")

    assert BEFORE_AND_NOW in rows(carols.open(carols.path), CHANGED)


def test_sent_once_nothing_has_changed(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN)
    assert rows(carols, CHANGED) == ""


def test_a_question_that_a_new_answer_opens_is_asked_too(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, "blood_thinner@")
    pat.open("/intake/asked").open(pat.link("Answer these questions"))
    assert questions_on(pat) == {"blood_thinner"}

    pat.press("Continue", blood_thinner="yes")

    assert questions_on(pat) == {"blood_thinner", "blood_thinner_name"}
    assert "one more thing" in pat.text


def test_going_back_leads_through_what_was_asked(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN, MEDICINES)
    pat.open("/intake/asked").open(pat.link("Answer these questions"))
    first = pat.page.request.path
    pat.press("Continue")

    pat.open(pat.link("Back"))
    assert (pat.path, questions_on(pat)) == (first, {"pain_now"})
    assert pat.open(pat.link("Back")).path == "/intake/asked"


def test_all_other_answers_can_still_be_changed(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN)
    pat.open("/intake/asked").open(pat.link("See all your answers"))
    assert pat.path == "/intake/check"
    pat.open("/intake/goals")
    assert len(questions_on(pat)) > 1


def test_words_alone_are_enough_and_lead_to_the_check_page(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols)
    assert carols.status == 200
    assert WORDS in pat.open("/intake/receipt").text
    assert pat.open("/intake/asked").path == "/intake/check"


def test_a_question_alone_is_enough(app: Flask, pat: Browser, carols: Browser) -> None:
    ask(app, carols, PAIN, note="")
    assert "right knee" in pat.open("/intake/asked").text


def test_neither_words_nor_a_question_is_refused(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, note="")
    assert carols.status == 422
    assert "Choose at least one question" in carols.text


def test_a_question_nobody_was_asked_is_refused_and_nothing_is_lost(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    ask(app, carols, PAIN, "pregnancy@knee:left")
    assert carols.status == 422
    assert "is not asked one of these questions" in carols.text
    box = carols.tree.find(f".//{HTML}input[@value='{PAIN}']")
    assert box is not None
    assert box.get("checked") is not None
    assert WORDS in carols.text


def test_open_answers_stand_first(app: Flask, browser: Browser, carol: User) -> None:
    complete(app, browser, night_pain="not_sure").press("Send to the clinic")
    with app.app_context(), database.reading() as session:
        found = session.scalars(select(Submission)).one()
    desk = Browser(app).sign_in(carol)
    desk.open(f"/clinician/submissions/{found.id}")
    ids = {each.get("value"): each.get("id", "") for each in desk.tree.iter()}
    assert ids["night_pain@knee:right"].startswith("ask-open-")
    assert ids["pain_worst@knee:right"].startswith("ask-other-")


def test_an_address_alone_asks_nothing_else(
    app: Flask, pat: Browser, carols: Browser
) -> None:
    """Nobody asked for this page: it stands whole."""
    ask(app, carols, PAIN)
    pat.open("/intake/goals?back=asked")
    assert "goal" in questions_on(pat)
