"""A rule file and who else writes in it; what its page holds, what its script asks."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from intake.records.accounts import Audience, User
from intake.records.models import RuleSetVersion
from intake.workflow import rule_sets
from tests import make
from tests.browser import HTML, Browser
from tests.web.test_staff import FILE

MEANWHILE = "# Written by somebody else.\n"


@pytest.fixture
def eva(app: Flask) -> User:
    return make.user(app, "Eva", Audience.STAFF)


def meanwhile(
    session: Session, version: RuleSetVersion, user: User, text: str, name: str = FILE
) -> None:
    """Somebody else saves a file of this wording."""
    session.refresh(version)
    seen = version.revision
    rule_sets.revise(session, version, name, text, user, seen=seen, at=make.NOON)
    session.commit()


def hidden(browser: Browser, name: str) -> str:
    field = browser.tree.find(f".//{HTML}input[@name='{name}']")
    assert field is not None
    return field.get("value", "")


def ask(browser: Browser, what: str, **fields: Any) -> TestResponse:
    """What the page's script sends to `save` or `problems`."""
    sent = {
        "csrf_token": hidden(browser, "csrf_token"),
        "base": hidden(browser, "base"),
        **fields,
    }
    return browser._ask("POST", f"{browser.path}/{what}", data=sent)
