"""Signing in and out: nobody learns who has an account, and every session ends."""

import logging
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import Audience, BrowserSession, User
from intake.records.models import Status
from intake.web.auth import LIMITS
from tests import make
from tests.browser import HTML, Browser
from tests.make import PASSWORD

WRONG = "wrong wrong wrong wrong"
QUEUE = "/clinician/"


def sign_in(browser: Browser, email: str, password: str) -> Browser:
    browser.open("/sign-in")
    return browser.press("Sign in", email=email, password=password)


def signed_in_rows(session: Session) -> int:
    signed_in = BrowserSession.user_id.is_not(None)
    found = select(func.count()).select_from(BrowserSession).where(signed_in)
    with Session(session.get_bind()) as fresh:
        return fresh.scalar(found) or 0


def age(session: Session, by: timedelta, *, created: bool = False) -> None:
    """The signed-in session was last seen, or also begun, so long ago."""
    row = session.scalars(
        select(BrowserSession).where(BrowserSession.user_id > 0)
    ).one()
    row.seen_at -= by
    row.ends_at -= by
    if created:
        row.created_at -= by
    session.commit()


@pytest.mark.parametrize(
    ("audiences", "path"),
    [
        ([Audience.CLINICIAN], "/clinician/"),
        ([Audience.STAFF], "/staff/rules"),
        ([Audience.STAFF, Audience.CLINICIAN], "/clinician/"),
        ([Audience.ADMIN], "/accounts/"),
        ([], "/account/"),
    ],
    ids=["clinician", "staff", "both", "admin", "nobody"],
)
def test_signing_in_leads_to_the_first_page_one_may_enter(
    app: Flask, browser: Browser, audiences: list[Audience], path: str
) -> None:
    browser.sign_in(make.user(app, "Robin", *audiences))

    assert (browser.status, browser.path) == (200, path)


def test_a_stranger_has_no_home(browser: Browser) -> None:
    assert browser.open("/home").path == "/sign-in"


def test_case_and_spaces_of_an_address_do_not_matter(
    browser: Browser, carol: User
) -> None:
    sign_in(browser, f"  {carol.email.upper()} ", PASSWORD).write_code(carol)

    assert browser.path == QUEUE


def test_signing_out_ends_the_row_and_leads_to_the_door(
    browser: Browser, carol: User, session: Session
) -> None:
    browser.sign_in(carol).open(QUEUE)
    assert signed_in_rows(session) == 1

    browser.press(f"Sign out {carol.name}")

    assert browser.path == "/sign-in"
    assert signed_in_rows(session) == 0
    assert browser.open(QUEUE).path == "/sign-in"


def test_nobody_is_signed_out_by_a_link(browser: Browser, carol: User) -> None:
    browser.sign_in(carol)

    assert browser.open("/sign-out").status in (400, 405)
    assert browser.open(QUEUE).path == QUEUE


def test_an_account_that_may_not_sign_in_says_what_a_wrong_password_says(
    app: Flask, browser: Browser, session: Session, carol: User
) -> None:
    off = make.user(app, "Olga", Audience.CLINICIAN)
    bare = make.user(app, "Bea", Audience.CLINICIAN)
    session.get_one(User, off.id).active = False
    session.get_one(User, bare.id).password = None
    session.commit()
    tries = [
        (carol.email, WRONG),
        ("nobody@clinic.test", WRONG),
        (off.email, PASSWORD),
        (bare.email, PASSWORD),
        (carol.email, "x" * 10_000),
    ]

    said = set()
    for email, password in tries:
        sign_in(browser, email, password)
        said.add((browser.status, browser.path, browser.title, browser.text))

    assert len(said) == 1, said
    assert signed_in_rows(session) == 0


def test_the_address_is_kept_after_a_wrong_password_and_the_password_is_not(
    browser: Browser, carol: User
) -> None:
    sign_in(browser, carol.email, WRONG)

    email = browser.tree.find(f".//{HTML}input[@name='email']")
    assert email is not None
    assert email.get("value") == carol.email
    assert WRONG not in browser.page.text


