"""Codes and links as patients have them, and browsers that were left for too long."""

import re
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from intake.questionnaire import codes
from intake.records.accounts import BrowserSession
from intake.records.models import Submission
from intake.web import database
from tests import make
from tests.browser import Browser
from tests.web.drafts import begin

CODE = re.compile(r"[0-9A-Z]{6}(?:-[0-9A-Z]{4}){3}")
LINK = re.compile(r"https://localhost(/return/[\w-]{43})")
OPEN = "Open my answers"
GO_ON = "Go on with your answers"
BORN = {
    name.replace("-", "__"): make.KNEE[name]
    for name in make.KNEE
    if name.startswith("date_of_birth")
}
NOT_BORN = {**BORN, "date_of_birth__year": "1965"}


def ask_for_code(browser: Browser) -> tuple[str, str]:
    """The code and the path of the link that this browser's patient is shown."""
    browser.open("/intake/save")
    old = "Get a new code" in browser.page.text
    browser.press("Get a new code" if old else "Get a code")
    shown, link = CODE.search(browser.text), LINK.search(browser.text)
    assert shown is not None
    assert link is not None
    return shown[0], link[1]


def type_code(browser: Browser, code: str, **born: str) -> Browser:
    return browser.open("/return").press(OPEN, code=code, **(born or BORN))


def follow(browser: Browser, link: str, **born: str) -> Browser:
    return browser.open(link).press(OPEN, **(born or BORN))


def begun_with_code(app: Flask) -> tuple[str, str]:
    """Pat has answered the first page somewhere, and got this code and link."""
    return ask_for_code(begin(Browser(app)))


def another_secret(code: str) -> str:
    """A code that is well formed, with the same public part."""
    read = codes.read(code)
    assert read is not None
    other = "Z" if read.secret[0] == "A" else "A"
    return codes.completed(read.public + other + read.secret[1:-1]).written


def unknown_code() -> str:
    return codes.completed("A1B2C3D4E5F6G7H8J").written


def leave_too_long(app: Flask) -> None:
    """Every session that there is has ended."""
    with app.app_context(), database.writing() as session:
        for row in session.scalars(select(BrowserSession)):
            row.ends_at -= timedelta(days=2)


def age_draft(app: Flask, days: int) -> None:
    """The answers were last changed so many days ago."""
    with app.app_context(), database.writing() as session:
        for draft in session.scalars(select(Submission)):
            draft.changed_at -= timedelta(days=days)


def later(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    """The limits' clock goes on."""
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + seconds)
