"""Rows by the million into a new SQLite database: first the rows, then the indexes."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import make_url

from benchmarks.queue.copies import Rows, columns
from benchmarks.queue.stories import TABLES
from intake.records.base import Base

# What is broken by a power cut while it is made is thrown away and made again.
FOR_THE_BUILD = (
    "journal_mode=OFF",
    "synchronous=OFF",
    "locking_mode=EXCLUSIVE",
    "foreign_keys=OFF",
    "temp_store=FILE",
    "cache_size=-1000000",
)
# Tables that are kept in the order of their key: their rows are put in order first.
BY_KEY = ("queue_entry", "name_entry")
# Numbered as they come, as live ones are: so the trail is one by time.
TOGETHER = 2_000


def fill(url: str, rows: Iterable[Rows]) -> None:
    """Write them all. The tables are there, and empty but for what came with them."""
    file = Path(str(make_url(url).database))
    beside = file.with_name("unordered.db")
    beside.unlink(missing_ok=True)
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in FOR_THE_BUILD:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("ATTACH ? AS beside", (str(beside),))
    for pragma in FOR_THE_BUILD[:2]:
        connection.execute(f"PRAGMA beside.{pragma}")
    later = _without_indexes(connection)
    for table in BY_KEY:
        names = ", ".join(columns(table))
        connection.execute(f"CREATE TABLE beside.{table} ({names})")
    connection.execute("BEGIN")
    _insert(connection, rows)
    connection.execute("COMMIT")
    for table in BY_KEY:
        key = ", ".join(Base.metadata.tables[table].primary_key.columns.keys())
        connection.execute(
            f"INSERT INTO main.{table} SELECT * FROM beside.{table} ORDER BY {key}"  # noqa: S608
        )
    for statement in later:
        connection.execute(statement)
    connection.execute("DETACH beside")
    connection.close()
    beside.unlink()


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    """Drops what would be kept up row by row; gives the statements that bring it back:
    indexes, and the triggers that guard the trail."""
    found = connection.execute(
        "SELECT type, name, sql FROM main.sqlite_master"
        " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _sql in found:
        connection.execute(f"DROP {kind} main.{name}")
    return [sql for _kind, _name, sql in found]


def _insert(connection: sqlite3.Connection, rows: Iterable[Rows]) -> None:
    statements = {table: _statement(table) for table in TABLES}
    waiting: Rows = {table: [] for table in TABLES}
    for number, of_one in enumerate(rows, start=1):
        for table, cells in of_one.items():
            waiting[table] += cells
        if number % TOGETHER == 0:
            _write(connection, statements, waiting)
    _write(connection, statements, waiting)


def _write(
    connection: sqlite3.Connection, statements: dict[str, str], waiting: Rows
) -> None:
    for table, cells in waiting.items():
        connection.executemany(statements[table], cells)
        cells.clear()


def _statement(table: str) -> str:
    names = columns(table)
    where = f"{'beside' if table in BY_KEY else 'main'}.{table}"
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {where} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
