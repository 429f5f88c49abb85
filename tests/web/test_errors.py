"""When something cannot be done: a page that says so, and nothing typed is lost."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession, User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.web import database
from tests import make
from tests.browser import HTML, Browser
from tests.make import KNEE, SADDLE
from tests.walk import answer, walk
from tests.web import outages
from tests.web.drafts import CHECK, audited, begin, complete, field_values, kept
from tests.web.test_patient_send import SEND, reference

AGAIN = "Try again"
TYPED = {"full_name": "Pat Newname", "phone": "020 7946 0555"}
Outage = Callable[[Flask], AbstractContextManager[None]]


@pytest.fixture
def at_contact(app: Flask, browser: Browser) -> Browser:
    return complete(app, browser).open("/intake/contact")


def check_nothing_is_lost(app: Flask, page: Browser) -> None:
    """What was typed stands on the page, and pressing its button saves it."""
    assert all(value in page.text for value in TYPED.values())
    assert kept(app)["full_name"] == "Pat Doe"
    page.press(AGAIN)
    assert page.path == CHECK, page.text
    assert kept(app).items() >= TYPED.items()


def shown(page: Browser) -> list[tuple[str, str]]:
    """Each field's words and what the page says was typed."""
    rows = [row for typed in page.tree.iter(f"{HTML}dl") for row in typed]
    return [(row[0].text or "", row[1].text or "") for row in rows]


def check_unreachable(page: Browser) -> None:
    assert page.status == 503
    assert page.title.startswith("Error: The records cannot be reached just now")
    assert page.page.headers["Retry-After"] == "30"


# The token


def test_a_form_without_its_token_is_sent_once_more(
    app: Flask, at_contact: Browser
) -> None:
    at_contact.press("Continue", **TYPED, csrf_token="")

    assert at_contact.status == 400
    check_nothing_is_lost(app, at_contact)


def test_send_without_its_token_can_be_pressed_once_more(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser).press(SEND, csrf_token="")

    assert browser.status == 400
    assert "What you typed" not in browser.text
    assert reference(browser.press(AGAIN))


def test_what_was_chosen_is_said_in_its_words(at_contact: Browser) -> None:
    at_contact.press("Continue", **TYPED, contact_by="email", csrf_token="")

    assert ("How should the clinic get in touch?", "By e-mail") in shown(at_contact)


def test_what_was_typed_beside_the_advice_is_called_as_it_was_there(
    browser: Browser,
) -> None:
    walk(begin(browser, SADDLE), SADDLE, "/intake/advice")
    browser.press("Leave my number", name="Pat", phone="", csrf_token="")

    assert shown(browser) == [("Your name", "Pat")]


# The records out of reach


def test_a_locked_database_is_waited_for_once_and_nothing_is_lost(
    app: Flask, at_contact: Browser
) -> None:
    with app.app_context(), database.writing() as session:
        for row in session.scalars(select(BrowserSession)):
            row.seen_at -= timedelta(minutes=5)
    began = time.monotonic()

    with outages.locked(app):
        at_contact.press("Continue", **TYPED)

    assert time.monotonic() - began < 8  # 5 s on SQLite, 2 s on PostgreSQL
    check_unreachable(at_contact)
    check_nothing_is_lost(app, at_contact)


@pytest.mark.parametrize("outage", [outages.gone, outages.crowded])
def test_with_the_database_out_of_reach_nothing_is_lost(
    app: Flask, at_contact: Browser, outage: Outage
) -> None:
    with outage(app):
        at_contact.press("Continue", **TYPED)

    check_unreachable(at_contact)
    check_nothing_is_lost(app, at_contact)


@pytest.mark.parametrize("outage", [outages.gone, outages.crowded])
@pytest.mark.parametrize("path", ["/", "/intake/contact", "/intake/check"])
def test_with_the_database_out_of_reach_the_page_says_so(
    app: Flask, at_contact: Browser, outage: Outage, path: str
) -> None:
    with outage(app):
        check_unreachable(at_contact.open(path))


def test_a_first_page_whose_session_cannot_be_kept_says_so(
    app: Flask, browser: Browser
) -> None:
    outages.impatient(app)

    with outages.locked(app):
        browser.open("/intake/start")

    check_unreachable(browser)


def test_a_page_opens_though_it_cannot_be_noted_that_the_session_goes_on(
    app: Flask, at_contact: Browser
) -> None:
    outages.impatient(app)
    with app.app_context(), database.writing() as session:
        for row in session.scalars(select(BrowserSession)):
            row.seen_at -= timedelta(minutes=5)

    with outages.locked(app):
        at_contact.open("/intake/contact")

    assert at_contact.status == 200
    assert field_values(at_contact, "Continue")["full_name"] == ["Pat Doe"]


