"""What is wrong on a page is said where it is, and all that was typed stays."""

import re
from typing import Any

import pytest
from flask import Flask

from tests import make
from tests.browser import HTML, Browser
from tests.walk import answer, answers_for
from tests.web.drafts import complete, field_values, kept
from tests.web.test_patient import TWO_PLACES, ids

A = f"{HTML}a"


def test_every_page_says_what_is_wrong_with_links_to_the_place(
    browser: Browser,
) -> None:
    browser.open("/intake/start")
    emptied: list[str] = []
    while browser.path != "/intake/check":
        if browser.path not in emptied:
            emptied.append(browser.path)
            typed = answers_for(browser.form("Continue"), TWO_PLACES)
            browser.press("Continue", **{name: [] for name in typed})
            check_errors(browser)
        answer(browser, TWO_PLACES)

    assert len(emptied) == 20


def check_errors(browser: Browser) -> None:
    assert browser.status == 422
    assert browser.title.startswith("Error: ")
    summary = browser.tree.find(f".//{HTML}div[@id='errors']")
    assert summary is not None
    links = [each.get("href", "") for each in summary.iter(f"{HTML}a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= ids(browser)
    lines = [" ".join("".join(each.itertext()).split()) for each in summary.iter(A)]
    assert len(set(lines)) == len(lines), "two lines read the same"


def test_a_line_of_the_summary_names_the_question_and_what_to_do(
    browser: Browser,
) -> None:
    browser.open("/intake/start").press("Continue")

    assert "Who is answering these questions? Choose an answer." in browser.text
    assert browser.link("What is your date of birth? Write your date of birth.")


def test_a_long_number_in_a_birth_date_is_an_error_like_any_other(
    browser: Browser,
) -> None:
    browser.open("/intake/start")

    browser.press("Continue", **make.KNEE, date_of_birth__month="9" * 30)

    assert browser.status == 422
    assert "There is no such day" in browser.text


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("/intake/start", {"date_of_birth-day": "31", "date_of_birth-month": "2"}),
    ("/intake/start", {"filled_in_by": "interpreter", "consent": "no"}),
    ("/intake/began/1", {"duration_amount": "long", "onset": "sudden"}),
    ("/intake/changes/1", {"worse_with": ["none", "stairs"], "symptoms": ["locking"]}),
    ("/intake/health", {"height_cm-feet": "5", "height_cm-cm": "170"}),
    ("/intake/medicines", {"other_medicines": "x" * 2001}),
    ("/intake/contact", {"email": "pat at home", "phone": "my mother’s"}),
    ("/intake/contact", {"email": "", "contact_by": "email"}),
]


@pytest.mark.parametrize(("path", "wrong"), WRONG, ids=[str(w[1])[:40] for w in WRONG])
def test_what_was_typed_stays_with_the_error(
    app: Flask, browser: Browser, path: str, wrong: dict[str, Any]
) -> None:
    complete(app, browser)
    before = kept(app)
    browser.open(path)
    typed = field_values(browser, "Continue") | {
        name: value if isinstance(value, list) else [value]
        for name, value in wrong.items()
    }

    browser.press("Continue", **wrong)

    assert browser.status == 422
    shown = field_values(browser, "Continue")
    for name in typed.keys() - {"csrf_token"}:
        assert sorted(shown.get(name, [])) == sorted(typed[name]), name
    assert kept(app) == before


@pytest.mark.parametrize(
    ("path", "forged"),
    [
        ("/intake/about-you", {"dominant_hand": "third"}),
        ("/intake/about-you", {"sports": ["running", "chess"]}),
        ("/intake/began/1", {"part": "thumb_base"}),
        ("/intake/feels/1", {"pain_now": "11"}),
        ("/intake/start", {"filled_in_by": "not_sure"}),
    ],
)
def test_a_forged_choice_is_refused_in_words(
    app: Flask, browser: Browser, path: str, forged: dict[str, Any]
) -> None:
    complete(app, browser)
    before = kept(app)

    browser.open(path).press("Continue", **forged)

    assert browser.status == 422
    assert re.search(
        r"Choose (from the answers shown|a number from 0 to)", browser.text
    )
    assert kept(app) == before
