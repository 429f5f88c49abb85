"""A session is a row: it ends when it is ended, wherever a copy of its cookie is."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask import session as browser_session
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession, User
from intake.web import database, sessions
from tests.browser import ORIGIN, Browser

COOKIE = "__Host-sid"
QUEUE = "/clinician/"


def sid(browser: Browser) -> str:
    cookie = browser.client.get_cookie(COOKIE)
    assert cookie
    return cookie.value


def with_cookie(app: Flask, value: str) -> int:
    client = app.test_client()
    client.set_cookie(COOKIE, value, secure=True)
    return client.get(QUEUE, base_url=ORIGIN).status_code


def test_the_cookie_is_locked_to_this_site(browser: Browser) -> None:
    browser.open("/intake/start")

    header = browser.page.headers["Set-Cookie"]

    for part in ("__Host-sid=", "Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in header


def test_the_table_does_not_know_the_cookie(browser: Browser, session: Session) -> None:
    browser.open("/intake/start")

    row = session.scalars(select(BrowserSession)).one()

    assert sid(browser) not in (row.id_hash, str(row.data))


def test_signing_in_makes_a_new_session_and_ends_the_old(
    app: Flask, browser: Browser, carol: User
) -> None:
    browser.open("/sign-in")
    before = sid(browser)

    browser.sign_in(carol)

    assert sid(browser) != before
    assert with_cookie(app, sid(browser)) == 200
    assert with_cookie(app, before) == 302


def test_a_copied_cookie_is_dead_after_signing_out(
    app: Flask, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)
    copy = sid(browser)

    browser.press(f"Sign out {carol.name}")

    assert with_cookie(app, copy) == 302


def test_an_account_switched_off_is_out_at_once(
    browser: Browser, carol: User, session: Session
) -> None:
    browser.sign_in(carol)
    session.get_one(User, carol.id).active = False
    session.commit()

    assert browser.open(QUEUE).path == "/sign-in"


def test_an_ended_session_is_no_session(
    browser: Browser, carol: User, session: Session
) -> None:
    browser.sign_in(carol)
    for row in session.scalars(select(BrowserSession)):
        row.ends_at -= timedelta(days=1)
    session.commit()

    assert browser.open(QUEUE).path == "/sign-in"


def test_sessions_that_ended_are_cleared_away(
    app: Flask, browser: Browser, session: Session
) -> None:
    browser.open("/intake/start")
    row = session.scalars(select(BrowserSession)).one()
    ended = row.id_hash
    row.kept_until -= timedelta(days=2)
    session.commit()

    Browser(app).open("/intake/start")

    session.expire_all()
    hashes = [each.id_hash for each in session.scalars(select(BrowserSession))]
    assert ended not in hashes


def test_a_session_in_use_goes_on(browser: Browser, session: Session) -> None:
    browser.open("/intake/start")
    row = session.scalars(select(BrowserSession)).one()
    row.seen_at -= timedelta(minutes=5)
    row.ends_at -= timedelta(minutes=5)
    before = row.ends_at
    session.commit()

    browser.open("/privacy")

    session.expire_all()
    assert row.ends_at > before


def meanwhile(app: Flask, browser: Browser, deed: Callable[[Session], object]) -> None:
    """Open a page, and while it is being made, do this in another transaction."""

    def other() -> None:
        with database.writing() as own:
            deed(own)

    app.before_request_funcs.setdefault(None, []).append(other)
    browser.open("/privacy")
    app.before_request_funcs[None].remove(other)


def aged(session: Session) -> BrowserSession:
    """The session was last noted so long ago that the next page notes it again."""
    row = session.scalars(select(BrowserSession)).one()
    row.seen_at -= timedelta(minutes=5)
    session.commit()
    return row


def test_a_session_ended_while_a_page_is_made_stays_ended(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    browser.sign_in(carol)
    copy = sid(browser)
    aged(session)

    meanwhile(app, browser, lambda own: own.execute(delete(BrowserSession)))

    assert with_cookie(app, copy) == 302
    session.expire_all()
    assert session.scalars(select(BrowserSession)).all() == []


def test_what_another_request_kept_meanwhile_stays(
    app: Flask, browser: Browser, session: Session
) -> None:
    browser.open("/intake/start")
    row = aged(session)
    with_draft = {**row.data, "draft": "0" * 32}

    meanwhile(
        app,
        browser,
        lambda own: own.execute(update(BrowserSession).values(data=with_draft)),
    )

    session.expire_all()
    assert row.data["draft"] == "0" * 32


def test_another_websites_form_changes_no_cookie_and_gets_no_token(
    app: Flask, browser: Browser
) -> None:
    page = app.test_client().post(
        "/intake/start",
        data={"filled_in_by": "self"},
        base_url=ORIGIN,
        headers={"Referer": ORIGIN, "Sec-Fetch-Site": "cross-site"},
    )

    assert page.status_code == 400
    assert "Set-Cookie" not in page.headers
    assert "csrf_token" not in page.text
    assert "filled_in_by" not in page.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/intake.css"])
def test_what_needs_nobody_asks_for_no_session(
    app: Flask, browser: Browser, session: Session, path: str
) -> None:
    browser.open("/intake/start")
    row = aged(session)
    before = row.seen_at

    browser.client.get(path, base_url=ORIGIN).close()

    session.expire_all()
    assert row.seen_at == before


def test_a_form_sent_after_the_session_was_lost_keeps_what_was_typed(
    browser: Browser, session: Session
) -> None:
    browser.open("/intake/start")
    session.execute(delete(BrowserSession))
    session.commit()

    browser.press("Continue", filled_in_by="self")

    assert browser.status == 400
    browser.press("Try again")
    assert browser.status == 422
    assert browser.tree.find(".//*[@value='self'][@checked]") is not None


def test_a_deed_gives_no_session_to_a_browser_that_has_none(
    app: Flask, session: Session
) -> None:
    with app.test_request_context():
        browser_session["draft"] = "0" * 32
        sessions.keep_with(session)
    session.commit()

    assert session.scalars(select(BrowserSession)).all() == []
