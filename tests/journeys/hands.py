"""What hands do at a screen: answer the page that is shown, press, sign in."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from playwright.sync_api import Page

from intake.records.accounts import User
from tests.browser import HTML, parsed
from tests.make import PASSWORD
from tests.walk import answers_for


def path(page: Page) -> str:
    return urlsplit(page.url).path


def answer(page: Page, given: Mapping[str, Any], onward: str = "Continue") -> None:
    """Answer this page as the patient would, calmly where nothing is said."""
    fill(page, given)
    press(page, onward)


def press(page: Page, label: str) -> None:
    """Press a button that leads to a page, and wait until all of it is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=label).click()


def follow(page: Page, words: str) -> None:
    """Follow a link, and wait until all of the page is there."""
    with page.expect_navigation():
        page.get_by_role("link", name=words).click()


def wanted(page: Page, given: Mapping[str, Any]) -> dict[str, Any]:
    """What this patient would put into the fields of this page."""
    return answers_for(_form(page), given)


def fill(page: Page, given: Mapping[str, Any]) -> None:
    form = _form(page)
    kinds = {each.get("name"): each.get("type") for each in form.iter()}
    for name, value in answers_for(form, given).items():
        if kinds[name] in ("radio", "checkbox"):
            for each in value if isinstance(value, list) else [value]:
                page.locator(f'[name="{name}"][value="{each}"]').check()
        else:
            page.locator(f'[name="{name}"]').fill(value)


def _form(page: Page) -> Element:
    page.wait_for_load_state()  # half a page has no form yet
    tree, _ = parsed(page.content())
    form = tree.find(f".//{HTML}main//{HTML}form")
    assert form is not None
    return form


def walk(
    page: Page, given: Mapping[str, Any], to: str, onward: str = "Continue"
) -> list[str]:
    """Go on from page to page until this one; the addresses of those on the way."""
    passed: list[str] = []
    for _ in range(60):
        if path(page) == to:
            return passed
        passed.append(path(page))
        answer(page, given, onward)
    raise AssertionError(f"Never came to {to}; stands at {page.url}")


def act(page: Page, name: str) -> None:
    """Open one of a clinician's actions and press its button."""
    action = page.locator("details", has=page.locator(f'form[action$="/{name}"]'))
    action.locator("summary").click()
    with page.expect_navigation():
        action.get_by_role("button").click()


def sign_in(page: Page, user: User) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
