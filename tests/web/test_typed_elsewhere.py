"""What is typed lies sealed; and where, when and for whom it is not kept."""

import io
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession
from intake.records.models import Submission
from intake.web import logs
from tests.browser import HTML, Browser
from tests.web import outages
from tests.web.drafts import complete, second_tab
from tests.web.test_typed import GOALS, MARKER, rows, type_


@pytest.fixture
def at_goals(app: Flask, browser: Browser) -> Browser:
    """The page about goals of a draft that has an answer to everything."""
    complete(app, browser, goal="walk again")
    return browser.open(GOALS)


def test_it_stands_in_no_file_and_no_log(
    app: Flask, at_goals: Browser, session: Session, tmp_path: Path
) -> None:
    written = io.StringIO()
    logs.write_to(written)
    type_(at_goals, goal=MARKER, date="x")
    type_(at_goals, goal=MARKER, csrf_token="")
    logging.getLogger("intake.web").handlers.clear()

    assert MARKER not in written.getvalue()
    assert "/intake/<slug>/typed" in written.getvalue()
    row = session.execute(text("SELECT * FROM typed")).one()
    held = [bytes(v) if isinstance(v, memoryview | bytes) else v for v in row]
    assert "typedmarker" not in str(held)
    for file in tmp_path.iterdir():
        assert b"typedmarker" not in file.read_bytes()


def test_before_there_is_a_draft_nothing_is_kept(
    browser: Browser, session: Session
) -> None:
    browser.open("/intake/start")
    line = browser.tree.find(f".//{HTML}p[@id='kept']")
    assert line is not None
    assert line.get("data-at") is None

    page = type_(browser, filled_in_by="self")

    assert page.status_code == 409
    assert session.scalars(select(Submission)).all() == []
    assert rows(session) == 0


@pytest.mark.parametrize(
    ("path", "typed", "status"),
    [
        ("/intake/nowhere/typed", {}, 404),
        ("/intake/feels/typed", {}, 404),
        ("/intake/feels/1/typed", {"area": "shoulder:left"}, 409),
        ("", {"csrf_token": ""}, 400),
        ("", {"goal": "x" * 70_000}, 413),
        ("", {"goal": "x" * 300_000}, 413),
        ("", {"goal": "a\x00b"}, 400),
    ],
    ids=["no page", "no place", "other place", "no token", "long", "huge", "control"],
)
def test_what_cannot_be_kept_is_refused_without_a_page(
    at_goals: Browser, session: Session, path: str, typed: dict[str, str], status: int
) -> None:
    page = type_(at_goals, path, **typed)

    assert (page.status_code, page.data) == (status, b"")
    assert "Set-Cookie" not in page.headers
    assert rows(session) == 0


def test_nothing_is_kept_once_it_is_sent(at_goals: Browser, session: Session) -> None:
    tab = second_tab(at_goals).open(GOALS)
    at_goals.open("/intake/check").press("Send to the clinic")

    assert type_(tab, goal=MARKER).status_code == 409
    assert rows(session) == 0


def test_nobody_types_sixty_times_a_minute(at_goals: Browser) -> None:
    found = [type_(at_goals, goal=f"word {n}").status_code for n in range(61)]

    assert found == [204] * 60 + [429]


Outage = Callable[[Flask], AbstractContextManager[None]]


@pytest.mark.parametrize("outage", [outages.gone, outages.crowded])
def test_with_the_records_out_of_reach_it_says_so_in_a_number(
    app: Flask, at_goals: Browser, outage: Outage
) -> None:
    with outage(app):
        page = type_(at_goals, goal=MARKER)

    assert (page.status_code, page.data) == (503, b"")


def test_to_keep_it_keeps_no_session_alive(at_goals: Browser, session: Session) -> None:
    row = session.scalars(select(BrowserSession)).one()
    row.seen_at -= timedelta(minutes=5)
    before = row.ends_at
    session.commit()

    assert type_(at_goals, goal=MARKER).status_code == 204

    assert session.get_one(BrowserSession, row.id_hash).ends_at == before


def test_another_browser_is_not_shown_it(app: Flask, at_goals: Browser) -> None:
    type_(at_goals, goal=MARKER)

    other = Browser(app).open(GOALS)

    assert other.status == 404
    assert MARKER not in other.page.text
