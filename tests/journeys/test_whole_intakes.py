"""Whole intakes with JavaScript off: on every screen, in Spanish, with a change of
mind, and with a server that was stopped and started again on the way."""

from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.models import Status, Submission
from intake.web.languages import catalogue
from intake.workflow import submissions
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site, opened
from tests.make import KNEE

pytestmark = [pytest.mark.browser, pytest.mark.new_database]

CHECK, SEND, RECEIPT = "/intake/check", "Send to the clinic", "/intake/receipt"
THREE: dict[str, Any] = {
    **KNEE,
    "regions": ["knee_right_front", "lower_back_middle", "shoulder_left_front"],
    "worst_area": "lower_back:middle",
}
LEFT = {**KNEE, "regions": ["knee_left_front"], "pain_now": "3"}


def kept(records: Session) -> dict[str, Any]:
    """The answers of the one patient, as they are stored by now."""
    records.expire_all()
    found = submissions.answers_of(records.scalars(select(Submission)).one())
    records.rollback()
    return dict(found)


def of_the_patient(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Without those that are about a place, and without the places."""
    places = ("areas", "regions", "own_sides")
    return {k: v for k, v in answers.items() if k not in places}


@ON_ONE_DATABASE
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("given", [KNEE, THREE], ids=["one place", "three places"])
def test_an_intake_is_sent_and_no_page_of_it_is_wider_than_the_screen(
    chrome: Browser, site: Site, records: Session, given: dict[str, Any], width: int
) -> None:
    wide: list[str] = []

    def look() -> None:
        taken = page.evaluate("document.documentElement.scrollWidth")
        wide.extend([f"{page.url}: {taken} px"] if taken > width else [])

    with opened(chrome, site, width) as page:
        page.goto("/")
        look()
        hands.follow(page, "Start now")
        while hands.path(page) != CHECK:
            look()
            hands.answer(page, given)
        look()
        hands.press(page, SEND)
        look()
        assert hands.path(page) == RECEIPT

    assert wide == []
    assert kept(records) == make.answers(**given)


@ON_ONE_DATABASE
def test_in_spanish_from_the_first_page_to_the_receipt_by_way_of_english(
    phone: Page, records: Session
) -> None:
    say = catalogue("es").gettext
    phone.goto("/")
    hands.follow(phone, "Español")
    hands.follow(phone, say("Start now"))
    hands.walk(phone, KNEE, CHECK, say("Continue"))
    answers = phone.locator("main dd:not(.change)")
    expect(phone.locator("html")).to_have_attribute("lang", "es")
    in_spanish, before = answers.count(), kept(records)

    hands.follow(phone, "English")

    expect(phone.locator("html")).to_have_attribute("lang", "en")
    assert answers.count() == in_spanish
    expect(answers.get_by_text("right knee").first).to_be_visible()
    assert kept(records) == before == make.answers()
    hands.follow(phone, "Español")
    hands.press(phone, say(SEND))
    assert hands.path(phone) == RECEIPT
    expect(phone.locator("html")).to_have_attribute("lang", "es")
    sent = records.scalars(select(Submission)).one()
    assert (sent.status, sent.language) == (Status.SENT, "es")


@ON_ONE_DATABASE
def test_a_place_changed_on_the_check_page_is_asked_about_and_nothing_else(
    phone: Page, records: Session
) -> None:
    phone.goto("/intake/start")
    first = hands.walk(phone, KNEE, CHECK)
    before = kept(records)
    phone.locator('a[href$="#question-regions"]').click()
    phone.locator('[value="knee_right_front"]').uncheck()

    again = hands.walk(phone, LEFT, CHECK)

    # The places, then once more which side it is, then all about the new place.
    about = [each for each in first if each[-2:] == "/1"]
    assert again == ["/intake/where", "/intake/where", *about]
    after = kept(records)
    assert list(after["areas"]) == ["knee:left"]
    assert after["areas"]["knee:left"]["pain_now"] == 3
    assert of_the_patient(after) == of_the_patient(before)
    expect(phone.locator("main")).to_contain_text("left knee")
    expect(phone.locator("main")).not_to_contain_text("right knee")


def test_a_page_that_is_open_while_the_server_starts_again_is_taken(
    site: Site, phone: Page, records: Session
) -> None:
    phone.goto("/intake/start")
    hands.walk(phone, KNEE, "/intake/feels/1")
    before = kept(records)
    hands.fill(phone, KNEE)

    site.stop()
    site.start()
    hands.press(phone, "Continue")

    assert hands.path(phone) == "/intake/changes/1"
    after = kept(records)
    assert of_the_patient(after) == of_the_patient(before)
    here, then = after["areas"]["knee:right"], before["areas"]["knee:right"]
    assert here.items() > then.items()
    assert here["pain_worst"] == 7
