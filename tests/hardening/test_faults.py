"""The n-th database call fails, for every n: never a success, nothing half-saved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status
from intake.web import database
from intake.workflow import outbox
from tests import make
from tests.browser import Browser
from tests.make import KNEE
from tests.walk import answer, walk

MOST_CALLS = 400


@contextmanager
def failing_at(engine: Engine, nth: int) -> Iterator[list[int]]:
    """The n-th statement or commit fails as if the database had gone."""
    calls = [0]

    def count(*_args: Any) -> None:
        calls[0] += 1
        if calls[0] == nth:
            raise OperationalError("", {}, Exception("gone"))

    hooks = ("before_cursor_execute", "commit")
    for hook in hooks:
        event.listen(engine, hook, count)
    try:
        yield calls
    finally:
        for hook in hooks:
            event.remove(engine, hook, count)


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table but the browsers' sessions."""
    with engine.connect() as connection:
        return {
            table: sorted(
                map(str, connection.execute(text(f'SELECT * FROM "{table}"')))
            )
            for table in inspect(connection).get_table_names()
            if table != "browser_session"
        }


def sweep(app: Flask, browser: Browser, deed: Callable[[], Browser]) -> int:
    """Fail each call in turn until a run meets no fault; that run must succeed."""
    with app.app_context():
        engine = database.engine()
    before = everything(engine)
    browser.follows = False
    for nth in range(1, MOST_CALLS):
        page, tree = browser.page, browser.tree
        with failing_at(engine, nth) as calls:
            deed()
        if calls[0] < nth:
            assert browser.status == 302, browser.text
            browser.follows = True
            browser.open(browser.page.headers["Location"])
            return nth
        assert browser.status >= 500, f"call {nth}: {browser.status}"
        assert everything(engine) == before, f"call {nth} left something behind"
        browser.page, browser.tree = page, tree
    raise AssertionError("The deed never came to its end.")


def test_continue_saves_all_or_nothing(app: Flask, browser: Browser) -> None:
    browser.open("/intake/start")
    answer(browser, KNEE)
    answer(browser, KNEE)  # the places; the same page then asks left or right
    before = browser.path

    calls = sweep(app, browser, lambda: answer(browser, KNEE))

    assert calls > 5
    assert browser.path != before


def test_the_first_continue_saves_all_or_nothing(app: Flask, browser: Browser) -> None:
    browser.open("/intake/start")

    sweep(app, browser, lambda: answer(browser, KNEE))

    assert browser.path == "/intake/where"


def test_send_saves_all_or_nothing(app: Flask, browser: Browser) -> None:
    walk(browser.open("/intake/start"), KNEE, "/intake/check")

    sweep(app, browser, lambda: browser.press("Send to the clinic"))

    assert browser.path == "/intake/receipt"


def test_send_with_a_receipt_saves_all_or_nothing(app: Flask, browser: Browser) -> None:
    app.extensions[database.SESSIONS].kw["info"][outbox.ON] = True
    walk(browser.open("/intake/start"), KNEE, "/intake/check")

    sweep(app, browser, lambda: browser.press("Send to the clinic"))

    assert browser.path == "/intake/receipt"
    with app.app_context():
        assert len(everything(database.engine())["outbox"]) == 1


def test_deciding_saves_all_or_nothing(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    browser.sign_in(carol).open(f"/clinician/submissions/{submission.id}")

    sweep(app, browser, lambda: browser.press("Accept"))

    assert "Reopen" in browser.text


def test_publishing_saves_all_or_nothing(
    app: Flask, browser: Browser, sam: User, session: Session
) -> None:
    browser.sign_in(sam).press("Write a new version")
    version = queries.rule_set_versions(session)[0]
    make.publishable(session, version, sam)
    browser.open(f"/staff/rules/{version.id}")

    sweep(app, browser, lambda: browser.press("Publish"))

    assert "version 2" in browser.text.lower()


def test_saving_a_rule_file_saves_all_or_nothing(
    app: Flask, browser: Browser, sam: User
) -> None:
    browser.sign_in(sam).press("Write a new version")
    browser.open(browser.link("Edit joint.yaml"))

    sweep(app, browser, lambda: browser.press("Save", text="language: 1\n"))

    assert "Saved." in browser.text
