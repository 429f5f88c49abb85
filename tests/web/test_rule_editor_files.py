"""What the browser fetches for the editor: small, kept, and let in by a nonce."""

import gzip
import json
import re

import pytest
from flask import Flask

from intake.records.models import RuleSetVersion
from intake.web import assets
from tests.browser import HTML, ORIGIN, Browser
from tests.web.test_staff import RULES, edit


def test_the_schema_is_kept_by_the_browser_under_what_is_in_it(
    app: Flask, office: Browser, wording: RuleSetVersion
) -> None:
    form = office.open(edit(wording)).tree.find(f".//{HTML}form[@id='editing']")
    assert form is not None
    path = form.get("data-schema", "")

    page = office.client.get(path, base_url=ORIGIN, headers={"Accept-Encoding": "gzip"})

    assert re.fullmatch(r"/static/rules\.schema\.[0-9a-f]{16}\.json", path)
    assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    schema = json.loads(gzip.decompress(page.data))
    assert "age" in schema["definitions"]["condition"]["properties"]


def test_only_a_page_with_the_built_editor_lets_a_script_add_a_style(
    app: Flask, office: Browser, wording: RuleSetVersion
) -> None:
    known = app.extensions[assets.ASSETS]
    without = {name: each for name, each in known.items() if name != "editor.js"}
    app.extensions[assets.ASSETS] = without
    policy = office.open(edit(wording)).page.headers["Content-Security-Policy"]
    assert "nonce" not in policy

    built = assets.Asset("editor.js", b"export const mount = () => {};")
    app.extensions[assets.ASSETS] = {**without, built.name: built}
    office.open(edit(wording))
    policies = [
        office.page.headers["Content-Security-Policy"],
        office.open(edit(wording)).page.headers["Content-Security-Policy"],
        office.open(RULES).page.headers["Content-Security-Policy"],
    ]

    first, second = (
        re.findall(r"style-src 'self' 'nonce-([\w-]{22})';", each)
        for each in policies[:2]
    )
    assert len(first) == len(second) == 1
    assert first != second
    assert "nonce" not in policies[2]
    form = office.open(edit(wording)).tree.find(f".//{HTML}form[@id='editing']")
    assert form is not None
    assert (form.get("data-nonce") or "") in office.page.headers[
        "Content-Security-Policy"
    ]


def test_the_editor_is_small_if_it_was_built() -> None:
    built = assets.STATIC / "editor.js"
    if not built.exists():
        pytest.skip("the editor is not built: `make editor`")

    assert len(gzip.compress(built.read_bytes(), 9)) <= 150 * 1024
    licences = (assets.STATIC / "editor.licences.txt").read_text()
    assert "@codemirror/view" in licences
    assert "Permission is hereby granted" in licences
