"""Alembic reads the tables from the models and the address from the settings."""

from pathlib import Path

from alembic import context
from sqlalchemy import Connection, create_engine, make_url
from sqlalchemy.types import TypeDecorator

from intake.config import from_environment
from intake.records import coming_back, digests, models, rule_work  # noqa: F401  (tables announce themselves)
from intake.records import engine as engines
from intake.records.base import Base


def plain_type(_kind: str, item: object, _autogen: object) -> str | bool:
    """A migration names the plain type, so that it never leans on today's code."""
    return f"sa.{item.impl!r}" if isinstance(item, TypeDecorator) else False


def migrate() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    url = url or from_environment()["DATABASE_URL"]
    if make_url(url).get_backend_name() == "sqlite":
        Path(str(make_url(url).database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    engines.harden(engine)
    with engine.connect() as connection:
        _let_tables_be_rewritten(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=plain_type,
            # SQLite's too, since we say BEGIN ourselves: all of it or nothing.
            transactional_ddl=True,
        )
        with context.begin_transaction():
            before = context.get_context().get_current_heads()
            context.run_migrations()
            if context.get_context().get_current_heads() != before:
                _require_whole(connection)
    engine.dispose()


def _let_tables_be_rewritten(connection: Connection) -> None:
    """SQLite changes a table by writing another and dropping the first; with foreign
    keys on, a dropped row takes along whatever hangs on it."""
    if connection.dialect.name == "sqlite":
        own = connection.connection.driver_connection
        own.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]


def _require_whole(connection: Connection) -> None:
    """What was not watched meanwhile is looked at before anything is kept."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        tables = ", ".join(sorted({each[0] for each in broken}))
        raise RuntimeError(
            f"Rows would hang on nothing in: {tables}. The database is as it was."
        )


migrate()
