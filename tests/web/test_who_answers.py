"""The pages speak about the patient to whoever answers for them."""

from flask import Flask
from sqlalchemy import select

from intake.records.accounts import User
from intake.records.models import Submission
from intake.web import database
from tests.browser import Browser
from tests.make import KNEE
from tests.walk import answer
from tests.web.drafts import begin

PARENT = {
    **KNEE,
    "filled_in_by": "parent_or_carer",
    "date_of_birth-day": "3",
    "date_of_birth-month": "5",
    "date_of_birth-year": "2016",
}


def test_a_parent_reads_of_their_child(browser: Browser) -> None:
    begin(browser, PARENT)
    assert "as your child would say them of their hands" in browser.text
    answer(browser, PARENT)
    assert "Your child’s right knee" in browser.text
    answer(browser, PARENT)
    assert "Does your child have a fever" in browser.text
    assert "Do you have a fever" not in browser.text


def test_an_error_speaks_of_the_child_too(browser: Browser) -> None:
    begin(browser, PARENT)
    browser.open("/intake/start")
    browser.press("Continue", date_of_birth__year="")
    assert browser.status == 422
    assert "What is your child’s date of birth?" in browser.text


def test_the_patient_reads_of_themselves_in_the_next_request(
    app: Flask, browser: Browser
) -> None:
    begin(browser, PARENT)
    other = Browser(app)
    begin(other)
    assert "your child" not in other.text


def test_a_clinician_reads_the_questions_as_the_patient_would(
    app: Flask, browser: Browser, carol: User
) -> None:
    begin(browser, PARENT)
    with app.app_context(), database.writing() as session:
        found = session.scalars(select(Submission)).one()
        found.queue_rank, found.waiting_since = 10, found.started_at
    desk = Browser(app).sign_in(carol)
    desk.open(f"/clinician/submissions/{found.id}")
    assert "What is your date of birth?" in desk.text
    assert "I am the patient’s parent or carer" in desk.text
