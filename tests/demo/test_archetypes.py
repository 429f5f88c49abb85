"""Every kind of patient walks the whole questionnaire and raises what it stands for."""

from datetime import date
from functools import cache

import pytest

from intake import rules
from intake.demo.archetype import OUTCOMES, Archetype
from intake.demo.archetypes import ARCHETYPES
from intake.demo.patients import DemoPatient, patient
from intake.demo.people import dice
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.facts import facts as facts_of
from intake.rules import FLAGS, KINDS, Finding
from intake.workflow import screenings

TODAY = date(2026, 11, 24)
BY_NAME = {each.name: each for each in ARCHETYPES}


@cache
def drawn(name: str, seed: int) -> DemoPatient:
    return patient(BY_NAME[name], 1, dice(seed), TODAY)


@cache
def flags(name: str, seed: int) -> tuple[Finding, ...]:
    document = facts_of(drawn(name, seed).answers, TODAY)
    facts = rules.read_facts(document, screenings.catalogue())
    rule_set = screenings.read(screenings.shipped_files())
    return rules.screen(rule_set, facts).flags


every_archetype = pytest.mark.parametrize(
    "archetype", ARCHETYPES, ids=[each.name for each in ARCHETYPES]
)


@every_archetype
@pytest.mark.parametrize("seed", [1, 2])
def test_an_archetype_answers_everything_and_raises_its_flags(
    archetype: Archetype, seed: int
) -> None:
    answers = drawn(archetype.name, seed).answers
    raised = {finding.rule.flag for finding in flags(archetype.name, seed)}

    assert QUESTIONNAIRE.first_unanswered(answers, TODAY) is None
    assert archetype.shows <= raised


@every_archetype
def test_an_archetype_wishes_for_nothing_that_it_is_not_asked(
    archetype: Archetype,
) -> None:
    answers = drawn(archetype.name, 1).answers
    of_areas = list(answers["areas"].values())

    assert archetype.wishes.keys() - {"pregnancy"} <= answers.keys()
    for area, given in zip(archetype.areas, of_areas, strict=True):
        assert area.wishes.keys() <= given.keys()


@every_archetype
def test_an_archetype_that_needs_no_help_elsewhere_raises_no_alarm(
    archetype: Archetype,
) -> None:
    def is_alarm(flag: str) -> bool:
        return KINDS[FLAGS[flag].kind].advises_patient

    raised = {finding.rule.flag for finding in flags(archetype.name, 2)}

    assert any(map(is_alarm, raised)) is any(map(is_alarm, archetype.shows))


@every_archetype
def test_a_place_belongs_to_a_group_once(archetype: Archetype) -> None:
    candidates = [
        (finding.rule.flag, finding.area)
        for finding in flags(archetype.name, 1)
        if finding.rule.kind == "candidate"
    ]

    assert len(set(candidates)) == len(candidates)


def test_there_is_a_patient_for_every_grave_flag_and_every_group() -> None:
    shown = frozenset().union(*(each.shows for each in ARCHETYPES))

    assert shown == FLAGS.keys()


def test_somebody_has_nothing_at_all() -> None:
    assert flags("an ache in the forearm, and nothing else", 1) == ()


def test_every_outcome_is_known() -> None:
    assert {each for kind in ARCHETYPES for each in kind.outcomes} == set(OUTCOMES)
