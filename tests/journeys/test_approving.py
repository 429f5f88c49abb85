"""A draft of the rules goes to a colleague, into force, and back."""

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import Audience
from intake.workflow import rule_sets, screenings
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site, opened

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


FILE = "joint.yaml"


def number_in_force(records: Session) -> int | None:
    number = screenings.in_force(records).number
    records.rollback()  # an open transaction would keep the browsers waiting
    return number


@pytest.mark.parametrize("width", [390, 1280])
def test_a_colleague_approves_it_is_in_force_and_is_brought_back(
    chrome: Browser, site: Site, records: Session, width: int
) -> None:
    sam, tess = (site.user(name, Audience.STAFF) for name in ("Sam", "Tess"))
    with opened(chrome, site, width) as one, opened(chrome, site, width) as other:
        hands.sign_in(one, sam)
        hands.press(one, "Write a new version")
        draft = queries.rule_set_versions(records)[0]
        text = draft.files[FILE].replace("title: ", "title: Sam's ", 1)
        seen = draft.revision
        rule_sets.revise(records, draft, FILE, text, sam, seen=seen, at=make.NOON)
        make.replayed(records, draft, sam)
        address = f"/staff/rules/{draft.id}"
        records.commit()
        one.goto(address)
        one.get_by_label("Why should the rules change?").fill("It is clearer.")
        hands.press(one, "Ask for approval")
        fits(one)

        hands.sign_in(other, tess)
        with other.expect_navigation():
            other.get_by_role("region").get_by_role("link").click()
        hands.press(other, "Approve this text")
        fits(other)
        assert number_in_force(records) == 1

        one.goto(address)
        hands.press(one, "Publish")
        expect(one.get_by_role("status")).to_contain_text("Version 2 is published")
        assert number_in_force(records) == 2

        hands.follow(one, "Version 1")
        one.get_by_text("Bring version 1 back").click()
        one.get_by_label("Why is it brought back?").fill("Too many alarms.")
        hands.press(one, "Bring it back now")
        expect(one.get_by_role("status")).to_contain_text("Version 3 is published")
        expect(one.locator("main")).to_contain_text("Brings back version 1: Too many")
        fits(one)
        assert number_in_force(records) == 3


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    width = page.viewport_size
    assert width is not None
    box = page.locator("body").bounding_box()
    assert box is not None
    assert box["width"] <= width["width"]
