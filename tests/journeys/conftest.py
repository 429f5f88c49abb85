"""A real browser before a real server: what a patient and a clinic would see."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import waitress
from flask import Response, request
from jinja2 import BytecodeCache
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from sqlalchemy.orm import Session
from waitress.server import BaseWSGIServer

from intake import config, create_app
from intake.config import Settings
from intake.records.accounts import Audience, User
from intake.web import database
from tests import chromium, make
from tests.journeys import hands
from tests.make import KNEE

# For what is the same on both databases, and is looked at on one.
ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# What the browser itself says of a request that could not be sent, or of a form that
# came back with its errors.
EXPECTED = re.compile(r"^Failed to load resource: .*(net::ERR_|status of 422)")


@dataclass
class Site:
    """A server on this machine, in demo mode; it notes which pages were opened."""

    settings: Settings
    templates: BytecodeCache
    port: int = 0  # any that is free, and then always this one
    opened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.app = create_app(self.settings)
        self.app.jinja_env.bytecode_cache = self.templates
        self.app.after_request(self._note)
        self._sockets: dict[int, Any] = {}
        self._server: BaseWSGIServer = waitress.create_server(
            self.app, map=self._sockets, host="127.0.0.1", port=self.port, threads=8
        )
        self.port = int(self._server.effective_port)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the server's loop in its own thread: a socket closed under it would make
        it fail, now and then."""
        still_open: list[Any] = []

        def leave() -> None:
            still_open.extend(self._sockets.values())
            self._sockets.clear()

        self._server.trigger.pull_trigger(leave)
        self._thread.join(timeout=10)
        assert not self._thread.is_alive()
        # A connection that is still in use would outlive its engine.
        self._server.task_dispatcher.shutdown(timeout=30)
        assert not self._server.task_dispatcher.threads
        for each in still_open:
            each.close()
        with self.app.app_context():
            database.engine().dispose()

    def user(self, name: str, audience: Audience) -> User:
        return make.user(self.app, name, audience)

    def _note(self, response: Response) -> Response:
        if request.method == "GET" and request.endpoint:
            self.opened.add(request.endpoint)
        return response


@pytest.fixture
def site(database_url: str, tmp_path: Path, templates: BytecodeCache) -> Iterator[Site]:
    environ = {"INTAKE_DEMO": "1", "INTAKE_DATABASE_URL": database_url}
    site = Site(config.from_environment(environ, tmp_path), templates)
    yield site
    site.stop()


@pytest.fixture
def records(site: Site) -> Iterator[Session]:
    with site.app.app_context():
        sessions, engine = database.sessions(), database.engine()
    with sessions() as session:
        yield session
    engine.dispose()  # a server that was started again has another


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=QUIETLY
        )
        yield browser
        browser.close()


@contextmanager
def opened(
    chrome: Browser, site: Site, width: int, script: bool = False
) -> Iterator[Page]:
    """A page of a browser of its own, this wide, with JavaScript off or on."""
    context = chrome.new_context(
        base_url=site.address,
        viewport={"width": width, "height": 844},
        java_script_enabled=script,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(chrome: Browser, site: Site) -> Iterator[Page]:
    with opened(chrome, site, 390) as page:
        yield page


@pytest.fixture
def desk(chrome: Browser, site: Site) -> Iterator[Page]:
    """A clinic's screen."""
    with opened(chrome, site, 1280) as page:
        yield page


@pytest.fixture
def pat(chrome: Browser, site: Site) -> Iterator[Page]:
    """Pat's phone, 390 px wide, with JavaScript on. No page of ours may make the
    browser complain."""
    context = chrome.new_context(
        base_url=site.address, viewport={"width": 390, "height": 844}
    )
    context.set_default_timeout(10_000)
    complaints: list[str] = []

    def note(said: ConsoleMessage) -> None:
        # There is no icon; and what a test brings about is no fault.
        icon = said.location["url"].endswith("/favicon.ico")
        if said.type == "error" and not icon and not EXPECTED.search(said.text):
            complaints.append(said.text)

    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", note)
    yield context.new_page()
    context.close()
    assert complaints == []


@pytest.fixture
def where(pat: Page) -> Page:
    """Pat's phone at the page of places, with a draft."""
    pat.clock.install()
    pat.goto("/intake/start")
    hands.answer(pat, KNEE)
    pat.wait_for_load_state("networkidle")  # it knows how long there is
    return pat
