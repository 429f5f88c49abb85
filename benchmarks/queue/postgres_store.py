"""Rows by the million into a new PostgreSQL database: COPY, then keys and indexes."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from benchmarks.queue.copies import Rows, columns
from benchmarks.queue.stories import TABLES

PROCESSES = 2
TOGETHER = 2_000
FOR_THE_BUILD = "SET timezone = 'UTC'; SET maintenance_work_mem = '512MB'"
# Of the server, while it is made: a power cut then costs the build, nothing else.
SERVER = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_wal_size": "'8GB'",
    "autovacuum": "off",
}
# Foreign keys go first and come last: they lean on the others.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = ANY(%s) AND conrelid::regclass::text = ANY(%s)
"""
INDEXES = """
    SELECT tablename, indexname, indexdef FROM pg_indexes
    WHERE schemaname = 'public' AND tablename = ANY(%s)
"""
NAMES = [*TABLES]

Share = Callable[[], Iterable[Rows]]
Statement = tuple[str, ...]


def fill(url: str, shares: Sequence[Share]) -> None:
    """Write what each share gives, each in a process of its own. The tables are there,
    and empty but for what came with them."""
    address = make_url(url).set(drivername="postgresql")
    where = address.render_as_string(hide_password=False)
    with psycopg.connect(where, autocommit=True) as own:
        for name, value in SERVER.items():
            own.execute(f"ALTER SYSTEM SET {name} = {value}".encode())
        own.execute("SELECT pg_reload_conf()")
        stages = _without_keys(own)
    fork = get_context("fork")
    running = [fork.Process(target=_copy, args=(where, each)) for each in shares]
    for process in running:
        process.start()
    for process in running:
        process.join()
    if any(process.exitcode for process in running):
        raise RuntimeError("A process could not write its rows.")
    for statements in stages:
        with ThreadPoolExecutor(PROCESSES) as pool:
            list(pool.map(lambda each: _run(where, each), statements))
    _run(where, "VACUUM (ANALYZE)")
    with psycopg.connect(where, autocommit=True) as own:
        own.execute("ALTER SYSTEM RESET ALL")
        own.execute("SELECT pg_reload_conf()")
        own.execute("CHECKPOINT")


def _without_keys(own: psycopg.Connection) -> tuple[list[str], list[str]]:
    """Drops what would be kept up row by row; gives the statements that bring it back,
    in two stages."""
    foreign = own.execute(CONSTRAINTS, (["f"], NAMES)).fetchall()
    keys = own.execute(CONSTRAINTS, (["p", "u"], NAMES)).fetchall()
    # A key to which others point is dropped with what points to it.
    pointing = own.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE contype = 'f'"
        " AND confrelid::regclass::text = ANY(%s)",
        (NAMES,),
    ).fetchall()
    foreign = list(dict.fromkeys([*foreign, *pointing]))
    for table, name, _definition in (*foreign, *keys):
        own.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}".encode())
    indexes = own.execute(INDEXES, (NAMES,)).fetchall()
    for _table, name, _definition in indexes:
        own.execute(f"DROP INDEX {name}".encode())
    return (
        [*map(_added, keys), *(definition for *_where, definition in indexes)],
        [*map(_added, foreign)],
    )


def _added(constraint: Statement) -> str:
    table, name, definition = constraint
    return f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"


def _run(where: str, statement: str) -> None:
    with psycopg.connect(where, autocommit=True) as own:
        own.execute(FOR_THE_BUILD)
        own.execute(statement.encode())


def _copy(where: str, share: Share) -> None:
    with psycopg.connect(where) as own:
        own.execute(FOR_THE_BUILD)
        waiting: Rows = {table: [] for table in TABLES}
        for number, of_one in enumerate(share(), start=1):
            for table, cells in of_one.items():
                waiting[table] += cells
            if number % TOGETHER == 0:
                _write(own, waiting)
        _write(own, waiting)


def _write(own: psycopg.Connection, waiting: Rows) -> None:
    """Values as SQLite has them: PostgreSQL reads times, ids and truths from text."""
    for table, cells in waiting.items():
        names = sql.SQL(", ").join(map(sql.Identifier, columns(table)))
        statement = sql.SQL("COPY {} ({}) FROM STDIN")
        with own.cursor().copy(statement.format(sql.Identifier(table), names)) as copy:
            for row in cells:
                copy.write_row(row)
        cells.clear()
    own.commit()
