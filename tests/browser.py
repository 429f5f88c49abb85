"""A browser without a screen: it fills in the form it was shown and checks the page."""

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from intake.records.accounts import User
from intake.web import database
from tests.make import PASSWORD

HTML = "{http://www.w3.org/1999/xhtml}"
# A page of ours opens over https; that is also what makes the cookie travel.
ORIGIN = "https://localhost"
TOKEN = re.compile(r'(name="csrf_token"[^>]* value=")([^"]+)')


CODE_PAGE = "/sign-in/code"


class Browser:
    onward = "Continue"  # the button that leads from page to page

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.follows = True
        self.page: TestResponse
        self.tree: Element

    def open(self, path: str) -> "Browser":
        return self._show(self._ask("GET", path))

    def press(self, label: str, **answers: Any) -> "Browser":
        """Fill in and send the form whose button bears this label.

        Double underscores stand for hyphens: `date_of_birth__day`.
        """
        return self._show(self._send(label, answers))

    def download(self, label: str, **answers: Any) -> TestResponse:
        """The same, where a file answers and the page stays."""
        return self._send(label, answers)

    def _send(self, label: str, answers: Mapping[str, Any]) -> TestResponse:
        form = self.form(label)
        fields = _filled(form)
        button = next(b for b in form.iter(f"{HTML}button") if _text(b) == label)
        if name := button.get("name"):
            fields.add(name, button.get("value", ""))
        for question, value in answers.items():
            values = value if isinstance(value, list) else [value]
            fields.setlist(question.replace("__", "-"), values)
        method = form.get("method", "get").upper()
        action = form.get("action") or self.path
        if method == "GET":
            return self._ask("GET", action, query_string=fields)
        return self._ask("POST", action, data=fields)

    def post(self, path: str, **fields: Any) -> "Browser":
        """Send what no page offers, with this page's token."""
        token = self.tree.find(f".//{HTML}input[@name='csrf_token']")
        data = {"csrf_token": token.get("value") if token is not None else "", **fields}
        return self._show(self._ask("POST", path, data=data))

    def sign_in(self, user: User) -> "Browser":
        self.open("/sign-in").press("Sign in", email=user.email, password=PASSWORD)
        return self.write_code(user) if self.path == CODE_PAGE else self

    def write_code(self, user: User, next_button: str = "Sign in") -> "Browser":
        """Write what the user's app shows, as if no code had been written lately."""
        app = self.client.application
        with app.app_context(), database.writing() as session:
            row = session.get_one(User, user.id)
            row.tf_last_counter = None
            code = app_shows(app, row.tf_totp_secret or "")
        return self.press(next_button, code=code)

    def form(self, label: str) -> Element:
        for form in self.tree.iter(f"{HTML}form"):
            for button in form.iter(f"{HTML}button"):
                if _text(button) == label:
                    return form
        raise AssertionError(f"No button “{label}” on {self.path}:\n{self.text}")

    def link(self, label: str) -> str:
        for link in self.tree.iter(f"{HTML}a"):
            if label in _text(link):
                return link.get("href", "")
        raise AssertionError(f"No link “{label}” on {self.path}:\n{self.text}")

    @property
    def status(self) -> int:
        return self.page.status_code

    @property
    def path(self) -> str:
        return self.page.request.path

    @property
    def text(self) -> str:
        """What a person reads: every word of the page, spaces made even."""
        body = self.tree.find(f"{HTML}body")
        return _text(body) if body is not None else ""

    @property
    def title(self) -> str:
        title = self.tree.find(f".//{HTML}title")
        return _text(title) if title is not None else ""

    def _ask(self, method: str, path: str, **more: Any) -> TestResponse:
        where = urlsplit(path)
        return self.client.open(
            where.path + (f"?{where.query}" if where.query else ""),
            method=method,
            base_url=ORIGIN,
            headers={"Referer": ORIGIN},
            follow_redirects=self.follows,
            **more,
        )

    def _show(self, page: TestResponse) -> "Browser":
        self.page = page
        if page.status_code in (302, 303):
            return self  # a redirect that is not followed has no page
        self.tree, errors = parsed(page.text)
        assert not errors, f"{self.path}: {errors[:3]}"
        check_page(self)
        return self


def app_shows(app: Flask, secret: str) -> str:
    """The code of this moment."""
    factory = app.extensions["security"].totp_factory
    shown: str = factory.generate_totp_password(secret)
    return shown


def parsed(text: str) -> tuple[Element, list[Any]]:
    """The tree of a page, and what is wrong with its HTML. Pages that differ in their
    tokens alone are parsed once."""
    token = TOKEN.search(text)
    tree, errors = _parse_once(TOKEN.sub(r"\1", text))
    own = deepcopy(tree)
    for field in own.iter(f"{HTML}input"):
        if token and field.get("name") == "csrf_token":
            field.set("value", token[2])
    return own, errors


@lru_cache(maxsize=512)
def _parse_once(text: str) -> tuple[Element, list[Any]]:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    return parser.parse(text), parser.errors


def check_page(browser: Browser) -> None:
    """What must hold on every page that any test opens."""
    tree, where = browser.tree, browser.path
    assert len(list(tree.iter(f"{HTML}h1"))) == 1, f"{where}: one h1"
    assert browser.title.strip(), f"{where}: a title"
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids)), f"{where}: an id stands twice"
    assert not [each for each in tree.iter() if each.get("style")], f"{where}: style="
    for form in tree.iter(f"{HTML}form"):
        if form.get("method", "").lower() == "post":
            token = form.find(f".//{HTML}input[@name='csrf_token']")
            assert token is not None, f"{where}: a form without its token"
    headers = browser.page.headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


def _filled(form: Element) -> MultiDict[str, str]:
    """What the browser would send of the form as it stands."""
    fields: MultiDict[str, str] = MultiDict()
    for field in form.iter():
        name = field.get("name")
        if not name:
            continue
        if field.tag == f"{HTML}textarea":
            fields.add(name, "".join(field.itertext()))
        elif field.tag == f"{HTML}select":
            chosen = field.find(f".//{HTML}option[@selected]")
            first = field.find(f".//{HTML}option")
            option = chosen if chosen is not None else first
            if option is not None:
                fields.add(name, option.get("value", ""))
        elif field.tag == f"{HTML}input":
            checkable = field.get("type") in ("radio", "checkbox")
            if not checkable or field.get("checked") is not None:
                fields.add(name, field.get("value", ""))
    return fields


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
