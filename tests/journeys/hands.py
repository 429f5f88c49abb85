"""What hands do at a screen: answer the page that is shown, press, sign in."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import html5lib
from playwright.sync_api import Page

from intake.records.accounts import User
from tests.browser import HTML
from tests.make import PASSWORD
from tests.walk import answers_for


def path(page: Page) -> str:
    return urlsplit(page.url).path


def answer(page: Page, given: Mapping[str, Any]) -> None:
    """Answer this page as the patient would, calmly where nothing is said."""
    fill(page, given)
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()


def fill(page: Page, given: Mapping[str, Any]) -> None:
    page.wait_for_load_state()  # half a page has no form yet
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    tree = parser.parse(page.content())
    form = tree.find(f".//{HTML}main").find(f".//{HTML}form")
    for name, value in answers_for(form, given).items():
        field = page.locator(f'[name="{name}"]')
        if field.first.get_attribute("type") in ("radio", "checkbox"):
            for each in value if isinstance(value, list) else [value]:
                page.locator(f'[name="{name}"][value="{each}"]').check()
        else:
            field.fill(value)


def walk(page: Page, given: Mapping[str, Any], to: str) -> None:
    for _ in range(60):
        if path(page) == to:
            return
        answer(page, given)
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
