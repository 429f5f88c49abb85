"""The page of a rule file in a browser, with the plain box or the editor built."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion
from intake.web import assets
from intake.workflow import screenings
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.journeys.inspector import RULES

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
        in_a_plain_box(site)
    return str(request.param)


def in_a_plain_box(site: Site) -> None:
    """As where the editor was not built."""
    known = site.app.extensions[assets.ASSETS]
    site.app.extensions[assets.ASSETS] = {
        name: each for name, each in known.items() if name != "editor.js"
    }


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
        assert not found, [(each["id"], each["nodes"][0]["html"]) for each in found]
        assert page.evaluate("document.documentElement.scrollWidth") == width
