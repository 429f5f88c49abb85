"""Without a mouse, and with JavaScript off: from the first page to the receipt."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.models import Status, Submission
from intake.workflow import submissions
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE
from tests.journeys.keyboard import Keyboard
from tests.make import KNEE

# The keys are the browser's matter: what is stored is as from any other hand.
pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


def test_an_intake_is_sent_and_the_focus_is_always_seen_and_goes_down_the_page(
    phone: Page, records: Session
) -> None:
    keyboard = Keyboard(phone)
    phone.goto("/")
    assert keyboard.tab().words == "Skip to the main part"
    keyboard.press("Start now")

    while hands.path(phone) != "/intake/check":
        keyboard.answer(KNEE)
    keyboard.press("Send to the clinic")

    assert hands.path(phone) == "/intake/receipt"
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    assert keyboard.found == []
    sent = records.scalars(select(Submission)).one()
    assert sent.status is Status.SENT
    assert submissions.answers_of(sent) == make.answers()


def test_the_skip_link_leads_past_the_languages_to_the_questions(phone: Page) -> None:
    keyboard = Keyboard(phone)
    phone.goto("/intake/start")
    keyboard.tab()
    phone.keyboard.press("Enter")

    assert keyboard.tab().words.startswith("All sections")
    assert keyboard.tab().name == "filled_in_by"


@pytest.mark.parametrize("field", ["date_of_birth-year", "filled_in_by", "consent"])
def test_enter_in_a_field_goes_on_and_never_changes_the_language(
    phone: Page, field: str
) -> None:
    phone.goto("/intake/start")
    hands.fill(phone, KNEE)
    phone.locator(f'[name="{field}"]').first.focus()

    Keyboard(phone).enter()

    assert hands.path(phone) == "/intake/where"
    expect(phone.locator("html")).to_have_attribute("lang", "en")
