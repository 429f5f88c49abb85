"""The tables as the migrations make them: where a database stands, and the way up."""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

ROOT = Path(__file__).resolve().parent.parent.parent


def upgrade(url: str, to: str = "head") -> None:
    """Bring the database at this address up to the named migration."""
    command.upgrade(_config(url), to)


def downgrade(url: str, to: str) -> None:
    command.downgrade(_config(url), to)


def is_begun(connection: Connection) -> bool:
    """Whether any migration has been applied to the database."""
    return MigrationContext.configure(connection).get_current_revision() is not None


def is_current(connection: Connection) -> bool:
    """Whether the database stands at the newest migration."""
    return MigrationContext.configure(connection).get_current_revision() == newest()


@cache
def newest() -> str | None:
    return ScriptDirectory.from_config(_config("")).get_current_head()


def _config(url: str) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return config
