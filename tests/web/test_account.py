"""One's own account: another password, and nobody else's."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, User
from intake.web import account
from tests import make
from tests.browser import Browser
from tests.make import PASSWORD
from tests.web.test_accounts import NEW, account_of, verbs


def test_ones_own_password_is_changed_and_other_browsers_are_out(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    elsewhere = Browser(app).sign_in(carol)
    browser.sign_in(carol).open("/account/")

    browser.press("Change the password", old_password=PASSWORD, password=NEW)

    assert "Your password is changed" in browser.text
    assert browser.open("/clinician/").path == "/clinician/"
    assert elsewhere.open("/clinician/").path == "/sign-in"
    assert verbs(session, carol)[-1] == "set a password"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("not the one I have", NEW, "not the password you have now"),
        (PASSWORD, "short", "at least 15 characters"),
        ("", NEW, "Write the password you have now"),
    ],
)
def test_a_password_that_is_not_right_changes_nothing(
    browser: Browser, carol: User, session: Session, old: str, new: str, words: str
) -> None:
    before = account_of(session, carol.email).password
    browser.sign_in(carol).open("/account/")

    browser.press("Change the password", old_password=old, password=new)

    assert browser.status == 422
    assert words in browser.text
    assert account_of(session, carol.email).password == before


def test_ones_own_password_is_not_tried_without_end(
    browser: Browser, carol: User
) -> None:
    browser.sign_in(carol).open("/account/")

    for _ in range(account.LIMIT.amount):
        browser.press("Change the password", old_password="a guess", password=NEW)
        assert browser.status == 422
    browser.press("Change the password", old_password=PASSWORD, password=NEW)

    assert browser.status == 429


def test_one_letter_may_be_written_in_two_ways(app: Flask, browser: Browser) -> None:
    robin = make.user(app, "Robin", Audience.STAFF)
    browser.sign_in(robin).open("/account/")
    composed, apart = "caf\u00e9 au lait s'il vous", "cafe\u0301 au lait s'il vous"

    browser.press("Change the password", old_password=PASSWORD, password=composed)
    other = Browser(app).open("/sign-in")
    other.press("Sign in", email=robin.email, password=apart)

    assert other.path == "/staff/rules"
