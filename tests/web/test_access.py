"""Nobody comes in who may not; whoever is sent away comes back to where they were."""

import pytest
from flask import Flask

from intake.records.accounts import User
from tests.browser import ORIGIN, Browser


@pytest.mark.parametrize("path", ["/clinician/", "/lead/", "/staff/rules"])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(
    browser: Browser, carol: User, path: str
) -> None:
    browser.open(path)

    assert browser.path == "/sign-in"


def test_after_signing_in_the_page_that_was_wanted_opens(
    browser: Browser, carol: User
) -> None:
    browser.open("/clinician/?status=accepted")
    browser.press("Sign in", email=carol.email, password="correct horse battery staple")
    browser.write_code(carol)

    assert browser.path == "/clinician/"
    assert browser.page.request.args["status"] == "accepted"


@pytest.mark.parametrize("next_url", ["//evil.example", "https://evil.example", "/\\e"])
def test_signing_in_never_leads_elsewhere(
    app: Flask, browser: Browser, carol: User, next_url: str
) -> None:
    browser.open("/sign-in?next=" + next_url)
    form = browser.form("Sign in")
    page = browser.client.post(
        form.get("action", ""),
        data={
            "csrf_token": form.find(".//*[@name='csrf_token']").get("value"),  # type: ignore[union-attr]
            "email": carol.email,
            "password": "correct horse battery staple",
            "next": next_url,
        },
        base_url=ORIGIN,
        headers={"Referer": ORIGIN},
    )

    assert "evil" not in page.headers.get("Location", "")


def test_a_clinician_may_not_write_rules(browser: Browser, carol: User) -> None:
    browser.sign_in(carol)

    assert browser.open("/staff/rules").status == 403


def test_staff_may_not_read_submissions(browser: Browser, sam: User) -> None:
    browser.sign_in(sam)

    assert browser.open("/clinician/").status == 403


@pytest.mark.parametrize("path", ["/clinician/", "/staff/rules"])
def test_a_lead_neither_reads_submissions_nor_writes_rules(
    overview: Browser, path: str
) -> None:
    assert overview.open(path).status == 403


@pytest.mark.parametrize("who", ["carol", "sam"])
def test_others_do_not_look_at_who_looked(
    browser: Browser, request: pytest.FixtureRequest, who: str
) -> None:
    browser.sign_in(request.getfixturevalue(who))

    assert browser.open("/lead/").status == 403
    assert "Who looked" not in browser.text


def test_an_unsafe_request_of_a_stranger_changes_nothing_and_keeps_the_words(
    browser: Browser,
) -> None:
    browser.open("/sign-in")
    browser.post("/staff/rules", note="a long thought")

    assert browser.status == 401
    assert "a long thought" in browser.text


def test_a_wrong_password_says_the_same_as_an_unknown_address(
    browser: Browser, carol: User
) -> None:
    browser.open("/sign-in")
    browser.press("Sign in", email=carol.email, password="wrong wrong wrong wrong")
    wrong = browser.text.replace(carol.email, "")
    browser.open("/sign-in")
    browser.press("Sign in", email="nobody@x.test", password="wrong wrong wrong wrong")

    assert browser.text.replace("nobody@x.test", "") == wrong
    assert browser.path == "/sign-in"


def test_the_eleventh_try_within_five_minutes_waits(
    browser: Browser, carol: User
) -> None:
    for _ in range(10):
        browser.open("/sign-in")
        browser.press("Sign in", email=carol.email, password="guess guess guess")
    browser.open("/sign-in")
    browser.press("Sign in", email=carol.email, password="guess guess guess")

    assert browser.status == 429
    assert "guess" not in browser.page.text
