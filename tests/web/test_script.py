"""How long a session lasts where our script runs, and more time as often as asked."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession
from intake.web.clock import now
from tests.browser import HTML, ORIGIN, Browser
from tests.web.drafts import begin, kept

TIME = "/intake/time"
HOUR = 60 * 60


def left(browser: Browser) -> int:
    """What the server answers the script."""
    answer: dict[str, Any] = browser.client.get(TIME, base_url=ORIGIN).get_json()
    return int(answer["left"])


def more_time(browser: Browser) -> tuple[int, int]:
    """The script presses the button of the warning: the status, and what is left."""
    token = browser.tree.find(f".//{HTML}dialog//{HTML}input[@name='csrf_token']")
    assert token is not None
    answer = browser.client.post(
        TIME,
        data={"csrf_token": token.get("value")},
        base_url=ORIGIN,
        headers={"Referer": ORIGIN},
    )
    return answer.status_code, (answer.get_json(silent=True) or {}).get("left", 0)


def age(session: Session, **by: int) -> None:
    """So much time goes by."""
    for row in session.scalars(select(BrowserSession)):
        row.seen_at -= timedelta(**by)
        row.ends_at -= timedelta(**by)
    session.commit()


def lasts(session: Session) -> timedelta:
    row = session.scalars(
        select(BrowserSession).execution_options(populate_existing=True)
    ).one()
    session.rollback()
    return row.ends_at - row.seen_at


def test_without_a_script_it_lasts_for_hours(
    browser: Browser, session: Session
) -> None:
    begin(browser)

    assert lasts(session) > timedelta(hours=19, minutes=59)


def test_from_the_scripts_first_question_on_it_lasts_an_hour(
    browser: Browser, session: Session
) -> None:
    begin(browser)

    assert HOUR - 5 <= left(browser) <= HOUR
    assert lasts(session) == timedelta(hours=1)


def test_a_page_that_was_on_its_way_then_does_not_make_it_last_for_hours(
    browser: Browser, session: Session
) -> None:
    begin(browser)
    left(browser)
    session.execute(update(BrowserSession).values(ends_at=now() + timedelta(hours=20)))
    session.commit()

    assert left(browser) <= HOUR
    assert lasts(session) <= timedelta(hours=1)


def test_every_page_lengthens_it(browser: Browser, session: Session) -> None:
    begin(browser)
    left(browser)
    age(session, minutes=50)
    assert left(browser) <= 10 * 60

    browser.open("/intake/where")

    assert left(browser) > HOUR - 60


def test_to_ask_for_ever_does_not_lengthen_it(
    browser: Browser, session: Session
) -> None:
    begin(browser)
    left(browser)

    for minutes in (30, 29):
        age(session, minutes=minutes)
        left(browser)

    assert left(browser) <= 60
    age(session, minutes=1)
    assert left(browser) == 0


def test_more_time_is_given_as_often_as_it_is_asked_for(
    browser: Browser, session: Session
) -> None:
    begin(browser)
    left(browser)

    for _ in range(12):
        age(session, minutes=57)
        status, given = more_time(browser)
        assert status == 200
        assert given > HOUR - 5

    assert left(browser) > HOUR - 10


def test_more_time_right_after_a_page_counts_too(
    browser: Browser, session: Session
) -> None:
    begin(browser)
    left(browser)
    row = session.scalars(select(BrowserSession)).one()
    session.execute(
        update(BrowserSession).values(ends_at=row.ends_at - timedelta(seconds=50))
    )
    session.commit()

    assert more_time(browser)[1] > HOUR - 5


def test_an_ended_session_is_neither_lengthened_nor_begun_anew(
    browser: Browser, session: Session
) -> None:
    begin(browser)
    left(browser)
    cookie = browser.client.get_cookie("__Host-sid")
    age(session, minutes=61)

    assert left(browser) == 0
    assert more_time(browser) == (401, 0)

    assert browser.client.get_cookie("__Host-sid") == cookie


def test_who_has_no_session_is_given_none(app: Flask) -> None:
    answer = app.test_client().get(TIME, base_url=ORIGIN)

    assert answer.get_json() == {"left": 0}
    assert "Set-Cookie" not in answer.headers


def test_the_answers_are_kept_when_the_session_has_ended(
    app: Flask, browser: Browser, session: Session
) -> None:
    begin(browser)
    left(browser)
    age(session, minutes=61)

    browser.open("/intake/where")

    assert browser.status == 401
    assert kept(app)["consent"] == "yes"


@pytest.mark.parametrize("path", ["/", "/privacy", "/sign-in", "/nowhere"])
def test_no_other_page_has_the_script(browser: Browser, path: str) -> None:
    assert "intake.js" not in browser.open(path).page.text
