"""What a rule may ask is looked up by its words."""

from intake.workflow import screenings
from tests.browser import Browser
from tests.web.test_staff import RULES


def test_everything_a_rule_may_ask_is_found_by_its_words(office: Browser) -> None:
    office.open(f"{RULES}/facts")
    assert f"{len(screenings.catalogue())} facts" in office.text

    office.press("Look it up", words="steroid INJECTION")

    assert "last_steroid_injection" in office.text
    assert "under_3_months" in office.text
    assert "hba1c_percent" not in office.text


def test_what_no_fact_has_is_said_and_shown_as_it_was_typed(office: Browser) -> None:
    office.open(f"{RULES}/facts").press("Look it up", words="<b>nothing</b>")

    assert "0 facts with “<b>nothing</b>”. Try one word" in office.text


def test_a_number_is_found_with_its_unit_and_its_bounds(office: Browser) -> None:
    office.open(f"{RULES}/facts?words=duration_weeks")

    assert "A number from 0 to 6240 weeks, for each painful area." in office.text
    assert "at_least" in office.text
