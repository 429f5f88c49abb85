"""The cast: Pat answers, Carol decides, Sam writes the rules, Dan works elsewhere, Ada
gives accounts."""

import gc
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy import Dialect, Engine
from sqlalchemy.orm import Session

from intake import config, create_app
from intake.config import Settings
from intake.records import queries
from intake.records.accounts import Audience, User
from intake.records.models import RuleSetVersion
from intake.web import auth, database, installation, tries
from intake.workflow import returning
from tests import make
from tests import post_office as offices
from tests.browser import Browser
from tests.databases import KINDS, PostgresServer, SqliteFiles

# Looking for cycles as often as Python does by default takes a tenth of the time.
gc.set_threshold(50_000, 20, 100)

# What SQLAlchemy has compiled for one test's engine serves those of the others. It
# keeps a statement by the dialect, the object itself: so there is one for each kind.
STATEMENTS: dict[Any, Any] = {}
DIALECTS: dict[str, Dialect] = {}

MakeApp = Callable[[Settings], Flask]

# Databases are made and thrown away by the hundred: in memory where that is possible.
MEMORY = "/dev/shm"  # noqa: S108
if os.access(MEMORY, os.W_OK):
    tempfile.tempdir = MEMORY


def opened(url: str) -> None:
    """Mark the database as a real one, and publish the shipped rules in it."""
    environ = {**make.ENVIRONMENT, "INTAKE_DATABASE_URL": url}
    app = create_app(config.from_environment(environ))
    with app.app_context():
        installation.open_once()
        database.engine().dispose()


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"), opened)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    server = PostgresServer(opened)
    yield server
    server.close()


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Every line runs on both databases and is counted on one: counting takes as long
    as running, and a line that PostgreSQL or a real browser alone reaches counts as not
    covered."""
    for item in items:
        params = item.callspec.params if hasattr(item, "callspec") else {}
        in_browser = item.get_closest_marker("browser") is not None
        if in_browser or params.get("database_url") == "postgresql":
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of one kind; every test that touches one runs on both. It is open
    for real patients, or as new as the migrations leave it where a test says so."""
    fixtures = {"sqlite": "sqlite_files", "postgresql": "postgres_server"}
    databases = request.getfixturevalue(fixtures[request.param])
    new = request.node.get_closest_marker("new_database") is not None
    with databases.fresh(tmp_path, new=new) as url:
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


@pytest.fixture(scope="session")
def shared_app(templates: BytecodeCache) -> Flask:
    """One application for all tests of a process: making it costs more than most tests.
    Each test gives it a database of its own. Passwords are hashed in less time here."""
    auth.SETTINGS["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] |= {  # type: ignore[operator]
        "argon2__memory_cost": 64,
        "argon2__time_cost": 1,
    }
    returning.ARGON2 |= {"memory_cost": 64, "time_cost": 1}
    app = create_app(config.from_environment(make.ENVIRONMENT))
    app.jinja_env.bytecode_cache = templates
    return app


def sharing_statements(engine: Engine) -> Engine:
    if engine.name not in DIALECTS:
        engine.connect().close()  # it learns what this kind of server can do
        DIALECTS[engine.name] = engine.dialect
    engine.dialect = DIALECTS[engine.name]
    return engine.execution_options(compiled_cache=STATEMENTS)


@pytest.fixture
def app(shared_app: Flask, settings: Settings) -> Iterator[Flask]:
    app = shared_app
    kept = [
        (each, dict(each)) for each in (app.config, app.extensions, app.view_functions)
    ]
    hooks = [
        (each, [*each.setdefault(None, [])])
        for each in (app.before_request_funcs, app.after_request_funcs)
    ]
    app.config["INTAKE"] = settings
    database.connect(app)
    sessions = app.extensions[database.SESSIONS]
    sessions.configure(bind=sharing_statements(sessions.kw["bind"]))
    tries.init_app(app)
    with app.app_context():
        installation.open_once()
    yield app
    with app.app_context():
        database.engine().dispose()
    for changed, as_it_was in kept:
        changed.clear()
        changed.update(as_it_was)
    for functions, before in hooks:
        functions[None][:] = before


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
def post_office() -> Iterator[offices.PostOffice]:
    """A mail server on this machine that takes whatever comes."""
    with offices.opened() as office:
        yield office


@pytest.fixture
def with_mail(
    database_url: str, tmp_path: Path, post_office: offices.PostOffice
) -> Settings:
    """The settings of a clinic that sends mails."""
    environ = {
        **make.ENVIRONMENT,
        "INTAKE_DATABASE_URL": database_url,
        "INTAKE_SMTP_URL": f"{post_office.url}?timeout=2",
        "INTAKE_MAIL_FROM": "intake@clinic.example",
        "INTAKE_ADDRESS": "https://intake.clinic.example",
    }
    return config.from_environment(environ, tmp_path)


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
def lena(app: Flask) -> User:
    return make.user(app, "Lena", Audience.LEAD)


@pytest.fixture
def overview(browser: Browser, lena: User) -> Browser:
    """Lena's browser, signed in."""
    return browser.sign_in(lena)


@pytest.fixture
def ada(app: Flask) -> User:
    return make.user(app, "Ada", Audience.ADMIN)


@pytest.fixture
def sam(app: Flask) -> User:
    return make.user(app, "Sam", Audience.STAFF)


@pytest.fixture
def tess(app: Flask) -> User:
    """A second person of staff: what Sam writes, she approves."""
    return make.user(app, "Tess", Audience.STAFF)


@pytest.fixture
def office(browser: Browser, sam: User) -> Browser:
    """Sam's browser, signed in."""
    return browser.sign_in(sam)


@pytest.fixture
def wording(office: Browser, session: Session) -> RuleSetVersion:
    """A wording of Sam's own, as shipped, in Sam's browser."""
    office.open("/staff/rules").press("Write a new version")
    version = queries.rule_set_versions(session)[0]
    session.commit()  # an open transaction would keep Sam's browser waiting
    return version
