"""How it looks to a real browser: any width, either direction, light on the wire."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.make import KNEE, SADDLE

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

# 320 px is also what is left of 1280 px at 400 % zoom.
WIDTHS = (320, 768, 2560)
FIRST, LATER = 40 * 1024, 12 * 1024
LEAST = 24

TOO_WIDE = """() => {
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth
    ? [...document.querySelectorAll("body *")]
        .filter(e => { const r = e.getBoundingClientRect();
                       return r.right > root.clientWidth + 1 || r.left < -1; })
        .map(e => e.outerHTML.slice(0, 80)).slice(0, 3)
    : [];
}"""
# What can be pressed: a choice is its whole row.
TOO_SMALL = """least => [...document.querySelectorAll(
    "a[href], button, summary, label.choice, .scale label, "
    + "input:not([type=hidden], [type=radio], [type=checkbox]), textarea")]
  .filter(e => !e.matches(".hidden, .skip"))
  .filter(e => [...e.getClientRects()].some(r => r.height < least))
  .map(e => e.outerHTML.slice(0, 80))"""
ROWS = """() => [...document.querySelectorAll(".choice")].filter(e => {
  const own = e.getBoundingClientRect();
  const hit = document.elementFromPoint(own.right - 6, own.bottom - 6);
  return own.bottom < innerHeight && own.top > 0 && hit && hit.closest(".choice") !== e;
}).map(e => e.textContent)"""


@pytest.fixture
def context(chrome: Browser, site: Site) -> Iterator[BrowserContext]:
    context = chrome.new_context(
        base_url=site.address, viewport={"width": 320, "height": 640}
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


class Looker:
    """Looks at the page that is open, at each width and in both directions."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []

    def look(self, state: str = "") -> None:
        page, state = self.page, state or hands.path(self.page)
        page.wait_for_load_state()
        for direction in ("ltr", "rtl"):
            page.evaluate("way => document.documentElement.dir = way", direction)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 640})
                wide = page.evaluate(TOO_WIDE)
                self.found += [f"{state} {width} {direction}: {e}" for e in wide]
        page.set_viewport_size({"width": 320, "height": 640})
        small = page.evaluate(TOO_SMALL, LEAST)
        self.found += [f"{state}: too small: {each}" for each in small]
        self.found += [f"{state}: no row: {each}" for each in page.evaluate(ROWS)]
        page.evaluate("document.documentElement.dir = 'ltr'")


def test_no_page_is_wider_than_its_window_and_all_can_be_pressed(page: Page) -> None:
    looker = Looker(page)
    for path in ("/", "/treatment", "/privacy", "/accessibility", "/intake/tasks"):
        page.goto(path)
        looker.look()
    page.goto("/intake/with-a-parent")
    looker.look()
    page.goto("/nowhere")
    looker.look("an error")
    page.goto("/intake/start")
    while hands.path(page) != "/intake/check":
        looker.look()
        if hands.path(page) == "/intake/advice":
            hands.press(page, "I have read this")
            continue
        hands.press(page, "Continue")
        looker.look(f"{hands.path(page)} with mistakes")
        hands.answer(page, SADDLE)
    looker.look()
    page.goto("/intake/tasks")
    looker.look("all tasks done")
    page.goto("/intake/check")
    hands.press(page, "Send to the clinic")
    looker.look()

    assert looker.found == []


def test_the_first_page_and_every_later_one_are_light(
    site: Site, context: BrowserContext, page: Page
) -> None:
    meter = Meter(context, page)
    page.goto("/")
    assert 0 < meter.taken() <= FIRST

    page.goto("/intake/start")
    while hands.path(page) != "/intake/check":
        assert 0 < meter.taken() <= LATER, page.url
        page.get_by_role("button", name="Continue").click()
        page.wait_for_load_state()
        assert 0 < meter.taken() <= LATER, f"{page.url} with mistakes"
        hands.answer(page, KNEE)
    assert 0 < meter.taken() <= LATER, page.url
    for path in ("/intake/tasks", "/treatment", "/privacy"):
        page.goto(path)
        assert 0 < meter.taken() <= LATER, path
    assert meter.hosts == {urlsplit(site.address).netloc}


def test_each_file_is_fetched_once_and_those_of_the_drawing_before_its_page(
    context: BrowserContext, page: Page
) -> None:
    meter = Meter(context, page)
    page.goto("/")
    page.goto("/privacy")
    page.goto("/intake/start")
    page.wait_for_load_state("networkidle")  # all that is fetched has been told
    before = list(meter.fetched)
    hands.answer(page, KNEE)
    page.wait_for_load_state()

    kinds = (".css", ".svg", ".js")
    files = [url for url in before if url.endswith(kinds)]
    assert hands.path(page) == "/intake/where"
    assert len(files) == len(set(files))
    assert len([url for url in files if url.endswith(".css")]) == 3
    assert not [url for url in meter.fetched[len(before) :] if url.endswith(kinds)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_show_what_is_chosen(page: Page, scheme: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/intake/start")
    first, second = page.locator(".choice").nth(0), page.locator(".choice").nth(1)
    first.click()

    width = "e => parseFloat(getComputedStyle(e).borderTopWidth)"
    assert first.evaluate(width) > second.evaluate(width)


def test_paper_has_the_answers_and_nothing_to_press(page: Page) -> None:
    page.goto("/intake/start")
    hands.walk(page, KNEE, "/intake/check")
    hands.press(page, "Send to the clinic")
    page.emulate_media(media="print", color_scheme="dark")

    assert page.locator("button:visible").count() == 0
    assert page.get_by_text("Your reference", exact=True).is_visible()
    ink = page.locator("h1").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(0, 0, 0)"


class Meter:
    """What comes over the wire, headers included, as the browser itself counts it."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.bytes = 0.0
        self.hosts: set[str] = set()
        self.fetched: list[str] = []
        self._urls: dict[str, str] = {}
        wire = context.new_cdp_session(page)
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._finished)
        wire.send("Network.enable")

    def taken(self) -> float:
        """Since the last time it was asked."""
        taken, self.bytes = self.bytes, 0.0
        return taken

    def _asked(self, event: dict) -> None:  # type: ignore[type-arg]
        url = event["request"]["url"]
        self._urls[event["requestId"]] = url
        self.hosts.add(urlsplit(url).netloc)

    def _finished(self, event: dict) -> None:  # type: ignore[type-arg]
        self.bytes += event["encodedDataLength"]
        if event["encodedDataLength"]:
            self.fetched.append(self._urls[event["requestId"]])
