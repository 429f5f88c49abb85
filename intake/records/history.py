"""Everything that was ever sent, in parts, as it is kept: for processes that know no
more of the records than this one table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import (
    Connection,
    Uuid,
    bindparam,
    column,
    create_engine,
    event,
    select,
    table,
)

from intake.records import engine as engines

# A part is all whose id begins with the same byte. An id is drawn by lot: so each part
# is a fair sample of the whole history, whichever are done first.
PARTS = 256
FIRST_BITS = 120  # of 128, behind the byte

# Whoever reads a part may wait for a slow disk; a request may not.
PATIENCE_MS = 120_000

# Without types, so that nothing is made of what the driver gives: of a million rows
# hardly any is looked at but for its facts.
SENT = table("submission", column("id"), column("facts"), column("sent_at"))
FIRST = bindparam("first", type_=Uuid())
NEXT = bindparam("next", type_=Uuid())
FROM_FIRST = select(SENT.c.id, SENT.c.facts, SENT.c.sent_at).where(
    SENT.c.id >= FIRST, SENT.c.sent_at.is_not(None), SENT.c.facts.is_not(None)
)
UP_TO_NEXT = FROM_FIRST.where(SENT.c.id < NEXT)
# Its id, its facts still packed, and when it was sent, as the driver gives them.
Row: TypeAlias = Sequence[Any]


@contextmanager
def reading(url: str) -> Iterator[Connection]:
    """A connection of one's own to this database, that cannot write."""
    chosen = engines.options(url) | {"pool_size": 1, "max_overflow": 0}
    if "connect_args" in chosen:
        said = f"-c statement_timeout={PATIENCE_MS} -c default_transaction_read_only=on"
        chosen["connect_args"] = engines.POSTGRESQL_ARGUMENTS | {"options": said}
    engine = create_engine(**chosen)
    engines.harden(engine, lambda: False)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _never_writes)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def part(connection: Connection, number: int) -> Sequence[Row]:
    """What was sent, of this part. The transaction is over when it is there."""
    chosen, bounds = FROM_FIRST, {"first": _first(number)}
    if number + 1 < PARTS:
        chosen, bounds = UP_TO_NEXT, {**bounds, "next": _first(number + 1)}
    with connection.begin():
        return connection.execute(chosen, bounds).all()


def id_of(row: Row) -> UUID:
    found = row[0]
    return found if isinstance(found, UUID) else UUID(found)


def month_of(row: Row, zone: tzinfo) -> str:
    """When it was sent, by the clinic's clock: `2026-11`."""
    at = row[2] if isinstance(row[2], datetime) else datetime.fromisoformat(row[2])
    utc = at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite forgets it
    return f"{utc.astimezone(zone):%Y-%m}"


def _first(number: int) -> UUID:
    return UUID(int=number << FIRST_BITS)


def _never_writes(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
