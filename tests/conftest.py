"""The cast: Pat answers, Carol decides, Sam writes the rules, Dan works elsewhere."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy.orm import Session

from intake import config, create_app
from intake.config import Settings
from intake.records.accounts import Audience, User
from intake.web import database, installation
from tests import make
from tests.browser import Browser
from tests.databases import KINDS, PostgresServer, SqliteFiles

MakeApp = Callable[[Settings], Flask]

# Databases are made and thrown away by the hundred: in memory where that is possible.
MEMORY = "/dev/shm"  # noqa: S108
if os.access(MEMORY, os.W_OK):
    tempfile.tempdir = MEMORY


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


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return config.from_environment(
        {**make.ENVIRONMENT, "INTAKE_DATABASE_URL": database_url}, tmp_path
    )


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Every test has an application of its own; its templates are compiled once."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def make_app(templates: BytecodeCache) -> Iterator[MakeApp]:
    """Makes an application; its connections are closed when the test is over."""
    made: list[Flask] = []

    def make_one(settings: Settings) -> Flask:
        app = create_app(settings)
        app.jinja_env.bytecode_cache = templates
        made.append(app)
        return app

    yield make_one
    for app in made:
        with app.app_context():
            database.engine().dispose()


@pytest.fixture
def app(settings: Settings, make_app: MakeApp) -> Flask:
    app = make_app(settings)
    with app.app_context():
        installation.open_once()
    return app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    # No context stays open: a request inside one would share its `g`.
    with app.app_context():
        sessions = database.sessions()
    with sessions() as session:
        yield session


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def carol(app: Flask) -> User:
    return make.user(app, "Carol", Audience.CLINICIAN)


@pytest.fixture
def desk(browser: Browser, carol: User) -> Browser:
    """Carol's browser, signed in."""
    return browser.sign_in(carol)


@pytest.fixture
def dan(app: Flask) -> User:
    """A second clinician, who looks at the same submission."""
    return make.user(app, "Dan", Audience.CLINICIAN)


@pytest.fixture
def sam(app: Flask) -> User:
    return make.user(app, "Sam", Audience.STAFF)
