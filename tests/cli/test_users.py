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
    browser.press("Sign in", email=carol.email, password=NEW).write_code(carol)
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


def run(shell: FlaskCliRunner, *words: str) -> str:
    result = shell.invoke(args=["users", *words])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_list_names_everybody(
    shell: FlaskCliRunner, carol: User, ada: User, sam: User
) -> None:
    said = run(shell, "list").splitlines()

    assert said == [
        f"{user.email}  {user.name}  [{role}]  Active  last sign-in never  "
        f"second factor {factor}"
        for user, role, factor in (
            (ada, "admin", "set up"),
            (carol, "clinician", "set up"),
            (sam, "staff", "not set up"),
        )
    ]


def test_somebody_invited_begins_by_the_link(
    shell: FlaskCliRunner, browser: Browser
) -> None:
    said = run(shell, "invite", "nora@clinic.test", "--role", "staff")
    link = said.split("https://localhost")[1].strip()
    assert "Invited" in run(shell, "list")

    browser.open(link).press("Begin", name="Nora", password=NEW)
    browser.press("Sign in", email="nora@clinic.test", password=NEW)

    assert browser.path == "/staff/rules"


def test_a_link_for_another_password_is_made(
    shell: FlaskCliRunner, browser: Browser, carol: User
) -> None:
    link = run(shell, "link", carol.email).split("https://localhost")[1].strip()

    browser.open(link).press("Set the password", password=NEW)

    assert "Your password is set" in browser.text


def test_roles_are_given_and_taken(
    shell: FlaskCliRunner, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)

    run(shell, "roles", carol.email, "--role", "staff")

    assert browser.open("/clinician/").path == "/sign-in"
    assert browser.sign_in(carol).path == "/staff/rules"


def test_an_account_is_disabled_and_enabled(
    shell: FlaskCliRunner, browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)

    run(shell, "disable", carol.email)
    assert browser.open("/clinician/").path == "/sign-in"
    run(shell, "enable", carol.email)

    assert browser.sign_in(carol).path == "/clinician/"


def test_the_last_administrator_is_kept(shell: FlaskCliRunner, ada: User) -> None:
    result = shell.invoke(args=["users", "disable", ada.email])

    assert result.exit_code == 1
    assert "last administrator" in result.stderr


def test_a_second_factor_is_reset(shell: FlaskCliRunner, carol: User) -> None:
    assert "is reset" in run(shell, "reset-second-factor", carol.email)
