"""The one script in a real browser: what is typed waits, comes back, and is kept."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.coming_back import Typed
from intake.records.models import Submission
from intake.web.clock import now
from tests.journeys import hands
from tests.journeys.at_the_places import (
    KEPT,
    box,
    how_many,
    line,
    pause,
    tick_a_place,
    until_kept,
)
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.make import KNEE

# The script knows no database; what it sends is tested on both elsewhere.
pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

BACK = "What you typed here before is back."


def test_what_is_typed_is_kept_and_back_after_a_reload(
    where: Page, records: Session
) -> None:
    expect(line(where)).to_have_text("")
    tick_a_place(where)

    where.reload()

    expect(where.locator("main")).to_contain_text(BACK)
    expect(box(where)).to_be_checked()
    assert "regions" not in records.scalars(select(Submission)).one().answers


def test_it_is_back_on_another_device_without_javascript(
    chrome: Browser, site: Site, where: Page
) -> None:
    tick_a_place(where)

    other = chrome.new_context(base_url=site.address, java_script_enabled=False)
    other.add_cookies(where.context.cookies())  # type: ignore[arg-type]
    page = other.new_page()
    page.goto("/intake/where")

    expect(box(page)).to_be_checked()
    hands.answer(page, {})
    assert hands.path(page) == "/intake/urgent-signs"
    other.close()


def test_what_is_typed_just_before_leaving_is_kept_too(
    where: Page, records: Session
) -> None:
    box(where).check()
    where.goto("/privacy")
    until_kept(records)
    where.goto("/intake/where")

    expect(box(where)).to_be_checked()


def test_it_is_on_its_way_before_the_next_page_comes(
    where: Page, records: Session
) -> None:
    """Sent with the page's own end, it would be overtaken by whoever comes back."""

    def once_kept(route: Route) -> None:
        until_kept(records)
        route.continue_()

    where.route("**/privacy", once_kept)
    where.clock.pause_at(now() + timedelta(minutes=1))  # no pause sends it
    box(where).check()

    where.goto("/privacy")

    assert hands.path(where) == "/privacy"


def test_continue_gives_it_and_nothing_is_left_over(
    where: Page, records: Session
) -> None:
    tick_a_place(where)

    where.get_by_role("button", name="Continue").dblclick()

    # The second press may end the first one's navigation, and begin it again.
    expect(where).to_have_url(re.compile("/intake/urgent-signs$"))
    assert how_many(records, Typed) == 0


def test_while_the_server_starts_again_the_words_wait(site: Site, where: Page) -> None:
    site.stop()
    box(where).check()
    pause(where)
    expect(line(where)).to_contain_text("Not kept: no connection.")

    site.start()
    pause(where, 11_000)

    expect(line(where)).to_have_text(KEPT)
    where.reload()
    expect(box(where)).to_be_checked()


def test_with_the_line_cut_it_says_so_and_sends_when_the_line_is_back(
    where: Page,
) -> None:
    where.context.set_offline(True)
    box(where).check()
    pause(where)
    expect(line(where)).to_contain_text("It will be kept when the line is back.")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    where.on("dialog", stay)
    where.locator("nav.back a").click()
    expect(box(where)).to_be_checked()
    assert asked == ["beforeunload"]

    where.context.set_offline(False)

    expect(line(where)).to_have_text(KEPT)
    where.locator("nav.back a").click()
    where.wait_for_url("**/intake/start")
    assert asked == ["beforeunload"]


def test_a_screen_reader_hears_what_changes_and_no_more(where: Page) -> None:
    tick_a_place(where)
    where.evaluate(
        """() => {
            const heard = (window.heard = []);
            const said = document.getElementById("kept-said");
            new MutationObserver(() => heard.push(said.textContent))
                .observe(said, { childList: true, characterData: true, subtree: true });
        }"""
    )

    for value in ("knee_right_back", "knee_right_inner"):
        with where.expect_response("**/typed"):
            where.locator(f'[name="regions"][value="{value}"]').check()
            pause(where)
    assert where.evaluate("window.heard") == []

    where.context.set_offline(True)
    box(where).uncheck()
    pause(where)
    expect(line(where)).to_contain_text("Not kept")
    assert len(where.evaluate("window.heard")) == 1


def test_before_there_is_a_draft_the_words_wait_in_the_page(
    pat: Page, records: Session
) -> None:
    pat.clock.install()
    pat.goto("/intake/start")
    pat.get_by_label("Year").fill("1964")
    pause(pat)

    expect(line(pat)).to_contain_text("Not kept yet.")
    assert how_many(records, Submission) == 0
    assert pat.evaluate("localStorage.length + sessionStorage.length") == 0
    hands.answer(pat, KNEE)
    assert hands.path(pat) == "/intake/where"


def test_what_was_refused_is_kept_as_it_was_typed(pat: Page) -> None:
    pat.goto("/intake/start")
    hands.answer(pat, KNEE)
    pat.goto("/intake/start")
    pat.get_by_label("Year").fill("64")
    with pat.expect_response("**/typed"):
        pat.get_by_role("button", name="Continue").click()

    pat.goto("/intake/start")

    expect(pat.get_by_label("Year")).to_have_value("64")