def test_advice_is_shown_though_it_cannot_be_noted(
    app: Flask, browser: Browser
) -> None:
    outages.impatient(app)
    walk(begin(browser, SADDLE), SADDLE, "/intake/urgent-signs")
    browser.follows = False
    answer(browser, SADDLE)

    with outages.locked(app):
        browser.open("/intake/advice")

    assert browser.status == 200
    assert "Get medical help now" in browser.text
    assert "was shown cauda_equina" not in audited(app)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", ["UPDATE submission", "INSERT INTO audit_event"])
def test_a_connection_cut_in_the_middle_loses_nothing(
    app: Flask, at_contact: Browser, statement: str
) -> None:
    engine = outages.engine_of(app)

    with outages.just_before(engine, statement, lambda: outages.cut(engine)):
        at_contact.press("Continue", **TYPED)

    check_unreachable(at_contact)
    check_nothing_is_lost(app, at_contact)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_of_two_saves_at_the_same_moment_the_second_is_told_and_kept(
    app: Flask, browser: Browser, sam: User
) -> None:
    browser.sign_in(sam).press("Write a new version")
    browser.open(browser.path + "/joint.yaml")
    engine = outages.engine_of(app)

    def save_first() -> None:
        with engine.begin() as somebody:
            somebody.exec_driver_sql(
                "UPDATE rule_set_version SET revision = revision + 1, files = replace("
                "files::text, 'language: 1', 'language: 2')::json WHERE number IS NULL"
            )

    with outages.just_before(engine, "SELECT rule_set_version", save_first):
        browser.press("Save", text="rules: a long thought")

    assert browser.status == 409
    assert "Someone else saved this file while you were writing" in browser.text
    assert "a long thought" in browser.text


# Faults of ours


def test_a_fault_of_ours_shows_no_inside_and_loses_nothing(
    app: Flask, at_contact: Browser
) -> None:
    with app.app_context(), database.writing() as session:
        sealed = session.scalars(select(Submission.sealed_private)).one()
        session.execute(update(Submission).values(sealed_private=b"spoilt"))

    at_contact.press("Continue", **TYPED)

    assert at_contact.status == 500
    assert at_contact.title.startswith("Error: Something went wrong on our side")
    for inside in ("Traceback", "intake/", "Invalid", "Error:"):
        assert inside not in at_contact.text
    with app.app_context(), database.writing() as session:
        session.execute(update(Submission).values(sealed_private=sealed))
    check_nothing_is_lost(app, at_contact)


def test_without_rules_in_force_nothing_is_saved_and_nothing_is_lost(
    app: Flask, at_contact: Browser
) -> None:
    with app.app_context(), database.writing() as session:
        session.execute(update(RuleSetVersion).values(number=None))
        session.execute(update(Submission).values(began_with_id=None))

    at_contact.press("Continue", **TYPED)

    assert at_contact.status == 409
    assert "No rules are published yet" in at_contact.text
    with app.app_context(), database.writing() as session:
        session.execute(update(RuleSetVersion).values(number=1))
    check_nothing_is_lost(app, at_contact)


# What is never handed back


@pytest.mark.parametrize("name", ["password", "pass\x00word"])
def test_a_password_is_never_handed_back(
    browser: Browser, carol: User, name: str
) -> None:
    browser.open("/sign-in")
    browser.post(
        "/sign-in", csrf_token="", email=carol.email, **{name: "secret marker"}
    )

    assert browser.status == 400
    assert carol.email in browser.text
    assert "secret marker" not in browser.page.text


def test_words_of_ours_are_not_shown_as_typed(app: Flask, browser: Browser) -> None:
    walk(begin(browser, SADDLE), SADDLE, "/intake/advice")
    with app.app_context(), database.writing() as session:
        session.execute(delete(BrowserSession))

    browser.press("I have read this – go on")

    assert browser.status == 400
    assert "cauda" not in browser.text
    assert field_values(browser, AGAIN)["flag"] == ["cauda_equina"]


def test_a_wrong_address_is_a_page_of_ours(browser: Browser) -> None:
    browser.open("/nowhere")

    assert browser.status == 404
    assert browser.title.startswith("Error: Page not found")


def test_a_page_that_takes_no_form_says_what_to_do(browser: Browser) -> None:
    browser.open("/intake/start").post("/privacy", full_name=KNEE["full_name"])

    assert browser.status == 405
    assert "use the button on the page" in browser.text


def test_a_clinicians_words_come_back_while_the_records_are_locked(
    app: Flask, desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    desk.open(f"/clinician/submissions/{submission.id}")
    outages.impatient(app)

    with outages.locked(app):
        desk.press("Decline", reason="too_early", words="Too soon after the injury.")

    assert desk.status == 503
    assert "Too soon after the injury." in desk.text
    desk.press("Try again")
    assert "Too soon after the injury." in desk.text
    assert "Declined" in desk.text
