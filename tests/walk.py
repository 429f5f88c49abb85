"""Walking through the questionnaire: say what matters, the rest is answered calmly."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from tests.browser import HTML, Browser
from tests.make import calm, sides_of


def walk(browser: Browser, given: Mapping[str, Any], to: str) -> Browser:
    """Go on from page to page until the path ends with `to`."""
    for _ in range(60):
        if browser.path.endswith(to):
            return browser
        assert browser.status == 200, f"{browser.path}: {browser.text[:400]}"
        answer(browser, given)
    raise AssertionError(f"Never came to {to}; stands at {browser.path}")


def answer(browser: Browser, given: Mapping[str, Any]) -> Browser:
    """Answer the page that is shown, and go on."""
    form = browser.form(browser.onward)
    return browser.press(browser.onward, **answers_for(form, given))


def answers_for(form: Element, given: Mapping[str, Any]) -> dict[str, Any]:
    """What a patient with these answers would put into this form."""
    offered: dict[str, list[str]] = {}
    answers: dict[str, Any] = {}
    checked = set()
    for field in (each for each in form.iter() if each.get("name")):
        name = field.get("name", "")
        if name in given:
            answers[name] = given[name]
        if field.tag == f"{HTML}input" and field.get("type") in ("radio", "checkbox"):
            offered.setdefault(name, []).append(field.get("value", ""))
            if field.get("checked") is not None:
                checked.add(name)
    for name, values in offered.items():
        if isinstance(answers.get(name), list):
            # What is not offered for this place cannot be ticked.
            answers[name] = [each for each in given[name] if each in values]
        if not (answers.get(name) or name in checked):
            answers[name] = _calm(name, values, given)
    return answers


def _calm(name: str, values: list[str], given: Mapping[str, Any]) -> str:
    return sides_of(given["regions"]) if name == "own_sides" else calm(values)
