"""A bound of a rule is changed: a typo is told, what changes for everybody is seen, a
colleague approves, it is in force, and it is taken back."""

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from intake.records.accounts import Audience
from intake.records.models import Status, Submission
from intake.web import replaying
from intake.workflow import screenings
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site, opened
from tests.journeys.editing import in_a_plain_box

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

FILE = "joint.yaml"
TEXT = screenings.shipped_files()[FILE]
TYPO = TEXT.replace(
    "duration_weeks: { at_least: 12 }", "duration_weeks: { at_leest: 6 }", 1
)
# The bound, and the two examples that stand at it.
MENDED = (
    TYPO.replace("at_leest", "at_least")
    .replace("duration_weeks: 12, age: 50", "duration_weeks: 6, age: 50", 1)
    .replace("duration_weeks: 11.9, age: 62", "duration_weeks: 5.9, age: 62", 1)
)


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_a_bound_is_changed_seen_approved_in_force_and_taken_back(
    chrome: Browser, site: Site, records: Session, width: int, script: bool
) -> None:
    in_a_plain_box(site)
    sam, tess = (site.user(name, Audience.STAFF) for name in ("Sam", "Tess"))
    with (
        opened(chrome, site, width, script) as one,
        opened(chrome, site, width, script) as other,
    ):
        hands.sign_in(one, sam)
        for weeks in (3, 8, 9, 11, 40):
            sent(records, weeks)
        hands.press(one, "Write a new version")
        draft = hands.path(one)
        written(one, draft)
        replayed(one, site, draft)
        one.goto(draft)
        one.get_by_label("Why should the rules change?").fill("Six weeks are enough.")
        hands.press(one, "Ask for approval")

        hands.sign_in(other, tess)
        with other.expect_navigation():
            other.get_by_role("region").get_by_role("link").click()
        hands.follow(other, "What is different from the version in force")
        expect(other.locator("main")).to_contain_text("from 12 to 6 weeks")
        other.goto(draft)
        hands.press(other, "Approve this text")

        one.goto(draft)
        hands.press(one, "Publish")
        expect(one.get_by_role("status")).to_contain_text("Version 2 is published")
        assert sent(records, 8).priority == "likely"

        hands.follow(one, "Version 1")
        one.get_by_text("Bring version 1 back").click()
        one.get_by_label("Why is it brought back?").fill("Too many came.")
        hands.press(one, "Bring it back now")
        expect(one.get_by_role("status")).to_contain_text("Version 3 is published")
        assert sent(records, 8).priority != "likely"


def written(page: Page, draft: str) -> None:
    """With a slip first, of which the page tells the place."""
    page.goto(f"{draft}/{FILE}")
    place = TYPO[: TYPO.index("at_leest")].count("\n") + 1
    saved(page, TYPO)
    problems = page.locator("#problems")
    expect(problems).to_contain_text(f"{FILE}, line {place}")
    expect(problems).to_contain_text("at_leest")
    saved(page, MENDED)
    expect(problems).to_have_count(0)


def saved(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Rules").fill(text)
    page.get_by_role("button", name="Save").click()


def replayed(page: Page, site: Site, draft: str) -> None:
    """Three of the five would be likely candidates instead of possible ones."""
    page.goto(draft)
    hands.press(page, "Replay the whole history")
    address = page.url
    with site.app.app_context():
        assert replaying.run_next() is not None
    page.goto(address)
    main = page.locator("main")
    expect(main).to_contain_text("5 submissions")
    hands.follow(page, "3 from possible")
    expect(page.get_by_role("button", name="Look at the facts")).to_have_count(3)
    page.get_by_role("button", name="Look at the facts").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Look")
    expect(main).to_contain_text("differs")


def sent(records: Session, weeks: int) -> Submission:
    """A knee that has hurt for so long, as it is screened now."""
    ago = {"duration_amount": str(weeks), "duration_unit": "weeks"}
    return make.submission(records, Status.SENT, **ago)
