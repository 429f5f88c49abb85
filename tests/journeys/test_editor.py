"""A rule file is written by hand: told of a slip while typing, saved by itself, left by
Tab; in the plain box and in the editor that was built, and with JavaScript off."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, BrowserSession
from intake.records.models import RuleSetVersion
from intake.web import assets
from intake.workflow import screenings
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.journeys.inspector import RULES
from tests.make import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

FILE = "joint.yaml"
DRAFT = "/staff/rules/2"
BUILT = (assets.STATIC / "editor.js").exists()
NOT_BUILT = "the editor is not built: `make editor`"
# What the browser itself says of an answer that is no success, and of no answer.
EXPECTED = re.compile(r"^Failed to load resource: .*(net::ERR_|status of 4\d\d)")
SAVED = re.compile(r"^Saved \d\d:\d\d$")
TEXT = screenings.shipped_files()[FILE]
ALL_SAVED = """() => {
  const box = document.getElementById("text");
  return box.value === box.defaultValue;
}"""

Open = Callable[[str], Page]


@pytest.fixture(params=["box", "built"])
def editor(request: pytest.FixtureRequest, site: Site) -> str:
    """Where the text stands: in the plain box, or in the editor that was built."""
    if request.param == "built" and not BUILT:
        pytest.skip(NOT_BUILT)
    if request.param == "box":
        known = site.app.extensions[assets.ASSETS]
        site.app.extensions[assets.ASSETS] = {
            name: each for name, each in known.items() if name != "editor.js"
        }
    return str(request.param)


@pytest.fixture
def opened(chrome: Browser, site: Site, editor: str) -> Iterator[Open]:
    """Opens the file of the draft in a browser of somebody's own, with JavaScript on.
    No page may make the browser complain."""
    complaints: list[str] = []
    contexts = []

    def note(said: ConsoleMessage) -> None:
        if said.type == "error" and not EXPECTED.search(said.text):
            complaints.append(said.text)

    def open_(name: str) -> Page:
        context = chrome.new_context(
            base_url=site.address, viewport={"width": 1280, "height": 900}
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("console", note)
        page = context.new_page()
        hands.sign_in(page, site.user(name, Audience.STAFF))
        if name == "Sam":
            hands.press(page, "Write a new version")
        page.goto(f"{DRAFT}/{FILE}")
        ready(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


def ready(page: Page) -> None:
    """The script has read what it needs, and has looked through the file once."""
    expect(page.locator("#explained")).to_be_visible()
    page.wait_for_load_state("networkidle")


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Rules")


def at_the_end_of_the_first_line(page: Page) -> None:
    box(page).focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("End")


def stands(records: Session) -> str:
    records.rollback()
    found = records.scalars(
        select(RuleSetVersion).order_by(RuleSetVersion.id.desc())
    ).first()
    assert found is not None
    records.refresh(found)
    text = found.files[FILE]
    records.rollback()  # or the server would wait for this test
    return text


def saved(page: Page) -> None:
    """After a fault it is tried again every ten seconds."""
    expect(page.locator("#kept")).to_have_text(SAVED, timeout=15_000)


def accessible(page: Page) -> None:
    for width, scheme in ((390, "light"), (390, "dark"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options=RULES).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


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
