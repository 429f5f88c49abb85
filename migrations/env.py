"""Alembic reads the tables from the models and the address from the settings."""

from pathlib import Path

from alembic import context
from sqlalchemy import create_engine, make_url
from sqlalchemy.types import TypeDecorator

from intake.config import from_environment
from intake.records import coming_back, digests, models  # noqa: F401  (tables announce themselves)
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
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=plain_type,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


migrate()
