"""The language of a page: chosen, remembered, and never at the cost of an answer."""

from gettext import NullTranslations

import pytest
from flask import Flask
from sqlalchemy import select

from intake.questionnaire import words
from intake.records.models import Submission
from intake.web import database, languages
from tests.browser import HTML, Browser
from tests.web.drafts import begin, kept

SWITCH = "Español"


class Marked(NullTranslations):
    """A language whose every word is seen to be translated."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"


@pytest.fixture(autouse=True)
def _spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogues = {"en": words.AS_WRITTEN, "es": Marked()}
    monkeypatch.setattr(languages, "catalogue", catalogues.__getitem__)


def language_of(browser: Browser) -> str:
    return browser.tree.get("lang", "")


def test_a_browser_that_asks_for_spanish_gets_it(app: Flask) -> None:
    client = app.test_client()
    page = client.get(
        "/", base_url="https://localhost", headers={"Accept-Language": "es-MX,en;q=.5"}
    )
    assert '<html lang="es" dir="ltr">' in page.text
    assert "«Start now»" in page.text


def test_a_language_nobody_translated_is_answered_in_the_clinics_own(
    app: Flask,
) -> None:
    client = app.test_client()
    page = client.get(
        "/", base_url="https://localhost", headers={"Accept-Language": "fi"}
    )
    assert '<html lang="en"' in page.text


def test_the_language_that_was_chosen_stays(browser: Browser) -> None:
    browser.open("/").open(browser.link(SWITCH))
    assert language_of(browser) == "es"
    assert language_of(browser.open("/intake/start")) == "es"
    assert language_of(browser.open("/privacy")) == "es"


def test_a_language_that_is_not_offered_changes_nothing(browser: Browser) -> None:
    assert language_of(browser.open("/?language=xx")) == "en"
    assert "Set-Cookie" not in browser.page.headers


def test_changing_it_on_a_question_keeps_what_is_typed(browser: Browser) -> None:
    browser.open("/intake/start")
    form = browser.form("Continue")
    token = form.find(f".//{HTML}input[@name='csrf_token']")
    assert token is not None
    typed = {"date_of_birth-year": "1964", "filled_in_by": "self"}

    browser.post("/intake/start", language="es", **typed)

    assert browser.status == 200
    assert language_of(browser) == "es"
    year = browser.tree.find(f".//{HTML}input[@name='date_of_birth-year']")
    assert year is not None
    assert year.get("value") == "1964"
    assert "«Continue»" in browser.text
    assert not browser.tree.findall(f".//{HTML}div[@class='errors']")


def test_enter_never_presses_a_language(browser: Browser) -> None:
    browser.open("/intake/start")
    buttons = [
        each
        for each in browser.tree.iter(f"{HTML}button")
        if each.get("form") == "questions"
    ]
    assert buttons[0].get("name") is None


def test_the_answers_say_in_which_language_they_were_given(
    app: Flask, browser: Browser
) -> None:
    begin(browser)
    browser.open("/intake/where?language=es")
    browser.press("«Continue»", regions=["knee_right_inner"])
    assert kept(app)["regions"] == ["knee_right_inner"]
    with app.app_context(), database.reading() as session:
        found = session.scalars(select(Submission)).one()
    assert (found.language, found.consent_language) == ("es", "en")


def test_an_error_page_speaks_it_too(browser: Browser) -> None:
    browser.open("/?language=es").open("/nowhere")
    assert "«Page not found»" in browser.text


def test_a_clinician_reads_the_clinics_language(desk: Browser) -> None:
    desk.open("/?language=es").open("/clinician/")
    assert language_of(desk) == "en"


def test_the_next_request_speaks_its_own_language(browser: Browser) -> None:
    browser.open("/?language=es")
    assert words.say("Start now") == "Start now"


def test_one_language_has_no_switch(app: Flask, browser: Browser) -> None:
    app.config["INTAKE"].values["LANGUAGES"] = ("en",)
    assert SWITCH not in browser.open("/").text
