"""Everything that was ever sent, in parts: how each is asked of the database."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Compiled,
    Dialect,
    Uuid,
    bindparam,
    column,
    make_url,
    select,
    table,
)

from intake.records import engine as engines
from intake.records.bare_history import Source

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
# A connection that only reads, by the kind of its database: how it is opened, and what
# is said first.
OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"isolation_level": None},
    "postgresql": {
        **engines.POSTGRESQL_ARGUMENTS,
        "options": f"-c statement_timeout={PATIENCE_MS} "
        "-c default_transaction_read_only=on",
        "autocommit": True,
    },
}
BEGINS: Mapping[str, Sequence[str]] = {
    "sqlite": (
        f"PRAGMA busy_timeout={PATIENCE_MS}",
        "PRAGMA trusted_schema=OFF",
        "PRAGMA query_only=ON",
    ),
    "postgresql": (),
}


def source(url: str) -> Source:
    """The history that lies in this database, as its bare driver reads it."""
    address = make_url(url)
    dialect: Dialect = address.get_dialect()()
    arguments, options = dialect.create_connect_args(address)
    whole, last = (each.compile(dialect=dialect) for each in (UP_TO_NEXT, FROM_FIRST))
    said = [(whole, number) for number in range(PARTS - 1)] + [(last, PARTS - 1)]
    return Source(
        driver=address.get_dialect().import_dbapi().__name__,
        arguments=arguments,
        options={**options, **OPTIONS[dialect.name]},
        begins=BEGINS[dialect.name],
        asks=[(str(asked), _values(asked, dialect, number)) for asked, number in said],
    )


def _values(asked: Compiled, dialect: Dialect, number: int) -> Any:
    """Where this part begins and ends, as the driver takes it."""
    written = Uuid().dialect_impl(dialect).bind_processor(dialect) or _as_it_is
    values = {"first": written(_first(number))}
    if number + 1 < PARTS:
        values["next"] = written(_first(number + 1))
    order = asked.positiontup  # type: ignore[attr-defined]
    return values if order is None else tuple(values[name] for name in order)


def _as_it_is(value: Any) -> Any:
    return value


def _first(number: int) -> UUID:
    return UUID(int=number << FIRST_BITS)
