"""A real browser before a real server: what a patient and a clinic would see."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import waitress
from flask import Flask, request
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy.orm import Session
from waitress.server import BaseWSGIServer

from intake import config, create_app
from intake.records.accounts import Audience, User
from intake.web import database
from tests import chromium, make

QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Site:
    """A server on this machine, in demo mode; it notes which pages were opened."""

    app: Flask
    address: str
    opened: set[str] = field(default_factory=set)

    def user(self, name: str, audience: Audience) -> User:
        return make.user(self.app, name, audience)


@pytest.fixture
def site(database_url: str, tmp_path: Path) -> Iterator[Site]:
    environ = {"INTAKE_DEMO": "1", "INTAKE_DATABASE_URL": database_url}
    app = create_app(config.from_environment(environ, tmp_path))
    server: BaseWSGIServer = waitress.create_server(
        app, host="127.0.0.1", port=0, threads=8
    )
    site = Site(app, f"http://127.0.0.1:{server.effective_port}")

    @app.after_request
    def note(response: object) -> object:
        if request.method == "GET" and request.endpoint:
            site.opened.add(request.endpoint)
        return response

    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield site
    server.close()
    thread.join(timeout=5)
    with app.app_context():
        database.engine().dispose()


@pytest.fixture
def records(site: Site) -> Iterator[Session]:
    with site.app.app_context():
        sessions = database.sessions()
    with sessions() as session:
        yield session


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=QUIETLY
        )
        yield browser
        browser.close()


@pytest.fixture
def phone(chrome: Browser, site: Site) -> Iterator[Page]:
    """A phone, 390 px wide, with JavaScript off."""
    context = chrome.new_context(
        base_url=site.address,
        viewport={"width": 390, "height": 844},
        java_script_enabled=False,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(chrome: Browser, site: Site) -> Iterator[Page]:
    """A clinic's screen, 1280 px wide, with JavaScript off."""
    context = chrome.new_context(
        base_url=site.address,
        viewport={"width": 1280, "height": 900},
        java_script_enabled=False,
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
