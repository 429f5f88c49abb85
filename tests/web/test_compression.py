"""Patients' pages travel compressed, unless somebody else may have put words in."""

import gzip

import pytest
from flask import Flask

from intake.records.accounts import User
from tests.browser import ORIGIN, Browser
from tests.make import KNEE
from tests.web.drafts import begin, complete

PACKED = {"Accept-Encoding": "br, gzip, deflate"}
# What a page may weigh, the headers left out.
LATER = 12 * 1024


def ask(browser: Browser, path: str):  # type: ignore[no-untyped-def]
    return browser.client.get(path, base_url=ORIGIN, headers=PACKED)


def packed(page) -> bool:  # type: ignore[no-untyped-def]
    return bool(page.headers.get("Content-Encoding") == "gzip")


@pytest.mark.parametrize(
    "path", ["/", "/treatment", "/privacy", "/intake/start", "/intake/tasks"]
)
def test_a_patients_page_is_compressed(browser: Browser, path: str) -> None:
    page = ask(browser, path)

    assert packed(page)
    assert "Accept-Encoding" in page.headers["Vary"]
    assert page.content_length == len(page.data) <= LATER
    assert b"<!doctype html>" in gzip.decompress(page.data)[:200]


def test_a_browser_that_cannot_unpack_gets_it_as_it_is(browser: Browser) -> None:
    browser.open("/")

    assert "Content-Encoding" not in browser.page.headers
    assert "Accept-Encoding" in browser.page.headers["Vary"]


def test_every_page_of_questions_and_the_check_page_stay_small(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)
    paths = {link for link in browser.page.text.split('"') if "/intake/" in link}
    pages = {path.partition("#")[0] for path in paths} - {
        "/intake/send",
        "/intake/save",  # what leads to a code is sent as it is
        "/intake/time",
    }

    assert len(pages) > 10
    for path in (*pages, "/intake/check"):
        page = ask(browser, path)
        assert packed(page), path
        assert len(page.data) <= LATER, path


def test_a_page_with_mistakes_stays_small(browser: Browser) -> None:
    begin(browser)
    token = browser.form("Continue").find(".//*[@name='csrf_token']")
    assert token is not None

    page = browser.client.post(
        "/intake/where",
        base_url=ORIGIN,
        data={"csrf_token": token.get("value")},
        headers={**PACKED, "Referer": ORIGIN},
    )

    assert page.status_code == 422
    assert packed(page)
    assert len(page.data) <= LATER


@pytest.mark.parametrize("query", ["back=check", "language=es", "language=en"])
def test_a_query_that_can_say_nothing_else_does_not_matter(
    browser: Browser, query: str
) -> None:
    assert packed(ask(browser, f"/intake/start?{query}"))


@pytest.mark.parametrize(
    "query", ["guess=diabetes", "back=diabetes", "language=es&x=1", "back=check&back=x"]
)
def test_a_page_that_repeats_a_query_is_sent_as_it_is(
    browser: Browser, query: str
) -> None:
    page = ask(browser, f"/intake/start?{query}")

    assert page.status_code == 200
    assert not packed(page)


def test_an_error_page_repeats_what_it_was_sent_and_is_sent_as_it_is(
    browser: Browser,
) -> None:
    begin(browser)

    page = browser.client.post(
        "/intake/where",
        base_url=ORIGIN,
        data={"guess": "diabetes " * 300},
        headers=PACKED,
    )

    assert page.status_code == 400
    assert b"diabetes" in page.data
    assert not packed(page)
    assert not packed(ask(browser, "/intake/diabetes"))


def test_who_reads_what_others_wrote_reads_it_as_it_is(
    browser: Browser, carol: User
) -> None:
    browser.sign_in(carol)

    for path in ("/clinician/", "/sign-in"):
        page = ask(browser, path)
        assert not packed(page), path


def test_what_pat_typed_is_never_in_a_page_for_another(browser: Browser) -> None:
    """What the rule rests on: a page of the patient's holds one patient's words."""
    begin(browser, KNEE)
    stranger = Browser(browser.client.application)

    assert stranger.open("/intake/where").status == 404
