"""The server is killed while a draft is saved: it is the old text or the new, whole."""

import http.client
import random
import time
from contextlib import closing

import pytest
from flask import Flask

from intake.cli import serve
from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion
from intake.workflow import rule_sets, screenings
from tests import make
from tests.cli.test_serve import demo, free_port, served, wait_until_ready
from tests.hardening.far_desk import Desk, records

__all__ = ["demo"]  # the fixture

pytestmark = pytest.mark.new_database

FILE = "joint.yaml"
LINES = 8_000
ROUNDS = 3


def text(number: int) -> str:
    """A long text of which every line says which one it is."""
    return f"# {number}\n" * LINES


class Writer(Desk):
    """Saves one text after another until nobody answers any more."""

    def __init__(self, port: int, version_id: int, first: int, base: str) -> None:
        super().__init__(port)
        self.path = f"/staff/rules/{version_id}/{FILE}"
        self.saved = first  # the last that was acknowledged
        self.base = base

    def run(self) -> None:
        while True:
            number = self.saved + 1
            fields = {
                "base": self.base,
                "text": text(number),
            }
            try:
                self.ask(f"{self.path}/save", **fields)
            except (OSError, http.client.HTTPException):
                return
            self.saved = number
            self.base = rule_sets.digest({FILE: text(number)})


def test_a_draft_is_there_as_it_was_or_as_it_was_to_be(
    demo: Flask, database_url: str
) -> None:
    with demo.app_context():
        serve.fill_if_empty(1)
    sam = make.user(demo, "Sam", Audience.STAFF)
    with records(database_url) as session:
        draft = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
        session.commit()
        version_id, stands = draft.id, draft.files[FILE]
    number, chance = 0, random.Random(7)

    for _ in range(ROUNDS):
        port = free_port()
        base = rule_sets.digest({FILE: stands})
        writer = Writer(port, version_id, number, base)
        with served(database_url, port) as process, closing(writer):
            wait_until_ready(process, port)
            writer.sign_in()
            writer.start()
            time.sleep(0.3 + chance.random() / 2)
            process.kill()
            writer.join(timeout=30)
        assert not writer.is_alive()
        assert writer.saved > number  # it was killed at work
        with records(database_url) as session:
            stands = session.get_one(RuleSetVersion, version_id).files[FILE]
        assert stands in (text(writer.saved), text(writer.saved + 1))
        number = int(stands[2 : stands.index("\n")])
