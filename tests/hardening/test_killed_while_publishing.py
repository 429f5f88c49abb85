"""The server is killed while it publishes: what was a draft is one, or is in force."""

import http.client
from contextlib import closing

import pytest
from flask import Flask
from sqlalchemy import func, select

from intake.cli import serve
from intake.records.accounts import Audience, User
from intake.records.models import AuditEvent, RuleSetVersion
from intake.web import database
from intake.workflow import rule_sets, screenings
from tests import make
from tests.cli.test_serve import demo, free_port, served, wait_until_ready
from tests.hardening.far_desk import Desk, records

__all__ = ["demo"]  # the fixture

pytestmark = pytest.mark.new_database

# Seconds from the press to the end, about as long as publishing takes; the last time
# there is time for it.
WAITS = (0.006, 0.012, 0.018, 0.024, 0.03)
TIME_ENOUGH = 20


class Publisher(Desk):
    """Presses Publish once; `is_told` is whether the server said that it is done."""

    def __init__(self, port: int, version_id: int, revision: int) -> None:
        super().__init__(port)
        self.path = f"/staff/rules/{version_id}"
        self.revision = revision
        self.is_told = False

    def sign_in(self) -> None:
        super().sign_in()
        self.ask(self.path)  # by now the server has read the text

    def run(self) -> None:
        try:
            self.ask(f"{self.path}/publish", revision=str(self.revision))
        except (OSError, http.client.HTTPException):
            return
        self.is_told = True


def ready(app: Flask, sam: User, number: int) -> tuple[int, int]:
    """A draft that wants one press to be in force: its id and revision."""
    with app.app_context(), database.sessions()() as session:
        base = screenings.in_force(session)
        title = f"title: In round {number}, "
        text = base.files["joint.yaml"].replace("title: ", title, 1)
        files = {**base.files, "joint.yaml": text}
        draft = rule_sets.write(session, base, sam, make.NOON, files)
        session.flush()
        make.publishable(session, draft, sam)
        return draft.id, draft.revision


def left(database_url: str, version_id: int) -> tuple[bool, int, bool]:
    """Whether it has a number, how often the trail has it, whether it is in force."""
    told = select(func.count()).where(
        AuditEvent.verb == "published",
        AuditEvent.subject == f"rule_set_version:{version_id}",
    )
    with records(database_url) as session:
        version = session.get_one(RuleSetVersion, version_id)
        in_force = screenings.in_force(session).id == version_id
        return version.number is not None, session.scalar(told) or 0, in_force


def test_it_is_in_force_wholly_or_not_at_all(demo: Flask, database_url: str) -> None:
    with demo.app_context():
        serve.fill_if_empty(1)
    sam = make.user(demo, "Sam", Audience.STAFF)

    for number, wait in enumerate([*WAITS, TIME_ENOUGH]):
        version_id, revision = ready(demo, sam, number)
        port = free_port()
        publisher = Publisher(port, version_id, revision)
        with served(database_url, port) as process, closing(publisher):
            wait_until_ready(process, port)
            publisher.sign_in()
            publisher.start()
            publisher.join(timeout=wait)
            process.kill()
            publisher.join(timeout=30)
        assert not publisher.is_alive()
        found = left(database_url, version_id)
        assert found in ((True, 1, True), (False, 0, False))
        assert found[0] or not publisher.is_told

    assert publisher.is_told
    port = free_port()
    with served(database_url, port) as process, closing(Desk(port)) as desk:
        wait_until_ready(process, port)  # and whoever comes then can work on
        desk.sign_in()
