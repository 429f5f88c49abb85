"""The demo is served by one command: prepared, announced, ready, stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask
from sqlalchemy import func, select

from intake import config
from intake.cli import serve
from intake.config import ROOT
from intake.records import queries
from intake.records.models import Submission
from intake.web import database, installation
from tests import make
from tests.conftest import MakeApp

pytestmark = pytest.mark.new_database

PATIENCE = 60
KEYS = {name: make.ENVIRONMENT[name] for name in ("INTAKE_SECRET_KEY", "INTAKE_KEYS")}


@pytest.fixture
def demo(
    monkeypatch: pytest.MonkeyPatch,
    database_url: str,
    tmp_path: Path,
    make_app: MakeApp,
) -> Flask:
    """A demo with its database made and still empty."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    environ = {**KEYS, "INTAKE_DEMO": "1", "INTAKE_DATABASE_URL": database_url}
    app = make_app(config.from_environment(environ, tmp_path))
    with app.app_context():
        installation.open_once()
    return app


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def served(database_url: str, port: int) -> Iterator[subprocess.Popen[str]]:
    """The real command in a process of its own, on its own database."""
    flask = Path(sys.executable).with_name("flask")
    process = subprocess.Popen(  # noqa: S603
        [flask, "--app", "wsgi", "serve", "--port", str(port)],
        cwd=ROOT,
        env={
            **os.environ,
            **KEYS,
            "INTAKE_DEMO": "1",
            "INTAKE_DATABASE_URL": database_url,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def wait_until_ready(process: subprocess.Popen[str], port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, process.stdout and process.stdout.read()
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz") as page:
                assert page.status == 200
                return
        except URLError:
            time.sleep(0.2)
    raise AssertionError("The server never became ready.")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_announces_itself_answers_and_stops(
    demo: Flask, database_url: str, stop: signal.Signals
) -> None:
    with demo.app_context():
        serve.fill_if_empty(1)  # 200 would take their time
    port = free_port()
    with served(database_url, port) as process:
        wait_until_ready(process, port)
        with urlopen(f"http://127.0.0.1:{port}/") as page:
            home = page.read().decode()

        process.send_signal(stop)
        said, _ = process.communicate(timeout=PATIENCE)

    assert "real data" in home  # the banner
    assert "Do not enter real data" in said
    assert f"http://127.0.0.1:{port}/sign-in" in said
    assert re.search(r"Mails +/\S+/mail\n", said)
    for email, _name, audience in serve.DEMO_ACCOUNTS:
        assert re.search(rf"{audience}\s+{email}\s+\S{{20,}}", said)
    assert '"route": "/readyz"' in said
    assert "Traceback" not in said
    assert process.returncode == 0


def test_each_start_gives_the_demo_accounts_new_passwords(demo: Flask) -> None:
    email = serve.DEMO_ACCOUNTS[0][0]

    said, hashes = [], []
    for _ in range(2):
        with demo.app_context():
            said.append(serve.demo_accounts())
            with database.reading() as own:
                user = queries.user_by_email(own, email)
                assert user
                hashes.append(user.password)

    assert said[0] != said[1]
    assert hashes[0] != hashes[1]
    assert all(str(each).startswith("$argon2id$") for each in hashes)


def test_an_empty_demo_is_filled_and_a_filled_one_left_alone(
    demo: Flask, capsys: pytest.CaptureFixture[str]
) -> None:
    with demo.app_context():
        serve.fill_if_empty(2)
        first = capsys.readouterr().out
        serve.fill_if_empty(2)

    assert "Making 2 synthetic submissions" in first
    assert capsys.readouterr().out == ""
    with demo.app_context(), database.reading() as own:
        assert own.scalar(select(func.count()).select_from(Submission)) == 2
