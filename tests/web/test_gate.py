"""What cannot be read is refused at the door, in words, with the rest kept."""

from pathlib import Path

import pytest
from flask import Flask

from intake import config, create_app
from tests import make
from tests.browser import ORIGIN, Browser
from tests.conftest import MakeApp

START = "/intake/start"


@pytest.fixture
def at_start(browser: Browser) -> Browser:
    return browser.open(START)


def test_a_nul_character_is_taken_out_and_the_rest_is_kept(at_start: Browser) -> None:
    at_start.post(START, filled_in_by="self\x00", consent="yes")

    assert at_start.status == 400
    assert "cannot be stored" in at_start.text
    kept = at_start.form("Try again")
    values = {each.get("name"): each.get("value") for each in kept.iter()}
    assert values["filled_in_by"] == "self"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"filled_in_by=%FF%FE", "could not be read"),
        (b"filled_in_by=\xff\xfe", "could not be read"),
        (b"&".join(b"f%d=1" % n for n in range(10_000)), "could not be read"),
    ],
    ids=["percent-encoded", "raw", "ten thousand fields"],
)
def test_an_unreadable_body_is_refused(
    at_start: Browser, body: bytes, words: str
) -> None:
    page = at_start.client.post(
        START,
        data=body,
        content_type="application/x-www-form-urlencoded",
        base_url=ORIGIN,
        headers={"Referer": ORIGIN},
    )

    assert page.status_code == 400
    assert words in page.text


def test_a_body_of_300_kb_is_refused_with_what_to_do(at_start: Browser) -> None:
    at_start.post(START, filled_in_by="x" * 300_000)

    assert at_start.status == 413
    assert "still have what you typed" in at_start.text


@pytest.mark.parametrize("query", ["?x=%00", "?x=%ff"])
def test_an_unreadable_address_is_refused(browser: Browser, query: str) -> None:
    assert browser.open("/privacy" + query).status == 400


def test_a_form_from_another_site_is_refused(at_start: Browser) -> None:
    page = at_start.client.post(
        START, base_url=ORIGIN, headers={"Sec-Fetch-Site": "cross-site"}
    )

    assert page.status_code == 400


def test_only_an_ordinary_form_is_read(at_start: Browser) -> None:
    page = at_start.client.post(START, json={"consent": "yes"}, base_url=ORIGIN)

    assert page.status_code == 415


def test_a_foreign_host_is_refused(app: Flask) -> None:
    page = app.test_client().get("/", base_url="https://evil.example")

    assert page.status_code == 400


def test_a_form_without_its_token_is_refused_and_kept(at_start: Browser) -> None:
    at_start.tree.remove(at_start.tree[1])  # the body, and with it the token
    at_start.post(START, filled_in_by="self", csrf_token="")

    assert at_start.status == 400
    assert "once more" in at_start.text
    at_start.press("Try again")
    assert at_start.status == 422  # read, and found incomplete


def test_half_configured_nothing_is_served(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    app = create_app(config.from_environment({}, tmp_path))

    assert app.test_client().get("/").status_code == 503


def test_a_server_is_refused_half_configured(tmp_path: Path) -> None:
    with pytest.raises(config.Incomplete, match="INTAKE_SECRET_KEY"):
        create_app(config.from_environment({}, tmp_path))


@pytest.mark.parametrize(("hops", "served"), [("0", 400), ("1", 200)])
def test_a_proxy_is_believed_only_where_one_was_named(
    settings: config.Settings, tmp_path: Path, make_app: MakeApp, hops: str, served: int
) -> None:
    environ = {
        **make.ENVIRONMENT,
        "INTAKE_DATABASE_URL": settings["DATABASE_URL"],
        "INTAKE_PROXIES": hops,
    }
    app = make_app(config.from_environment(environ, tmp_path))

    page = app.test_client().get(
        "/", base_url="http://10.0.0.1", headers={"X-Forwarded-Host": "localhost"}
    )

    assert page.status_code == served
