"""The databases that tests run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import KINDS, PostgresServer, SqliteFiles


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    yield server
    server.close()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of one kind; every test that touches one runs on both."""
    fixtures = {"sqlite": "sqlite_files", "postgresql": "postgres_server"}
    databases = request.getfixturevalue(fixtures[request.param])
    with databases.fresh(tmp_path) as url:
        yield url
