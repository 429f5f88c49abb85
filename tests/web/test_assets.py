"""Files are found by what is in them, kept for a year, and small on the wire."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, url_for

from intake import config
from intake.own import colour
from intake.web import assets, headers
from tests import make
from tests.browser import HTML, ORIGIN, Browser
from tests.conftest import MakeApp

PACKED = {"Accept-Encoding": "br, gzip"}
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
COLOUR = "#4b0082"


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Files do not depend on the records."""
    with request.getfixturevalue("sqlite_files").fresh(tmp_path, new=False) as url:
        yield url


@pytest.fixture
def own(make_app: MakeApp, tmp_path: Path, database_url: str) -> Flask:
    """A clinic with a colour and a logo of its own."""
    logo = tmp_path / "logo.svg"
    logo.write_text(LOGO)
    settings = {
        **make.ENVIRONMENT,
        "INTAKE_DATABASE_URL": database_url,
        "INTAKE_CLINIC_LOGO": str(logo),
        "INTAKE_CLINIC_COLOUR": COLOUR,
    }
    return make_app(config.from_environment(settings, tmp_path))


def address(app: Flask, name: str) -> str:
    with app.test_request_context(base_url=ORIGIN):
        return url_for("static", filename=name)


def ask(app: Flask, path: str, **given: str):  # type: ignore[no-untyped-def]
    return app.test_client().get(path, base_url=ORIGIN, headers=given)


def test_a_page_links_its_stylesheet_by_what_is_in_it(browser: Browser) -> None:
    link = browser.open("/").tree.find(f".//{HTML}link[@rel='stylesheet']")

    assert link is not None
    assert re.fullmatch(r"/static/intake\.[0-9a-f]{16}\.css", link.get("href", ""))


def test_a_browser_finds_the_icon_and_does_not_guess_where_it_is(
    app: Flask, browser: Browser
) -> None:
    link = browser.open("/").tree.find(f".//{HTML}link[@rel='icon']")

    assert link is not None
    icon = ask(app, link.get("href", ""))
    assert (icon.status_code, icon.mimetype) == (200, link.get("type"))


def test_under_its_hash_it_is_kept_for_a_year(app: Flask) -> None:
    page = ask(app, address(app, "intake.css"))

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert page.headers["Content-Type"] == "text/css; charset=utf-8"
    assert page.data == (assets.STATIC / "intake.css").read_bytes()


@pytest.mark.parametrize("name", ["intake.css", "intake.0123456789abcdef.css"])
def test_by_another_name_it_is_what_there_is_now_and_asked_for_again(
    app: Flask, name: str
) -> None:
    page = ask(app, f"/static/{name}")

    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-cache"
    again = ask(app, f"/static/{name}", **{"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_it_is_packed_for_whom_can_unpack_it(app: Flask) -> None:
    path = address(app, "intake.css")
    plain, packed = ask(app, path), ask(app, path, **PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    refused = ask(app, path, **{"Accept-Encoding": "gzip;q=0, identity"})
    assert refused.data == plain.data


def test_a_file_that_there_is_not_is_not_kept_either(app: Flask) -> None:
    for name in ("nothing.css", "../config.py", "intake.css.map"):
        page = ask(app, f"/static/{name}")
        assert page.status_code == 404
        assert page.headers["Cache-Control"] == "no-store"


def test_a_template_that_names_no_file_fails_at_once(app: Flask) -> None:
    with pytest.raises(KeyError):
        address(app, "typo.css")


def test_files_carry_the_headers_of_every_answer(app: Flask) -> None:
    page = ask(app, address(app, "intake.css"))

    assert {**headers.HEADERS}.items() <= dict(page.headers).items()
    assert "Strict-Transport-Security" in page.headers


def test_no_cookie_goes_with_what_everybody_may_keep(app: Flask) -> None:
    page = ask(app, address(app, "intake.css") + "?language=es")

    assert "Set-Cookie" not in page.headers


def test_every_file_of_ours_has_a_kind(app: Flask) -> None:
    files = [each for each in assets.STATIC.rglob("*") if each.is_file()]

    assert [each.name for each in files if each.suffix not in assets.KINDS] == []


def test_the_stylesheets_of_a_page_are_small(own: Flask) -> None:
    sheets = [
        ask(own, address(own, name), **PACKED).data
        for name in ("intake.css", "clinic.css")
    ]

    assert sum(map(len, sheets)) <= 8 * 1024


def test_the_clinics_colour_and_logo_are_on_every_page(own: Flask) -> None:
    browser = Browser(own).open("/privacy")

    links = browser.tree.findall(f".//{HTML}link[@rel='stylesheet']")
    sheets = [each.get("href", "") for each in links]
    picture = browser.tree.find(f".//{HTML}img")
    assert picture is not None
    assert [each.split(".")[0] for each in sheets] == [
        "/static/intake",
        "/static/clinic",
    ]
    assert f"--brand: {COLOUR};" in ask(own, sheets[1]).text
    # Its name is written beside it: heard twice it would be once too often.
    assert picture.get("alt") == ""
    assert ask(own, picture.get("src", "")).text == LOGO


def test_a_logo_that_is_opened_by_itself_can_do_nothing(own: Flask) -> None:
    page = ask(own, address(own, "logo.svg"))

    assert page.headers["Content-Type"] == "image/svg+xml"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


def test_with_the_usual_colour_nothing_more_is_asked_for(browser: Browser) -> None:
    browser.open("/privacy")

    links = [each.get("rel") for each in browser.tree.iter(f"{HTML}link")]
    assert links == ["icon", "stylesheet"]
    assert list(browser.tree.iter(f"{HTML}img")) == []
    assert browser.client.application.config["INTAKE"]["CLINIC_COLOUR"] == colour.read(
        colour.DEFAULT
    )


def test_a_picture_is_not_packed_twice() -> None:
    assert assets.Asset("logo.png", b"x").packed is None
