"""The pages of the clinic's own words: theirs where there are any, and never mixed."""

from pathlib import Path

import pytest
from flask import Flask

from intake.own import texts
from tests.browser import HTML, Browser

# What a privacy notice says (GDPR, article 13), and the heading that says it in ours.
HEADINGS = {
    "what": "What we keep",
    "why": "Why we keep it",
    "lawful basis": "What allows us to",
    "how long": "How long we keep it",
    "rights": "What you can ask us",
    "contact": "Questions and complaints",
}


@pytest.fixture
def written(app: Flask, tmp_path: Path) -> Flask:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "privacy.es.txt").write_text("# Qué guardamos\nSus <b>datos</b>.\n- a")
    (folder / "privacy.en.txt").write_text("# What is kept here\nYour data.")
    (folder / "accessibility.en.txt").write_text("Telephone us.")
    settings = app.config["INTAKE"]
    settings.values["PAGES"] = texts.read(str(folder), ("en", "es"))
    return app


def headings(browser: Browser) -> list[str]:
    return ["".join(each.itertext()) for each in browser.tree.iter(f"{HTML}h2")]


def test_our_notice_says_all_that_a_notice_says(browser: Browser) -> None:
    browser.open("/privacy")

    assert [each for each in HEADINGS.values() if each not in headings(browser)] == []
    assert "020 7946 0123" in browser.text
    assert "8 years" in browser.text


def test_the_clinics_own_words_stand_alone(written: Flask, browser: Browser) -> None:
    browser.open("/privacy")

    assert headings(browser) == ["What is kept here"]
    assert "Your data." in browser.text
    assert "The one cookie" not in browser.text
    assert "Privacy notice" in browser.title


def test_each_language_has_its_own(written: Flask, browser: Browser) -> None:
    browser.open("/privacy?language=es")

    assert headings(browser) == ["Qué guardamos"]
    assert "Sus <b>datos</b>." in browser.text  # as it is written: no HTML
    items = [each.text for each in browser.tree.iter(f"{HTML}li")]
    assert "a" in items


def test_a_language_without_its_own_gets_the_clinics_first_and_says_so(
    written: Flask, browser: Browser
) -> None:
    browser.open("/accessibility?language=es")

    main = browser.tree.find(f".//{HTML}main")
    assert main is not None
    part = main.find(f".//{HTML}div[@lang='en']")
    assert part is not None
    assert part.get("dir") == "ltr"
    assert "Telephone us." in "".join(part.itertext())
