"""Somebody of the clinic fills in for a caller."""

import pytest
from flask import Flask
from sqlalchemy import select

from intake.records.accounts import User
from intake.records.models import AuditEvent, Submission
from intake.web import database
from tests.browser import Browser
from tests.make import KNEE, SADDLE
from tests.walk import answer, walk
from tests.web.drafts import begin, kept

FILL_IN = "Fill in for a caller"


@pytest.fixture
def call(desk: Browser) -> Browser:
    """Carol's browser, with a caller on the line."""
    return desk.open("/clinician/").press(FILL_IN)


def actors(app: Flask) -> set[str]:
    """Who did what was done to submissions."""
    with app.app_context(), database.reading() as session:
        events = select(AuditEvent).where(AuditEvent.subject.like("submission:%"))
        return {each.actor for each in session.scalars(events)}


def test_carol_writes_down_what_the_caller_says_and_the_record_says_so(
    app: Flask, call: Browser, carol: User
) -> None:
    assert call.path == "/intake/start"
    assert "Read each question aloud" in call.text

    walk(call, KNEE, "/check").press("Send to the clinic")

    assert actors(app) == {f"user:{carol.id}"}
    with app.app_context(), database.reading() as session:
        found = session.scalars(select(Submission)).one()
        assert found.taken_down_by_id == carol.id
    call.press("End the call")
    assert call.path == "/clinician/"
    page = call.open(f"/clinician/submissions/{found.id}")
    assert "taken down on the telephone by Carol" in page.text
    assert "I am the patient" in page.text


def test_after_the_call_nothing_of_it_is_left_in_the_browser(
    app: Flask, call: Browser
) -> None:
    begin(call)
    call.press("End the call")
    assert "already begun" not in call.open("/").text
    assert kept(app)["date_of_birth"] == "1964-03-27"


def test_signing_out_leaves_no_callers_answers(call: Browser) -> None:
    begin(call)
    call.open("/clinician/").press("Sign out Carol")
    assert "already begun" not in call.open("/").text
    assert call.open("/intake/where").status == 404


def test_a_second_caller_has_answers_of_their_own(app: Flask, call: Browser) -> None:
    begin(call)
    call.open("/clinician/").press(FILL_IN)
    begin(call)
    with app.app_context(), database.reading() as session:
        assert len(session.scalars(select(Submission)).all()) == 2


def test_advice_on_the_telephone_is_told_as_carols_deed(
    app: Flask, call: Browser, carol: User
) -> None:
    while call.path != "/intake/advice":
        answer(call, SADDLE)
    call.press("I have read this – go on")
    assert actors(app) == {f"user:{carol.id}"}


def test_staff_may_too(app: Flask, browser: Browser, sam: User) -> None:
    browser.sign_in(sam).open("/staff/rules").press(FILL_IN)
    assert browser.path == "/intake/start"


def test_nobody_else_can(app: Flask, browser: Browser) -> None:
    begin(browser)
    browser.post("/telephone")
    assert browser.status == 401


def test_a_patient_types_for_themselves(app: Flask, browser: Browser) -> None:
    begin(browser)
    assert actors(app) == {"patient"}
    assert "Read each question aloud" not in browser.text
