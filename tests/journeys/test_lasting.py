"""The one script in a real browser: it warns before the end, and hides the answers."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from intake.records.coming_back import Typed
from intake.web.clock import now
from tests.journeys.at_the_places import (
    MINUTE,
    box,
    ends,
    how_many,
    lasts,
    pause,
    tick_a_place,
    warned,
)
from tests.journeys.conftest import ON_ONE_DATABASE
from tests.journeys.inspector import RULES

# The script knows no database.
pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


def test_before_the_end_it_asks_and_one_press_gives_more_time(
    where: Page, records: Session
) -> None:
    dialog = where.get_by_role("dialog")
    lasts(records, minutes=4, seconds=50)
    warned(where)
    expect(dialog).to_contain_text("In 5 minutes")
    assert Axe().run(where, options=RULES).response["violations"] == []
    button = where.get_by_role("button", name="I need more time")
    expect(button).to_be_focused()

    for minutes, words in ((2, "In 2 minutes"), (1, "In one minute")):
        lasts(records, minutes=minutes, seconds=-5)
        pause(where, 11_000)
        expect(dialog.locator("p:visible").first).to_contain_text(words)
        expect(dialog.locator("[role=status]")).to_contain_text(words)

    where.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    assert ends(records) > now() + timedelta(minutes=59)


def test_escape_means_more_time_too(where: Page, records: Session) -> None:
    lasts(records, minutes=4)
    warned(where)
    expect(where.get_by_role("dialog")).to_be_visible()

    where.keyboard.press("Escape")

    expect(where.get_by_role("dialog")).to_be_hidden()
    assert ends(records) > now() + timedelta(minutes=59)


def test_with_the_line_cut_the_warning_says_so_and_stays(
    where: Page, records: Session
) -> None:
    lasts(records, minutes=4)
    warned(where)
    dialog = where.get_by_role("dialog")
    expect(dialog).to_be_visible()

    where.context.set_offline(True)
    where.keyboard.press("Enter")
    expect(dialog.get_by_role("alert")).to_contain_text("no connection")
    where.context.set_offline(False)
    where.keyboard.press("Enter")

    expect(dialog).to_be_hidden()


def test_more_time_in_one_tab_is_noticed_by_the_other(
    where: Page, records: Session
) -> None:
    lasts(records, minutes=4)
    warned(where)
    expect(where.get_by_role("dialog")).to_be_visible()

    tab = where.context.new_page()
    tab.goto("/intake/where")
    lasts(records, minutes=60)
    pause(where, 11_000)

    expect(where.get_by_role("dialog")).to_be_hidden()


def test_typing_is_being_there_and_waiting_is_not(
    where: Page, records: Session
) -> None:
    tick_a_place(where)
    lasts(records, minutes=30)
    before = ends(records)
    pause(where, 3 * MINUTE)
    assert ends(records) == before

    with where.expect_response(lambda got: got.request.method == "POST"):
        where.keyboard.press("Tab")

    assert ends(records) > before


def test_at_the_end_the_answers_are_hidden_and_what_was_typed_is_kept(
    where: Page, records: Session
) -> None:
    tick_a_place(where)

    lasts(records, seconds=-1)
    pause(where, 61 * MINUTE)

    ended = where.locator("#ended")
    expect(ended).to_be_visible()
    expect(ended.locator("[data-if=kept]")).to_be_visible()
    expect(ended.locator("[data-if=lost]")).to_be_hidden()
    expect(ended).to_be_focused()
    expect(box(where)).to_be_hidden()
    expect(where.get_by_role("navigation", name="Language")).to_be_hidden()
    assert Axe().run(where, options=RULES).response["violations"] == []
    link = where.get_by_role("link", name="Go on")
    assert link.get_attribute("href") == "/intake/where"
    assert how_many(records, Typed) == 1


def test_on_the_first_page_it_says_that_nothing_could_be_kept(
    pat: Page, records: Session
) -> None:
    pat.clock.install()
    pat.goto("/intake/start")
    pat.wait_for_load_state("networkidle")
    pat.get_by_label("Year").fill("1964")
    pause(pat)

    lasts(records, seconds=-1)
    pause(pat, 61 * MINUTE)

    expect(pat.locator("#ended [data-if=lost]")).to_be_visible()
    expect(pat.get_by_label("Year")).to_be_hidden()


def test_who_is_typing_without_a_line_keeps_the_words_in_sight(
    where: Page, records: Session
) -> None:
    where.context.set_offline(True)
    box(where).check()
    pause(where)
    lasts(records, seconds=-1)
    for minutes in (54, 4, 3):
        where.keyboard.press("Tab")
        pause(where, minutes * MINUTE)
    where.context.set_offline(False)
    pause(where, 11_000)

    expect(where.locator("#ended [data-if=stays]")).to_be_visible()
    expect(box(where)).to_be_visible()
