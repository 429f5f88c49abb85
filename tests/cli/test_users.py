"""flask users …: only real addresses, only long passwords, and a way back in."""

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from intake.records.accounts import User
from tests.browser import Browser
from tests.make import PASSWORD

NEW = "another long enough password"


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskCliRunner:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    return app.test_cli_runner()


def test_another_password_lets_in_and_ends_old_sessions(
    shell: FlaskCliRunner, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)
    assert browser.path == "/clinician/"

    result = shell.invoke(args=["users", "password", carol.email, "--password", NEW])

    assert result.exit_code == 0, result.output
    browser.open("/clinician/")
    assert browser.path == "/sign-in"
    browser.press("Sign in", email=carol.email, password=PASSWORD)
    assert browser.path == "/sign-in"
    browser.press("Sign in", email=carol.email, password=NEW)
    assert browser.path == "/clinician/"


@pytest.mark.parametrize(
    ("email", "words"),
    [("nobody@clinic.test", "No account"), ("nope", "must have an @-sign")],
)
def test_whose_password_is_set_must_be_known(
    shell: FlaskCliRunner, email: str, words: str
) -> None:
    result = shell.invoke(args=["users", "password", email, "--password", NEW])

    assert result.exit_code != 0
    assert words in result.stderr


def test_an_account_needs_a_real_address(shell: FlaskCliRunner) -> None:
    given = ["--name", "New", "--role", "staff", "--password", NEW]

    result = shell.invoke(args=["users", "add", "nope", *given])

    assert result.exit_code == 2
    assert "must have an @-sign" in result.stderr


def test_another_key_of_the_installation_locks_nobody_out(
    app: Flask, browser: Browser, carol: User
) -> None:
    app.config["SECRET_KEY"] = "another key of thirty-two characters"

    browser.sign_in(carol)

    assert browser.path == "/clinician/"
