"""flask rules replay, and the thread that runs replays while the server runs."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import enumerate as running_threads
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, update
from sqlalchemy.orm import Session

from intake import config
from intake.cli import serve
from intake.cli.replaying import running
from intake.records.accounts import Audience, User
from intake.records.models import RuleSetVersion, Status
from intake.records.rule_work import Replay, ReplayState
from intake.web import database, installation, replaying
from intake.web.clock import now
from intake.workflow import accounts, replay_crew, replays
from tests import make
from tests.cli.test_serve import KEYS, PATIENCE, free_port, served, wait_until_ready
from tests.conftest import MakeApp
from tests.workflow.test_replays import draft


@pytest.fixture(autouse=True)
def from_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")


@pytest.fixture
def waiting(session: Session, sam: User) -> Replay:
    make.submission(session, Status.SENT, **make.SADDLE)
    replay = replays.start(session, draft(session, sam), sam, make.NOON)
    session.commit()
    return replay


def run(app: Flask) -> Any:
    return app.test_cli_runner().invoke(args=["rules", "replay"])


def test_what_waits_is_run_and_told(
    app: Flask, session: Session, waiting: Replay
) -> None:
    result = run(app)

    assert result.exit_code == 0, result.output
    assert result.output == "Replay 1: 1 submissions judged, finished.\n"
    again = run(app)
    assert again.exit_code == 0
    assert again.output == "No replay waits.\n"


def test_a_failure_ends_with_one(
    app: Flask, waiting: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay_crew, "START", "raise SystemExit(3)")

    result = run(app)

    assert result.exit_code == 1
    assert "Replay 1: 0 submissions judged, failed by ProcessEnded." in result.output


def test_half_configured_it_says_what_is_missing(
    tmp_path: Path, make_app: MakeApp
) -> None:
    result = run(make_app(config.from_environment({}, tmp_path)))

    assert result.exit_code == 1
    assert "INTAKE_KEYS" in result.stderr


# While the server runs


def until(happens: Callable[[], bool], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not happens():
        assert time.monotonic() < end, "It never happened."
        time.sleep(0.01)


def test_what_is_asked_for_while_it_runs_is_run(
    app: Flask, session: Session, waiting: Replay
) -> None:
    def is_over() -> bool:
        session.refresh(waiting)
        session.commit()
        return waiting.state is ReplayState.FINISHED

    with running(app, every=0.01):
        until(is_over)

    assert waiting.judged == 1
    assert not [each for each in running_threads() if each.name == "replays"]


def test_a_fault_is_logged_and_it_looks_again(
    app: Flask,
    waiting: Replay,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    calls: list[None] = []

    def fails(_stops: object) -> None:
        calls.append(None)
        raise RuntimeError("Pat Doe")

    monkeypatch.setattr(replaying, "run_next", fails)
    monkeypatch.setattr("intake.cli.replaying.AFTER_A_FAULT", 0.01)

    with running(app, every=0.01):
        until(lambda: len(calls) > 1)

    assert "Pat Doe" not in capsys.readouterr().err


# The server is killed in the middle


@pytest.fixture
def demo(database_url: str, tmp_path: Path, make_app: MakeApp) -> Flask:
    """A demo with a history, and a member of staff."""
    environ = {**KEYS, "INTAKE_DEMO": "1", "INTAKE_DATABASE_URL": database_url}
    app = make_app(config.from_environment(environ, tmp_path))
    with app.app_context():
        installation.open_once()
        serve.fill_if_empty(30)
        with database.writing() as own:
            accounts.add(own, "sam@clinic.test", "Sam", [Audience.STAFF], "x", now())
    return app


@contextmanager
def reading(database_url: str) -> Iterator[Session]:
    engine = create_engine(database_url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def ask(app: Flask) -> int:
    with app.app_context(), database.writing() as own:
        sam = own.scalars(select(User).where(User.name == "Sam")).one()
        drafts = select(RuleSetVersion).where(RuleSetVersion.number.is_(None))
        version = own.scalars(drafts).first() or draft(own, sam)
        return replays.start(own, version, sam, now()).id


def as_it_stands(database_url: str, replay_id: int) -> Replay:
    with reading(database_url) as session:
        return session.get_one(Replay, replay_id)


def is_begun(database_url: str, replay_id: int) -> bool:
    return bool(as_it_stands(database_url, replay_id).parts)


def killed_in_the_middle(app: Flask, url: str) -> int:
    """The replay in whose middle the server was killed, with its own hands."""
    for _ in range(5):
        replay_id = ask(app)
        port = free_port()
        with served(url, port) as process:
            wait_until_ready(process, port)
            until(partial(is_begun, url, replay_id))
            process.send_signal(signal.SIGKILL)
            process.wait()
        if as_it_stands(url, replay_id).state is ReplayState.RUNNING:
            return replay_id
    raise AssertionError("It was always over before it could be killed.")


@pytest.mark.new_database
def test_killed_in_the_middle_it_goes_on_and_finds_what_it_would_have_found(
    demo: Flask, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTAKE_REPLAY_PROCESSES", "1")
    replay_id = killed_in_the_middle(demo, database_url)

    left = as_it_stands(database_url, replay_id)
    assert 0 < len(left.parts) < 256
    until(lambda: not workers(), 15)
    long_ago = now() - timedelta(seconds=31)
    with demo.app_context(), database.writing() as own:
        own.execute(update(Replay).values(heard_at=long_ago))
    port = free_port()
    with served(database_url, port) as process:
        wait_until_ready(process, port)
        until(lambda: as_it_stands(database_url, replay_id).ended_at is not None)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    undisturbed = ask(demo)
    with demo.app_context():
        assert replaying.run_next() == undisturbed

    again, once = (as_it_stands(database_url, n) for n in (replay_id, undisturbed))
    assert again.state is once.state is ReplayState.FINISHED
    assert (again.judged, again.parts) == (once.judged, once.parts)
    assert again.counts == once.counts
    assert again.judged > 0


def workers() -> list[int]:
    """The processes on this machine that judge parts of a history for our server."""
    found = []
    for each in Path("/proc").iterdir():
        if each.name.isdigit() and int(each.name) != os.getpid():
            try:
                said = (each / "cmdline").read_bytes()
            except OSError:
                continue
            if b"replay_worker" in said and os.fsencode(str(replay_crew.HOUSE)) in said:
                found.append(int(each.name))
    return found
