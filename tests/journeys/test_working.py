"""Whoever works here is warned before the session ends, and loses nothing by it."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, BrowserSession
from intake.records.models import Status
from intake.web.clock import now
from tests import make
from tests.journeys import hands
from tests.journeys.at_the_places import MINUTE, ends, lasts, pause
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.journeys.inspector import RULES

# The script knows no database.
pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


@pytest.fixture
def carols(pat: Page, site: Site, records: Session) -> Page:
    """A clinician's page with JavaScript on, at a submission."""
    hands.sign_in(pat, site.user("Carol", Audience.CLINICIAN))
    submission = make.submission(records, Status.SENT)
    pat.clock.install()
    pat.goto(f"/clinician/submissions/{submission.id}")
    pat.wait_for_load_state("networkidle")  # it knows how long there is
    return pat


def warned(page: Page) -> None:
    with page.expect_response("**/intake/time"):
        pause(page, 26 * MINUTE)


def begun(records: Session, **ago: int) -> None:
    """They signed in so long ago."""
    at = now() - timedelta(**ago)
    records.execute(update(BrowserSession).values(created_at=at))
    records.commit()


def test_before_the_end_it_asks_and_one_press_is_enough(
    carols: Page, records: Session
) -> None:
    dialog = carols.get_by_role("dialog")
    lasts(records, minutes=4, seconds=50)
    warned(carols)
    expect(dialog).to_contain_text("In 5 minutes you will be signed out")
    assert Axe().run(carols, options=RULES).response["violations"] == []
    expect(carols.get_by_role("button", name="Stay signed in")).to_be_focused()
    lasts(records, seconds=55)
    pause(carols, 11_000)
    expect(dialog.locator("[role=status]")).to_contain_text("In one minute")

    carols.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    assert ends(records) > now() + timedelta(minutes=29)


def test_at_the_end_of_the_day_it_says_so_and_lets_work_go_on(
    carols: Page, records: Session
) -> None:
    dialog = carols.get_by_role("dialog")
    begun(records, hours=11, minutes=56)
    lasts(records, minutes=4)
    warned(carols)
    expect(dialog).to_be_visible()
    carols.keyboard.press("Enter")
    expect(dialog).to_contain_text("for as long as one may be")

    carols.get_by_role("button", name="I have understood").click()
    expect(dialog).to_be_hidden()
    pause(carols, 21_000)

    expect(dialog).to_be_hidden()


def test_when_it_has_ended_the_page_is_hidden(carols: Page, records: Session) -> None:
    expect(carols.get_by_text("Pat Doe").first).to_be_visible()
    lasts(records, seconds=-1)
    warned(carols)

    expect(
        carols.get_by_role("heading", name="You have been signed out")
    ).to_be_visible()
    expect(carols.get_by_text("Pat Doe").first).to_be_hidden()
    expect(carols.get_by_role("link", name="Sign in")).to_be_visible()
    assert Axe().run(carols, options=RULES).response["violations"] == []


def test_what_is_typed_stays_in_sight_and_can_be_sent_after_signing_in(
    carols: Page, records: Session, site: Site
) -> None:
    note = carols.locator('form[action$="/note"] textarea')
    carols.locator("details", has=note).locator("summary").click()
    note.fill("A long thought.")
    lasts(records, seconds=-1)
    warned(carols)
    expect(carols.get_by_text("was not saved")).to_be_visible()
    expect(note).to_have_value("A long thought.")


def test_whoever_is_at_work_is_not_warned(carols: Page, records: Session) -> None:
    pause(carols, 2 * MINUTE)
    lasts(records, minutes=4)

    with carols.expect_response("**/intake/time"):
        carols.keyboard.press("Tab")

    assert ends(records) > now() + timedelta(minutes=29)
