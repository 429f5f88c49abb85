"""Two hundred patients, the same ones each time."""

from collections import Counter
from datetime import date

import pytest

from intake import rules
from intake.demo.archetypes import ARCHETYPES
from intake.demo.patients import DemoPatient, patients
from intake.rules import Screening
from intake.workflow import screenings

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def many() -> list[DemoPatient]:
    return patients(200, 20_261, TODAY)


@pytest.fixture(scope="module")
def screened(many: list[DemoPatient]) -> list[Screening]:
    rule_set = screenings.read(screenings.shipped_files())
    catalogue = screenings.catalogue()
    return [
        rules.screen(rule_set, screenings.facts_of(each.answers, TODAY), catalogue)
        for each in many
    ]


def test_the_same_seed_gives_the_same_patients(many: list[DemoPatient]) -> None:
    again = patients(200, 20_261, TODAY)

    assert again == many
    assert again[0].answers == many[0].answers


def test_another_seed_gives_others(many: list[DemoPatient]) -> None:
    assert patients(200, 1, TODAY) != many


@pytest.mark.parametrize("n", [0, 1, 5, 61])
def test_as_many_come_as_are_asked_for(n: int) -> None:
    assert len(patients(n, 3, TODAY)) == n


def test_no_two_share_an_address(many: list[DemoPatient]) -> None:
    assert len({each.wishes["email"] for each in many}) == 200


def test_every_archetype_comes_before_any_comes_again(many: list[DemoPatient]) -> None:
    assert {each.archetype.name for each in many} == {a.name for a in ARCHETYPES}


def test_only_drafts_leave_pages_out(many: list[DemoPatient]) -> None:
    assert all((each.pages_left > 0) is (each.outcome == "draft") for each in many)


def test_a_29th_of_february_has_patients_too() -> None:
    assert len(patients(5, 2, date(2028, 2, 29))) == 5


def test_as_many_need_help_as_in_a_clinic(screened: list[Screening]) -> None:
    priorities = Counter(each.priority for each in screened)
    raised = [{f.rule.kind for f in each.flags if f.outcome} for each in screened]
    alarms = priorities["emergency"] + priorities["urgent"]

    assert 6 <= alarms <= 16
    assert 30 <= sum("contraindication" in kinds for kinds in raised) <= 60
    assert priorities["none"] >= 4


def test_every_group_and_strength_has_patients(screened: list[Screening]) -> None:
    candidates = Counter(
        (finding.rule.flag, finding.rule.strength)
        for screening in screened
        for finding in screening.flags
        if finding.rule.kind == "candidate"
    )

    assert len(candidates) == 8
    assert min(candidates.values()) >= 3
