"""The shipped rules on the library of cases, and the library itself."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import combinations
from typing import Any

import pytest

from intake import rules
from intake.config import ROOT
from intake.questionnaire.facts import fits
from intake.rules import FLAGS, KINDS, Judged
from intake.rules.cases import Case
from intake.rules.facts import AREAS
from intake.workflow import screenings
from tests.shipped import shipped

LIBRARY = ROOT / "tests" / "rules" / "cases"
LEAST_DIFFERENCE = 3
IMPLIED = "implied"
# The file, what stands there, what it becomes, and the flag that suffers: slips of a
# hand that a reader might not notice.
WORSE: dict[str, tuple[str, str, str, str]] = {
    "a sign is lost": (
        "emergency_nerves.yaml",
        "bladder_change: [retention, no_feeling]",
        "bladder_change: [no_feeling]",
        "cauda_equina",
    ),
    "unknown is taken for no": (
        "emergency_nerves.yaml",
        'if_unknown: raise\n    because: "Saddle numbness',
        'because: "Saddle numbness',
        "cauda_equina",
    ),
    "any becomes all": (
        "urgent_cancer_and_children.yaml",
        "any:\n        - weight_loss_unplanned: yes\n        - new_lump: yes",
        "all:\n        - weight_loss_unplanned: yes\n        - new_lump: yes",
        "cancer_suspected",
    ),
    "an age slips by a digit": (
        "emergency_vessels.yaml",
        "- age: { at_least: 50 }\n        - new_headache_jaw_or_vision: yes",
        "- age: { at_least: 80 }\n        - new_headache_jaw_or_vision: yes",
        "gca",
    ),
    "a contraindication is turned round": (
        "contraindications.yaml",
        "when: { blood_thinner: yes }",
        "when: { blood_thinner: no }",
        "anticoagulant",
    ),
    "a threshold moves": (
        "urgent_bones_and_tendons.yaml",
        "- site: [chest, buttock]\n        - duration_weeks: { at_most: 12 }",
        "- site: [chest, buttock]\n        - duration_weeks: { at_most: 1 }",
        "tendon_rupture",
    ),
    "a pattern is raised for everybody": (
        "tendon_ligament.yaml",
        "any:\n        - holds: a-tendon-pattern\n        - holds: a-ligament-pattern\n"
        "    because",
        "duration_weeks: { at_least: 0 }\n    because",
        "tendon_ligament",
    ),
}


@cache
def cases() -> tuple[Case, ...]:
    files = {each.name: each.read_text("utf-8") for each in LIBRARY.glob("*.yaml")}
    return screenings.read_cases(files)


@cache
def judged() -> tuple[Judged, ...]:
    return rules.judge_cases(shipped(), cases())


def test_the_library_is_judged_as_well_as_is_wanted() -> None:
    assert rules.shortfalls(judged()) == []


def test_what_must_stay_open_stays_open() -> None:
    dropped = {each.case.name: each.case.open & each.missed for each in judged()}

    assert {name: flags for name, flags in dropped.items() if flags} == {}


def test_what_must_be_raised_is_not_merely_left_open() -> None:
    """Left open counts as neither found nor missed: the recall would not tell."""
    unsure = {each.case.name: each.case.must & each.not_ruled_out for each in judged()}

    assert {name: flags for name, flags in unsure.items() if flags} == {}


@pytest.mark.parametrize("worse", WORSE.values(), ids=WORSE)
def test_a_rule_changed_for_the_worse_fails(worse: tuple[str, str, str, str]) -> None:
    """A case notices, whatever the rule's own examples say."""
    path, right, wrong, flag = worse
    files = screenings.shipped_files()
    assert files[path].count(right) == 1

    changed = screenings.read({**files, path: files[path].replace(right, wrong)})

    after = rules.judge_cases(changed, cases())
    assert rules.shortfalls(after) != []
    assert wrongly_judged(after, flag) - wrongly_judged(judged(), flag)


def wrongly_judged(judged: Iterable[Judged], flag: str) -> set[str]:
    return {each.case.name for each in judged if flag in each.missed | each.false}


def test_there_are_cases_enough() -> None:
    assert len(cases()) >= 150
    assert sum(bool(case.open) for case in cases()) >= 30


def test_no_two_cases_are_nearly_the_same() -> None:
    facts = {case.name: flat(case.facts) for case in cases()}
    alike = [
        (one, other)
        for one, other in combinations(facts, 2)
        if differences(facts[one], facts[other]) < LEAST_DIFFERENCE
    ]

    assert alike == []


def flat(facts: Mapping[str, Any]) -> dict[tuple[int, str], str]:
    """Each fact by the number of its area (0: the patient's own) and its name."""
    places = {0: facts, **dict(enumerate(facts[AREAS], start=1))}
    return {
        (number, name): str(value)
        for number, place in places.items()
        for name, value in place.items()
        if name not in {AREAS, IMPLIED}
    }


def differences(
    one: Mapping[tuple[int, str], str], other: Mapping[tuple[int, str], str]
) -> int:
    return sum(one.get(key) != other.get(key) for key in {**one, **other})


def test_every_flag_is_wanted_by_a_case_and_a_grave_one_by_two() -> None:
    wanted = Counter(flag for case in cases() for flag in case.must)

    assert FLAGS.keys() - wanted.keys() == set()
    grave = [n for n, flag in FLAGS.items() if KINDS[flag.kind].advises_patient]
    assert [flag for flag in grave if wanted[flag] < 2] == []


def test_every_kind_of_flag_may_stay_open() -> None:
    left_open = {FLAGS[flag].kind for case in cases() for flag in case.open}

    assert left_open == {n for n, kind in KINDS.items() if kind.may_raise_unknown}


def test_there_are_ordinary_patients_with_nothing_at_all() -> None:
    assert sum(not case.must and not case.open for case in cases()) >= 5


def test_the_young_the_old_and_the_pregnant_are_there() -> None:
    ages = [case.facts["age"] for case in cases() if "age" in case.facts]

    assert sum(age < 18 for age in ages) >= 10
    assert sum(age >= 75 for age in ages) >= 10
    assert sum(case.facts.get("pregnancy") == "pregnant" for case in cases()) >= 1
    assert sum(len(case.facts[AREAS]) > 1 for case in cases()) >= 10


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_an_area_has_only_answers_that_are_offered_for_it(case: Case) -> None:
    patient = {name: each for name, each in case.facts.items() if name != AREAS}
    odd = [
        name
        for area in case.facts[AREAS]
        for name, answer in area.items()
        if (offers := fits(name)) and not offers(answer, {**patient, **area})
    ]

    assert odd == []
