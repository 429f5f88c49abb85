"""users, demo, serve: refused half-configured, each kind of database its own."""

import socket
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from intake import config, create_app
from intake.records import queries
from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion
from intake.web import database
from tests.conftest import MakeApp
from tests.make import PASSWORD

pytestmark = pytest.mark.new_database

ADD = ["users", "add", "new@clinic.test", "--name", "New", "--role", "clinician"]


@pytest.fixture(autouse=True)
def from_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")


def half_configured(folder: Path) -> FlaskCliRunner:
    return create_app(config.from_environment({}, folder)).test_cli_runner()


@pytest.mark.parametrize(
    "arguments",
    [[*ADD, "--password", PASSWORD], ["demo", "seed"], ["serve"]],
    ids=["users", "demo", "serve"],
)
def test_half_configured_a_command_says_what_is_missing(
    tmp_path: Path, arguments: list[str]
) -> None:
    result = half_configured(tmp_path).invoke(args=arguments)

    assert result.exit_code == 1
    for name in ("SECRET_KEY", "KEYS", "EMERGENCY_NUMBER"):
        assert f"INTAKE_{name}" in result.stderr


@pytest.mark.parametrize("command", ["users", "demo", "serve", "rules", "mail"])
def test_help_needs_no_configuration(tmp_path: Path, command: str) -> None:
    result = half_configured(tmp_path).invoke(args=[command, "--help"])

    assert result.exit_code == 0


def test_an_account_is_added_with_its_role(app: Flask, session: Session) -> None:
    runner = app.test_cli_runner()

    result = runner.invoke(args=[*ADD, "--password", "a long enough password"])

    assert result.exit_code == 0, result.output
    user = queries.user_by_email(session, "new@clinic.test")
    assert user
    assert user.may_enter(Audience.CLINICIAN)
    assert not user.may_enter(Audience.STAFF)
    assert "long enough" not in str(user.password)


@pytest.mark.parametrize(
    ("password", "words"), [("short", "at least 15"), (PASSWORD, "already")]
)
def test_a_bad_account_is_refused_in_words(
    app: Flask, password: str, words: str
) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=[*ADD, "--password", "a long enough password"])

    result = runner.invoke(args=[*ADD, "--password", password])

    assert result.exit_code != 0
    assert words in result.output + result.stderr


def test_a_real_database_takes_no_synthetic_patients(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["demo", "seed", "-n", "1"])

    assert result.exit_code == 1
    assert "demo database only" in result.stderr


@pytest.fixture
def demo(database_url: str, tmp_path: Path, make_app: MakeApp) -> Flask:
    environ = {"INTAKE_DEMO": "1", "INTAKE_DATABASE_URL": database_url}
    return make_app(config.from_environment(environ, tmp_path))


def test_a_demo_is_seeded_and_marked(demo: Flask) -> None:
    result = demo.test_cli_runner().invoke(args=["demo", "seed", "-n", "3"])

    assert result.exit_code == 0, result.output
    with demo.app_context(), database.reading() as own:
        mark = queries.deployment(own)
        assert mark
        assert mark.demo
        assert queries.any_submission(own)


def test_a_demo_database_is_not_served_as_a_real_one(
    demo: Flask, settings: config.Settings, make_app: MakeApp
) -> None:
    demo.test_cli_runner().invoke(args=["demo", "seed", "-n", "1"])
    app = make_app(settings)

    refused = app.test_cli_runner().invoke(args=["serve", *free_port()])
    page = app.test_client().get("/", base_url="https://localhost")

    assert refused.exit_code == 1
    assert "demo mode only" in refused.stderr
    assert page.status_code == 503


def test_the_demo_refuses_other_hosts_and_forwarded_headers(demo: Flask) -> None:
    client = demo.test_client()

    assert client.get("/", base_url="http://127.0.0.1:8000").status_code == 200
    assert client.get("/", base_url="http://[::1]:8000").status_code == 200
    assert client.get("/", base_url="http://clinic.example").status_code == 400
    forwarded = client.get(
        "/", base_url="http://localhost", headers={"X-Forwarded-For": "1.2.3.4"}
    )
    assert forwarded.status_code == 400


def test_the_demo_is_served_on_this_machine_only(demo: Flask) -> None:
    runner = demo.test_cli_runner()

    result = runner.invoke(args=["serve", "--host", "0.0.0.0"])  # noqa: S104

    assert result.exit_code == 1
    assert "127.0.0.1 only" in result.stderr


def test_demo_mode_leaves_a_real_database_as_it_is(app: Flask, demo: Flask) -> None:
    with app.app_context(), database.writing() as own:
        own.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    result = demo.test_cli_runner().invoke(args=["demo", "seed", "-n", "1"])

    assert result.exit_code == 1
    assert "not a demo" in result.stderr
    with app.app_context(), database.reading() as own:
        stands_at = own.scalar(text("SELECT version_num FROM alembic_version"))
    assert stands_at == "0001"


def test_rules_of_another_version_of_the_program_are_not_served(
    settings: config.Settings, app: Flask, make_app: MakeApp
) -> None:
    with app.app_context(), database.writing() as own:
        own.execute(update(RuleSetVersion).values(files={"a.yaml": "?"}))

    result = make_app(settings).test_cli_runner().invoke(args=["serve", *free_port()])

    assert result.exit_code == 1
    assert "cannot be read by this version" in result.stderr


def test_a_port_that_is_taken_costs_the_demo_nothing(demo: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        result = demo.test_cli_runner().invoke(args=["serve", "--port", str(port)])

    assert result.exit_code == 1
    assert f"Port {port} cannot be used" in result.stderr
    assert result.stdout == ""


def free_port() -> list[str]:
    with socket.create_server(("127.0.0.1", 0)) as chosen:
        return ["--port", str(chosen.getsockname()[1])]


def test_an_account_may_have_two_roles_and_one_named_twice(
    app: Flask, session: Session
) -> None:
    roles = ["--role", "staff", "--role", "staff"]

    result = app.test_cli_runner().invoke(
        args=[*ADD, *roles, "--password", "a long enough password"]
    )

    assert result.exit_code == 0, result.output
    user = queries.user_by_email(session, "new@clinic.test")
    assert user
    assert sorted(role.name for role in user.roles) == ["clinician", "staff"]


def test_a_real_database_behind_its_migrations_is_left_to_a_person(
    settings: config.Settings, make_app: MakeApp
) -> None:
    app = make_app(settings)
    with app.app_context(), database.writing() as own:
        own.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    result = app.test_cli_runner().invoke(args=["serve", *free_port()])

    assert result.exit_code == 1
    assert "make migrate" in result.stderr
