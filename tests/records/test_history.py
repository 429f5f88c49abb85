"""The history by the driver alone: whole, each part its own, and not to be changed."""

import sqlite3
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg
import pytest
from sqlalchemy.orm import Session

from intake.records import bare_history, history
from intake.records.models import Status
from tests import make

UTC, AUCKLAND = ZoneInfo("UTC"), ZoneInfo("Pacific/Auckland")


def test_every_part_has_what_was_sent_and_begins_with_its_byte(
    session: Session, database_url: str
) -> None:
    sent = {make.submission(session, Status.SENT).id for _ in range(5)}
    make.draft_in_danger(session)
    session.commit()
    source = history.source(database_url)
    found: dict[int, list[UUID]] = {}

    with bare_history.reading(source) as connection:
        for number in range(history.PARTS):
            rows = bare_history.part(connection, source, number)
            found[number] = [*map(bare_history.id_of, rows)]

    assert sorted(each for ids in found.values() for each in ids) == sorted(sent)
    assert all(each.bytes[0] == number for number, ids in found.items() for each in ids)


def test_who_reads_it_cannot_write(session: Session, database_url: str) -> None:
    session.commit()
    refused = (sqlite3.OperationalError, psycopg.errors.ReadOnlySqlTransaction)

    with (
        bare_history.reading(history.source(database_url)) as connection,
        pytest.raises(refused),
    ):
        connection.execute("DELETE FROM submission")


@pytest.mark.parametrize(
    ("at", "month"),
    [
        ("2026-10-31 12:00:00.000000", "2026-11"),
        (make.NOON, "2026-11"),
        (make.NOON.replace(tzinfo=None), "2026-11"),
    ],
)
def test_a_month_is_the_clinics(at: object, month: str) -> None:
    assert bare_history.month_of((None, None, at), AUCKLAND) == month
    assert bare_history.month_of((None, None, make.NOON), UTC) == "2026-11"
