"""Two hundred patients, the same ones each time."""

from collections import Counter
from datetime import date
from typing import TypeAlias

import pytest

from intake import rules
from intake.demo.archetypes import ARCHETYPES
from intake.demo.patients import DemoPatient, patients
from intake.questionnaire.facts import facts as facts_of
from intake.rules import RuleSet
from intake.workflow import screenings

TODAY = date(2026, 11, 24)

Flag: TypeAlias = tuple[str, str, str | None]  # kind, name, strength


@pytest.fixture(scope="module")
def many() -> list[DemoPatient]:
    return patients(200, 20_261, TODAY)


@pytest.fixture(scope="module")
def raised(many: list[DemoPatient]) -> list[set[Flag]]:
    """For each patient what the rules raise."""
    rule_set = screenings.read(screenings.shipped_files())
    return [_raised(rule_set, each) for each in many]


def _raised(rule_set: RuleSet, somebody: DemoPatient) -> set[Flag]:
    screening = rules.screen(rule_set, facts_of(somebody.answers, TODAY))
    return {
        (each.rule.kind, each.rule.flag, each.rule.strength)
        for each in screening.findings
        if each.outcome
    }


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


def test_as_many_need_help_as_in_a_clinic(raised: list[set[Flag]]) -> None:
    kinds = [{kind for kind, _, _ in each} for each in raised]
    alarms = sum(bool(each & {"emergency", "urgent"}) for each in kinds)

    assert 6 <= alarms <= 16
    assert 30 <= sum("contraindication" in each for each in kinds) <= 60
    assert kinds.count(set()) >= 4


def test_every_group_and_strength_has_patients(raised: list[set[Flag]]) -> None:
    candidates = Counter(
        (flag, strength)
        for each in raised
        for kind, flag, strength in each
        if kind == "candidate"
    )

    assert len(candidates) == 8
    assert min(candidates.values()) >= 3
