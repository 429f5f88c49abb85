"""Reads what was ever sent, part by part, with nothing but the database's driver.

The processes of a replay start anew each time, and SQLAlchemy takes half of that: what
it has to say is said beforehand, in `history`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from importlib import import_module
from typing import Any, TypeAlias
from uuid import UUID

# Its id, its facts still packed, and when it was sent, as the driver gives them.
Row: TypeAlias = Sequence[Any]


@dataclass(frozen=True)
class Source:
    """A database as its driver (a module of the DB-API) opens it.

    `begins` is said first; `asks` has the statement and its values for each part.
    """

    driver: str
    arguments: Sequence[Any]
    options: Mapping[str, Any]
    begins: Sequence[str]
    asks: Sequence[tuple[str, Any]]


@contextmanager
def reading(source: Source) -> Iterator[Any]:
    """A connection of one's own to it, that cannot write."""
    driver: Any = import_module(source.driver)
    connection = driver.connect(*source.arguments, **source.options)
    try:
        for each in source.begins:
            connection.execute(each)
        yield connection
    finally:
        connection.close()


def part(connection: Any, source: Source, number: int) -> Sequence[Row]:
    """What was sent, of this part. The transaction is over when it is there."""
    found: Sequence[Row] = connection.execute(*source.asks[number]).fetchall()
    return found


def id_of(row: Row) -> UUID:
    found = row[0]
    return found if isinstance(found, UUID) else UUID(found)


def month_of(row: Row, zone: tzinfo) -> str:
    """When it was sent, by the clinic's clock: `2026-11`."""
    at = row[2] if isinstance(row[2], datetime) else datetime.fromisoformat(row[2])
    utc = at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite forgets it
    return f"{utc.astimezone(zone):%Y-%m}"
