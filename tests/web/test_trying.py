"""A version is tried on its examples, and what cannot be tried says so."""

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import screenings
from tests.browser import Browser
from tests.web.reading import section
from tests.web.test_staff import BROKEN, RULES
from tests.web.trying import BOUND, CAUTIONS, IN_FORCE, path, rewrite, trees


def test_the_page_of_a_version_leads_to_trying_it(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(office.link("Try this version"))

    assert office.path == path(wording)
    assert "Every example comes out as it says." in office.text


@pytest.mark.parametrize("rule", ["under-18", "long-osteoarthritis-pattern"])
def test_every_example_of_a_rule_is_shown_with_what_came_out_and_its_tree(
    office: Browser, rule: str
) -> None:
    office.open(IN_FORCE).press("Show them", rule=rule)

    (found,) = [
        each
        for each in screenings.read(screenings.shipped_files()).rules
        if each.id == rule
    ]
    shown = section(office, "examples")
    assert shown.count("Comes out as it says") == len(found.examples)
    assert len(trees(office)) == len(found.examples)
    for example in found.examples:
        assert f"expect: {example.expect} }}" in shown
    assert "✓" in shown
    assert "✗" in shown


def test_an_example_that_comes_out_otherwise_is_named_first(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    rewrite(session, wording, sam, BOUND, "less_than: 17")

    office.open(path(wording))
    assert "come out otherwise than they say" in office.text
    office.open(office.link("Under 18"))

    shown = section(office, "examples")
    assert "Under 18: 1 of 2" in shown
    assert "Says raised and comes out not raised." in shown


def test_a_version_that_cannot_be_read_leads_to_what_is_wrong(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    rewrite(session, wording, sam, wording.files[CAUTIONS], BROKEN)

    office.open(path(wording))
    assert "cannot be tried yet" in office.title
    office.post(path(wording), age="17")
    assert "cannot be tried yet" in office.title
    office.open(office.link("See what is wrong"))
    assert "problems to solve" in office.text


@pytest.mark.parametrize("number", ["99", str(2**31), "9" * 30])
def test_a_version_nobody_wrote_cannot_be_tried(office: Browser, number: str) -> None:
    assert office.open(f"{RULES}/{number}/try").status == 404


def test_a_rule_that_there_is_not_is_not_shown(office: Browser) -> None:
    office.open(f"{RULES}/1/try?rule=nothing&explain=nothing")

    assert office.status == 200
    assert trees(office) == []


# On a patient who is made up
