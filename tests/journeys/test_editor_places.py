"""Where the cursor goes in a rule file, and what the page says of the word there."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ON_ONE_DATABASE
from tests.journeys.editing import (
    BUILT,
    DRAFT,
    FILE,
    NOT_BUILT,
    TEXT,
    Open,
    at_the_end_of_the_first_line,
    box,
    editor,
    opened,
    ready,
    saved,
)

__all__ = ["editor", "opened"]  # the fixtures

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


def test_a_problem_leads_to_its_line_and_so_does_a_rule_in_plain_words(
    opened: Open,
) -> None:
    sams = opened("Sam")
    at_the_end_of_the_first_line(sams)
    sams.keyboard.type("x")

    sams.get_by_role("link", name=f"{FILE}, line 1").click()
    sams.keyboard.press("End")
    sams.keyboard.press("Backspace")

    expect(sams.locator("#problems")).to_have_count(0)
    number = 1 + TEXT[: TEXT.index("- id: osteoarthritis-pattern")].count("\n")
    sams.get_by_role("link", name="An osteoarthritis pattern", exact=True).click()
    sams.keyboard.press("End")
    sams.keyboard.type("-")
    expect(sams.locator("#problems")).to_have_count(0)
    saved(sams)
    assert (
        "osteoarthritis-pattern-"
        in sams.locator("#text").input_value().split("\n")[number - 1]
    )


def test_the_word_at_the_cursor_is_explained_and_a_definition_is_jumped_to(
    opened: Open, editor: str
) -> None:
    sams = opened("Sam")
    explained = sams.locator("#explained")
    sams.goto(f"{DRAFT}/{FILE}?line=12#text")
    ready(sams)
    expect(box(sams)).to_be_focused()
    for _ in "- ":
        sams.keyboard.press("ArrowRight")
    expect(explained).to_have_text("age Age (years) – a number from 0 to 120")

    sams.goto(f"{DRAFT}/{FILE}?line=9#text")
    ready(sams)
    sams.keyboard.press("End")
    expect(explained).to_contain_text("a-joint-area defined in places.yaml, line")
    if editor == "built":
        sams.keyboard.press("F12")
    else:
        explained.get_by_role("link").click()

    sams.wait_for_url("**/places.yaml?line=*")
    ready(sams)
    expect(explained).to_contain_text("a-joint-area")


@pytest.mark.skipif(not BUILT, reason=NOT_BUILT)
@pytest.mark.parametrize("editor", ["built"], indirect=True)
def test_the_editor_completes_what_may_stand_at_the_cursor(opened: Open) -> None:
    sams = opened("Sam")
    box(sams).focus()
    sams.keyboard.press("Control+a")
    sams.keyboard.press("Delete")
    listed = sams.locator(".cm-tooltip-autocomplete li")

    def offers(typed: str, *words: str) -> None:
        sams.keyboard.type(typed)
        sams.keyboard.press("Control+Space")
        for each in words:
            expect(listed.filter(has_text=each).first).to_be_visible()
        sams.wait_for_timeout(150)  # nobody chooses what they have not seen yet

    offers("lang", "language")
    sams.keyboard.press("Enter")
    sams.keyboard.type("1\nrules:\n  - id: own\n")
    offers("kind: cau", "caution")
    sams.keyboard.press("Enter")
    offers("\nflag: min", "minor")
    sams.keyboard.press("Enter")
    offers("\nwhen:\n  all:\n  - ag", "age")
    sams.keyboard.press("Enter")
    offers("{ at_l", "at_least")
    sams.keyboard.press("Enter")
    sams.keyboard.type("5 }\n")
    sams.keyboard.press("Control+BracketLeft")
    sams.keyboard.type("- ")
    offers("site: [kne", "knee")
    sams.keyboard.press("Enter")
    text = sams.locator("#text").input_value()
    assert text.splitlines() == [
        "language: 1",
        "rules:",
        "  - id: own",
        "    kind: caution",
        "    flag: minor",
        "    when:",
        "      all:",
        "        - age: { at_least: 5 }",
        "        - site: [knee",
    ]


@pytest.mark.skipif(not BUILT, reason=NOT_BUILT)
@pytest.mark.parametrize("editor", ["built"], indirect=True)
def test_beside_the_line_of_a_problem_stands_a_sign(opened: Open) -> None:
    sams = opened("Sam")
    at_the_end_of_the_first_line(sams)
    sams.keyboard.type("x")

    expect(sams.locator(".cm-lint-marker-error")).to_be_visible()
    sams.keyboard.press("F8")
    expect(sams.locator(".cm-diagnostic")).to_contain_text("is not known here")
