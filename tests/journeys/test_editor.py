"""A rule file is written by hand: told of a slip while typing, saved by itself, left by
Tab, and by two at once; with JavaScript off too."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, BrowserSession
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.journeys.editing import (
    ALL_SAVED,
    DRAFT,
    FILE,
    TEXT,
    Open,
    accessible,
    at_the_end_of_the_first_line,
    box,
    editor,
    opened,
    ready,
    saved,
    stands,
)
from tests.make import PASSWORD

__all__ = ["editor", "opened"]  # the fixtures

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


def test_a_slip_is_told_with_its_place_mended_saved_by_itself_and_left_by_tab(
    opened: Open, records: Session
) -> None:
    sams = opened("Sam")
    at_the_end_of_the_first_line(sams)

    sams.keyboard.type("x")

    problems = sams.locator("#problems")
    expect(problems).to_contain_text("1 problem to solve before this can be published")
    expect(problems).to_contain_text(f"{FILE}, line 1: language “1x” is not known here")
    said = sams.locator("#found-said")
    expect(said).to_contain_text("1 problem. Line 1: language “1x”")
    saved(sams)
    assert stands(records) == TEXT.replace("language: 1", "language: 1x", 1)
    sams.keyboard.press("Backspace")
    expect(problems).to_have_count(0)
    saved(sams)
    sams.wait_for_function(ALL_SAVED)
    assert stands(records) == TEXT
    sams.keyboard.press("Tab")
    inside = "e => e.contains(document.activeElement)"
    assert not box(sams).evaluate(inside)
    assert not sams.locator("body").evaluate("e => e === document.activeElement")


def test_two_write_at_once_and_the_second_sees_both_and_loses_nothing(
    opened: Open, records: Session
) -> None:
    sams, evas = opened("Sam"), opened("Eva")
    expect(evas.get_by_text("A draft of Sam’s")).to_be_visible()
    at_the_end_of_the_first_line(sams)
    sams.keyboard.type(" # Sam")
    saved(sams)

    at_the_end_of_the_first_line(evas)
    evas.keyboard.type(" # Eva")
    expect(evas.locator("#kept")).to_contain_text("Someone else saved this file")
    assert "# Sam" in stands(records)
    hands.press(evas, "Save")

    expect(evas.get_by_role("heading", name="Someone else saved")).to_be_visible()
    expect(evas.locator("mark")).to_have_text("▸ language: 1 # Sam")
    ready(evas)
    accessible(evas)
    assert evas.locator("#text").input_value().startswith("language: 1 # Eva\n")
    at_the_end_of_the_first_line(evas)
    evas.keyboard.type(" and Sam")
    evas.wait_for_timeout(3_000)
    assert "# Sam" in stands(records)  # nothing is saved by itself here
    hands.press(evas, "Save")
    expect(evas.get_by_text("Saved. It is not in force")).to_be_visible()
    assert stands(records).startswith("language: 1 # Eva and Sam\n")


def test_without_a_connection_the_text_stays_and_is_saved_when_there_is_one(
    opened: Open, records: Session
) -> None:
    sams = opened("Sam")
    sams.context.set_offline(True)
    at_the_end_of_the_first_line(sams)
    sams.keyboard.type(" # typed in a tunnel")
    expect(sams.locator("#kept")).to_contain_text("Not saved: there is no connection")
    assert stands(records) == TEXT

    sams.context.set_offline(False)

    saved(sams)
    assert "# typed in a tunnel" in stands(records)


def test_who_was_signed_out_signs_in_in_another_tab_and_it_is_saved(
    opened: Open, records: Session
) -> None:
    sams = opened("Sam")
    records.query(BrowserSession).delete()
    records.commit()
    at_the_end_of_the_first_line(sams)
    sams.keyboard.type(" # still here")
    expect(sams.locator("#kept")).to_contain_text("Not saved")
    assert stands(records) == TEXT

    tab = sams.context.new_page()
    tab.goto("/sign-in")
    tab.get_by_label("E-mail address").fill("sam@clinic.test")
    tab.get_by_label("Password").fill(PASSWORD)
    hands.press(tab, "Sign in")
    tab.close()

    saved(sams)
    assert "# still here" in stands(records)


def test_the_page_is_accessible_with_what_the_script_puts_there(opened: Open) -> None:
    sams = opened("Sam")
    at_the_end_of_the_first_line(sams)
    sams.keyboard.type("x")
    expect(sams.locator("#problems")).to_be_visible()

    accessible(sams)


def test_with_javascript_off_the_same_is_done_by_pressing_save(
    desk: Page, site: Site, records: Session
) -> None:
    hands.sign_in(desk, site.user("Sam", Audience.STAFF))
    hands.press(desk, "Write a new version")
    desk.goto(f"{DRAFT}/{FILE}")
    expect(desk.get_by_text("raises “Joint pain” (candidate, likely)")).to_be_visible()
    slip = TEXT.replace("language: 1", "language: 1x", 1)
    desk.get_by_label("Rules").fill(slip)

    hands.press(desk, "Save")

    expect(desk.get_by_text("language “1x” is not known here")).to_be_visible()
    assert stands(records) == slip
    desk.get_by_label("Rules").fill(TEXT)
    hands.press(desk, "Save")
    expect(desk.locator("#problems")).to_have_count(0)
    assert stands(records) == TEXT
