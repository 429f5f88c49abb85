"""axe over every page and state of the three audiences, on a phone and at a desk."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from intake.records.accounts import Audience
from intake.records.models import Status
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.make import KNEE, SADDLE

pytestmark = [pytest.mark.browser, pytest.mark.new_database]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    }
}
WIDTHS = (390, 1280)
# Not pages: answers for machines, files, and redirects to pages.
NO_PAGE = {
    "static",
    "security.static",
    "health.healthz",
    "health.readyz",
    "patient.resume",
    "auth.home",
}


class Inspector:
    """Looks at the page that is open, at each width and in both colour schemes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []

    def look(self, state: str) -> None:
        self.page.wait_for_load_state()
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 844})
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)
                self._look(f"{state} at {width} px, {scheme}")
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.found.append(f"{state}: {wide} px wide at {width} px")

    def _look(self, state: str) -> None:
        result = Axe().run(self.page, options=RULES)
        for violation in result.response["violations"]:
            where = [node["html"][:120] for node in violation["nodes"][:2]]
            self.found.append(f"{state}: {violation['id']} {where}")


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    """Pages look the same on both databases; they are looked at on one."""
    with request.getfixturevalue("sqlite_files").fresh(tmp_path, new=True) as url:
        yield url


@pytest.fixture
def page(chrome: Browser, site: Site) -> Iterator[Page]:
    context = chrome.new_context(base_url=site.address)
    yield context.new_page()
    context.close()


def test_every_page_and_state_is_accessible(
    site: Site, page: Page, records: Session
) -> None:
    inspector = Inspector(page)

    as_a_patient(inspector)
    as_a_clinician(inspector, site, records)
    as_staff(inspector, site)

    assert inspector.found == []
    assert pages_of(site) - site.opened == set()


def pages_of(site: Site) -> set[str]:
    rules = site.app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - NO_PAGE


def as_a_patient(inspector: Inspector) -> None:
    page = inspector.page
    for path in ("/", "/privacy", "/accessibility", "/intake/check", "/verify"):
        page.goto(path)
        inspector.look(path)
    page.goto("/intake/start")
    child = {**KNEE, "date_of_birth-year": "2014"}
    hands.answer(page, child)
    inspector.look("too young to do it alone")
    page.goto("/intake/start")
    hands.answer(page, SADDLE)
    for _ in range(60):
        if hands.path(page) == "/intake/check":
            break
        inspector.look(page.url)
        if hands.path(page) == "/intake/advice":
            page.get_by_role("button", name="Leave my number").click()
            inspector.look("call me, without a number")
            page.get_by_role("button", name="I have read this").click()
            continue
        page.get_by_role("button", name="Continue").click()
        inspector.look(f"{page.url} with errors")
        hands.answer(page, SADDLE)
    inspector.look("check")
    page.get_by_role("button", name="Send to the clinic").click()
    inspector.look("receipt")
    page.goto("/intake/where")
    inspector.look("already sent")


def as_a_clinician(inspector: Inspector, site: Site, records: Session) -> None:
    page = inspector.page
    waiting = make.submission(records, Status.SENT)
    decided = make.submission(records, Status.ACCEPTED)
    page.goto("/clinician/")
    inspector.look("sign in")
    page.get_by_role("button", name="Sign in").click()
    inspector.look("sign in with errors")
    hands.sign_in(page, site.user("Carol", Audience.CLINICIAN))
    inspector.look("queue")
    page.goto("/clinician/?flag=gca&status=declined")
    inspector.look("an empty queue")
    page.goto(f"/clinician/submissions/{decided.id}")
    inspector.look("a decided submission")
    page.goto(f"/clinician/submissions/{waiting.id}")
    inspector.look("a submission")
    hands.act(page, "decline")
    inspector.look("a decision without its reason")
    page.goto(f"/clinician/submissions/{waiting.id}")
    waiting.changed_at = make.NOON
    waiting.priority = "likely"
    records.commit()
    hands.act(page, "accept")
    inspector.look("overtaken")
    page.goto("/staff/rules")
    inspector.look("another audience's page")


def as_staff(inspector: Inspector, site: Site) -> None:
    page = inspector.page
    page.goto("/clinician/")
    page.get_by_role("button", name="Sign out").click()
    hands.sign_in(page, site.user("Sam", Audience.STAFF))
    inspector.look("versions")
    page.get_by_role("button", name="Write a new version").click()
    inspector.look("a wording of one's own")
    page.goto("/staff/rules/2/joint.yaml")
    inspector.look("a rule file")
    page.get_by_role("textbox").fill("language: 1\nrules:\n  - id: broken\n")
    page.get_by_role("button", name="Save").click()
    inspector.look("a rule file with problems")
    page.goto("/staff/rules/2")
    inspector.look("a wording with problems")
    page.goto("/staff/rules/1")
    inspector.look("a published wording")