@pytest.mark.parametrize(
    ("email", "password"),
    [("", PASSWORD), ("   ", PASSWORD), ("carol@clinic.test", ""), ("", "")],
    ids=["no address", "spaces", "no password", "nothing"],
)
def test_what_is_missing_is_said_once_and_is_no_fault_of_ours(
    browser: Browser,
    carol: User,
    caplog: pytest.LogCaptureFixture,
    email: str,
    password: str,
) -> None:
    sign_in(browser, email, password)

    assert browser.path == "/sign-in"
    assert browser.title.startswith("Error: ")
    assert browser.text.count("do not fit together") == 1
    assert [each for each in caplog.records if each.levelno >= logging.ERROR] == []


def test_who_tries_many_addresses_waits_too(browser: Browser, carol: User) -> None:
    limit, subject = LIMITS[1]
    assert subject == "machine"
    browser.open("/sign-in")

    for number in range(limit.amount):
        browser.post("/sign-in", email=f"{number}@clinic.test", password="")
        assert browser.status == 200
    browser.post("/sign-in", email=carol.email, password=PASSWORD)

    assert browser.status == 429
    assert "Wait a few minutes" in browser.text
    assert PASSWORD not in browser.page.text


def test_one_address_waiting_keeps_no_other_out(
    app: Flask, browser: Browser, carol: User, dan: User
) -> None:
    for _ in range(11):
        sign_in(browser, carol.email, WRONG)
    assert browser.status == 429

    assert Browser(app).sign_in(dan).path == QUEUE


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/x",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "///evil.example",
    ],
)
def test_signing_in_leads_to_no_foreign_place(
    browser: Browser, carol: User, elsewhere: str
) -> None:
    browser.follows = False
    browser.open("/sign-in")

    browser.post("/sign-in", email=carol.email, password=PASSWORD, next=elsewhere)

    to = urlsplit(browser.page.headers.get("Location", "/"))
    assert (to.scheme, to.netloc) == ("", "")
    assert not to.path.startswith(("//", "/\\"))


def test_an_idle_session_ends(
    browser: Browser, carol: User, session: Session, app: Flask
) -> None:
    minutes = app.config["INTAKE"]["STAFF_IDLE_MINUTES"]
    browser.sign_in(carol)

    age(session, timedelta(minutes=minutes - 1))
    assert browser.open(QUEUE).path == QUEUE

    age(session, timedelta(minutes=minutes + 1))
    assert browser.open(QUEUE).path == "/sign-in"


def test_a_session_in_use_ends_all_the_same_at_the_end_of_the_day(
    browser: Browser, carol: User, session: Session, app: Flask
) -> None:
    hours = app.config["INTAKE"]["STAFF_HOURS"]
    browser.sign_in(carol)
    row = session.scalars(
        select(BrowserSession).where(BrowserSession.user_id > 0)
    ).one()
    begun = row.created_at

    row.created_at -= timedelta(hours=hours, minutes=-10)
    row.seen_at -= timedelta(minutes=5)
    session.commit()
    assert browser.open(QUEUE).path == QUEUE

    session.expire_all()
    assert row.ends_at <= begun + timedelta(minutes=10)


def test_what_was_typed_on_a_page_whose_session_ended_is_still_there(
    browser: Browser, carol: User, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    browser.sign_in(carol).open(f"{QUEUE}submissions/{submission.id}")
    age(session, timedelta(hours=1))

    browser.press("Add a note", note="A long thought.")

    assert browser.status in (400, 401)
    assert "A long thought." in browser.text


def test_the_librarys_other_pages_are_not_offered(
    browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)

    for path in ("/tf-rescue", "/register", "/reset", "/us-signin", "/wan-verify"):
        assert browser.open(path).status == 404


def test_signing_in_is_kept_in_the_audit_trail(
    browser: Browser, carol: User, session: Session
) -> None:
    browser.open("/sign-in").press("Sign in", email=carol.email, password="wrong")
    browser.sign_in(carol)

    events = queries.audit_events(session, f"user:{carol.id}")
    verbs = [event.verb for event in events]
    assert verbs == ["added", "gave role clinician", "signed in"]
