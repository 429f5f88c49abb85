"""The whole house in one walk: Pat answers, the rules decide, Carol reads why."""

import pytest
from playwright.sync_api import Page, expect

from intake.records.accounts import Audience
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.make import KNEE, SADDLE

pytestmark = [pytest.mark.browser, pytest.mark.new_database]


def test_two_years_of_knee_pain_reach_the_clinician_with_the_reasons(
    site: Site, phone: Page, desk: Page
) -> None:
    carol = site.user("Carol", Audience.CLINICIAN)
    phone.goto("/")
    hands.follow(phone, "Start now")
    hands.walk(phone, KNEE, "/intake/check")
    expect(phone.get_by_text("right knee").first).to_be_visible()
    hands.press(phone, "Send to the clinic")
    assert hands.path(phone) == "/intake/receipt"

    hands.sign_in(desk, carol)
    hands.follow(desk, "Pat Doe")

    page = desk.locator("main")
    expect(page).to_contain_text("Likely candidate")
    expect(page).to_contain_text("Joint pain")
    expect(page).to_contain_text("right knee")
    expect(page).to_contain_text("104")  # weeks
    hands.act(desk, "accept")
    expect(desk.locator("main")).to_contain_text("Accepted")


def test_saddle_numbness_brings_advice_at_once_and_stands_first_unsent(
    site: Site, phone: Page, desk: Page
) -> None:
    carol = site.user("Carol", Audience.CLINICIAN)
    phone.goto("/intake/start")
    while hands.path(phone) != "/intake/urgent-signs":
        hands.answer(phone, SADDLE)
    hands.answer(phone, SADDLE)

    assert hands.path(phone) == "/intake/advice"
    expect(phone.get_by_role("link", name="112").first).to_be_visible()
    expect(phone.locator("main")).to_contain_text("Do not wait for us")

    hands.sign_in(desk, carol)
    first = desk.locator("main tbody tr").first
    expect(first).to_contain_text("may still change", ignore_case=True)
    expect(first).to_contain_text("no telephone number", ignore_case=True)
    expect(first).to_contain_text("Cauda equina")

    hands.press(phone, "I have read this")
    assert hands.path(phone) != "/intake/advice"


def test_reading_about_the_treatment_leaves_what_is_typed(phone: Page) -> None:
    phone.goto("/intake/start")
    hands.fill(phone, KNEE)

    with phone.expect_popup() as opened:
        phone.get_by_role("link", name="About the treatment").click()

    expect(opened.value.locator("h1")).to_contain_text("About the treatment")
    opened.value.close()
    expect(phone.get_by_label("Year")).to_have_value("1964")
    hands.press(phone, "Continue")
    assert hands.path(phone) == "/intake/where"


def test_the_page_about_the_treatment_is_read_whole_on_a_phone(phone: Page) -> None:
    phone.goto("/")
    phone.locator("main").get_by_role("link", name="about the treatment").click()
    phone.get_by_role("link", name="What can go wrong").click()

    expect(phone.locator("#risks")).to_be_in_viewport()
    phone.get_by_role("link", name="To the start page").click()
    expect(phone.get_by_role("link", name="Start now")).to_be_visible()
