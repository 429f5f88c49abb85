"""An earlier version is brought back from its page, with a reason."""

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from tests import make
from tests.browser import Browser
from tests.web.test_approvals import box, here, offers, reworded
from tests.web.test_staff import RULES, number_in_force


@pytest.fixture
def second(session: Session, wording: RuleSetVersion, sam: User) -> RuleSetVersion:
    """Version 2, in force."""
    reworded(session, wording, sam)
    make.published(session, wording, sam)
    return wording


BACK = "Bring it back now"


def test_an_earlier_version_is_brought_back_with_its_reason(
    office: Browser, session: Session, second: RuleSetVersion
) -> None:
    office.open(f"{RULES}/1").press(BACK, why="Too many alarms.")

    assert "Version 3 is published" in office.text
    assert "Brings back version 1: Too many alarms." in office.text
    assert number_in_force(session) == 3
    office.open(office.link("Version 3"))
    assert "Brings back version 1: Too many alarms." in office.text
    assert not offers(office, BACK)  # it is in force
    office.open(here(second))
    assert offers(office, BACK)


def test_brought_back_without_a_reason_it_says_so(
    office: Browser, session: Session, second: RuleSetVersion
) -> None:
    office.open(f"{RULES}/1").press(BACK)

    assert office.status == 422
    assert "Say why it is brought back." in office.text
    assert number_in_force(session) == 2


def test_of_two_who_bring_back_the_second_is_told_with_the_words_kept(
    office: Browser, session: Session, second: RuleSetVersion
) -> None:
    office.open(f"{RULES}/1")
    stale = office.tree
    office.press(BACK, why="First.")
    office.tree = stale

    office.press(BACK, why="Second.")

    assert office.status == 409
    assert "Version 3 was published meanwhile" in office.text
    assert box(office, "why") == "Second."
    assert number_in_force(session) == 3
