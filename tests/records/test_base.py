"""Times: one moment, whatever zone the database's connection is in."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import literal, select, text
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from intake.records.base import UtcDateTime

pytestmark = pytest.mark.new_database

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)


def test_a_time_comes_back_as_the_same_moment_in_utc(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET TIME ZONE 'America/New_York'"))

    found = session.scalar(select(literal(NOON, UtcDateTime)))

    assert found == NOON
    assert found
    assert found.tzinfo is UTC


def test_a_time_without_a_zone_is_never_stored(session: Session) -> None:
    naive = NOON.replace(tzinfo=None)

    with pytest.raises(StatementError, match="without a zone"):
        session.scalar(select(literal(naive, UtcDateTime)))
