"""flask mail …, and the thread that sends while the server runs."""

import time
from datetime import UTC, datetime
from pathlib import Path
from threading import enumerate as running
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake import config
from intake.cli import serve
from intake.cli.sending import sending
from intake.config import Settings
from intake.records.models import OutboxMail, Status
from intake.web import database, digest, installation
from intake.workflow import outbox
from tests import make
from tests.conftest import MakeApp
from tests.post_office import PostOffice

PATIENCE = 15
SUNDAY = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def settings(with_mail: Settings) -> Settings:
    return with_mail


@pytest.fixture
def off(database_url: str, tmp_path: Path, make_app: MakeApp) -> Flask:
    """A clinic without a mail server."""
    environ = {**make.ENVIRONMENT, "INTAKE_DATABASE_URL": database_url}
    return make_app(config.from_environment(environ, tmp_path))


@pytest.fixture(autouse=True)
def from_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")


def run(app: Flask, *words: str) -> Any:
    return app.test_cli_runner().invoke(args=["mail", *words])


def test_what_waits_is_sent_and_counted(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)

    result = run(app, "send")

    assert result.exit_code == 0
    assert result.output == "1 sent, 0 waiting, 0 failed for good.\n"
    assert len(post_office.taken) == 1


def test_what_is_put_off_is_no_failure(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    post_office.answers["RCPT"] = "451 Later"

    result = run(app, "send")

    assert result.exit_code == 0
    assert result.output == "0 sent, 1 waiting, 0 failed for good.\n"


def test_giving_up_ends_with_one_and_names_nobody(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    post_office.answers["RCPT"] = "550 No pat here"

    result = run(app, "send")

    assert result.exit_code == 1
    assert "0 sent, 0 waiting, 1 failed for good." in result.stdout
    assert "pat" not in result.output
    assert run(app, "send").exit_code == 0  # it failed in that run, not in this


def test_how_it_stands_is_said(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    for _ in range(3):
        make.submission(session, Status.SENT)
    post_office.answers["RCPT"] = "550 Nobody"
    run(app, "send")
    post_office.answers.clear()
    make.submission(session, Status.SENT)
    run(app, "send")
    make.submission(session, Status.SENT)

    result = run(app, "status")

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"Mails go to 127.0.0.1:{post_office.port}, from intake@clinic.example.",
        "1 waiting, the first since 2026-11-02 12:00 UTC, 1 sent.",
        "3 given up: receipt, SMTPRecipientsRefused 550.",
    ]


@pytest.mark.parametrize("command", ["send", "status"])
def test_without_a_mail_server_it_says_that_mail_is_off(
    off: Flask, command: str
) -> None:
    result = run(off, command)

    assert result.exit_code == 0
    assert "Mail is off" in result.output


@pytest.mark.parametrize("command", ["send", "status"])
def test_half_configured_a_command_says_what_is_missing(
    tmp_path: Path, make_app: MakeApp, command: str
) -> None:
    app = make_app(config.from_environment({}, tmp_path))

    result = run(app, command)

    assert result.exit_code == 1
    assert "INTAKE_KEYS" in result.stderr


# While the server runs


def until(happens: Any) -> None:
    end = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < end, "It never happened."
        time.sleep(0.02)


def test_what_is_written_while_it_runs_is_sent(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    with sending(app, every=0.05):
        make.submission(session, Status.SENT)
        until(lambda: post_office.taken)

    assert "mails" not in {thread.name for thread in running()}
    session.expire_all()
    assert session.scalars(select(OutboxMail)).one().sent_at


def test_a_database_that_is_away_does_not_end_it(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    sessions = app.extensions.pop(database.SESSIONS)

    with sending(app, every=0.05):
        time.sleep(0.3)
        app.extensions[database.SESSIONS] = sessions
        until(lambda: post_office.taken)


def test_where_mail_is_off_nothing_runs(off: Flask) -> None:
    with sending(off, every=0.05):
        assert "mails" not in {thread.name for thread in running()}


# The demo


@pytest.fixture
def demo(database_url: str, tmp_path: Path, make_app: MakeApp) -> Flask:
    environ = {"INTAKE_DEMO": "1", "INTAKE_DATABASE_URL": database_url}
    return make_app(config.from_environment(environ, tmp_path))


@pytest.mark.new_database
def test_a_demo_puts_its_mails_into_a_folder(
    demo: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digest, "now", lambda: SUNDAY)  # on which no digest is written
    folder = tmp_path / "mail"
    with demo.app_context():
        installation.open_once()
        serve.fill_if_empty(3)
        with database.reading() as own:
            assert not own.scalars(select(OutboxMail)).all()  # they came in long ago
        at = datetime.now(UTC)
        with database.writing() as own:
            values = {"link": "http://127.0.0.1:8000/r/x"}
            outbox.write(
                own,
                "return_link",
                "pat@example.org",
                language="en",
                at=at,
                values=values,
            )

    said = run(demo, "status").output
    sent = run(demo, "send").output

    assert f"Mails go to {folder}" in said
    assert "1 sent" in sent
    [file] = folder.iterdir()
    assert "http://127.0.0.1:8000/r/x" in file.read_text()
