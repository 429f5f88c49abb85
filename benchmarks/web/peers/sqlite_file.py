"""A table that answers are added to, each in a commit of its own that survives a power
cut: the file that PEER_DATABASE names."""

import os
import sqlite3
import threading

_own = threading.local()
# Writers wait in turn here, not in SQLite, where the longest would wait far longer.
_one_writes = threading.Lock()


def add(answers: str) -> None:
    with _one_writes:
        _connection().execute("INSERT INTO given (answers) VALUES (?)", (answers,))


def _connection() -> sqlite3.Connection:
    if not hasattr(_own, "connection"):
        _own.connection = sqlite3.connect(
            os.environ["PEER_DATABASE"], isolation_level=None, timeout=20
        )
        _own.connection.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE IF NOT EXISTS given (id INTEGER PRIMARY KEY, answers TEXT)"
        )
    connection: sqlite3.Connection = _own.connection
    return connection
