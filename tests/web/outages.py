"""Real ways for the records to be out of reach, each undone when its block ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, create_engine, event, make_url, text

from intake.records import engine as engines
from intake.web import database

LOCKS = {
    "sqlite": "BEGIN IMMEDIATE",
    "postgresql": "LOCK TABLE submission, browser_session IN EXCLUSIVE MODE",
}
IMPATIENT = {
    "sqlite": "PRAGMA busy_timeout=200",
    "postgresql": "SET lock_timeout = 200",
}


def engine_of(app: Flask) -> Engine:
    with app.app_context():
        return database.engine()


def impatient(app: Flask) -> None:
    """From now on a lock is waited for a moment only."""
    engine = engine_of(app)
    engine.dispose()

    @event.listens_for(engine, "connect")
    def shorten(connection: Any, _record: Any) -> None:
        connection.execute(IMPATIENT[engine.dialect.name])
        connection.commit()


@contextmanager
def locked(app: Flask) -> Iterator[None]:
    """Somebody else is writing and does not come to an end."""
    somebody = create_engine(engine_of(app).url, isolation_level=None)
    with somebody.connect() as connection:
        connection.exec_driver_sql(LOCKS[somebody.dialect.name])
        yield
        connection.rollback()
    somebody.dispose()


@contextmanager
def gone(app: Flask) -> Iterator[None]:
    """The database is not there, and every connection to it is broken."""
    away = {"sqlite": _file_replaced, "postgresql": _renamed}
    with away[engine_of(app).dialect.name](app):
        yield


@contextmanager
def crowded(app: Flask) -> Iterator[None]:
    """Every connection is in use."""
    old = engine_of(app)
    options = engines.options(old.url.render_as_string(hide_password=False))
    small = create_engine(
        **options | {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.1}
    )
    with app.app_context():
        database.sessions().configure(bind=small)
    with small.connect():
        yield
    small.dispose()
    with app.app_context():
        database.sessions().configure(bind=old)


@contextmanager
def just_before(
    engine: Engine, statement: str, happens: Callable[[], None]
) -> Iterator[None]:
    """Something happens once, in the moment before a statement is sent."""
    waiting = [statement]

    def look(*call: Any) -> None:
        if waiting and call[2].startswith(statement):
            waiting.clear()
            happens()

    event.listen(engine, "before_cursor_execute", look)
    yield
    event.remove(engine, "before_cursor_execute", look)
    assert not waiting, f"Never came to {statement}"


def cut(engine: Engine) -> None:
    """PostgreSQL ends every connection to the database."""
    _at_the_server(
        engine,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{engine.url.database}'",
    )


@contextmanager
def _file_replaced(app: Flask) -> Iterator[None]:
    engine = engine_of(app)
    engine.dispose()
    file = Path(str(engine.url.database))
    kept = file.rename(file.with_suffix(".kept"))
    file.write_bytes(b"This is no database. " * 400)
    yield
    engine.dispose()
    kept.rename(file)


@contextmanager
def _renamed(app: Flask) -> Iterator[None]:
    engine = engine_of(app)
    name = make_url(engine.url).database
    cut(engine)
    _at_the_server(engine, f"ALTER DATABASE {name} RENAME TO {name}_kept")
    yield
    _at_the_server(engine, f"ALTER DATABASE {name}_kept RENAME TO {name}")


def _at_the_server(engine: Engine, statement: str) -> None:
    address = engine.url.set(database="postgres")
    server = create_engine(address, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(statement))
    server.dispose()
