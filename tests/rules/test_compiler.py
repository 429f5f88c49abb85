"""Compiled and walked, a rule set says the same of every patient."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from intake.rules.compiling.compiled_comparisons import COMPARISONS
from intake.rules.compiling.compiler import Judged, compiled, decider
from intake.rules.compiling.explainer import explainer
from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
    facts_named,
    truth,
)
from intake.rules.evidence import evidence
from intake.rules.operators import OPERATORS
from intake.rules.vocabulary import UNKNOWN_VALUES, Fact
from tests.rules.catalogue import CATALOGUE

OF_AREAS = {name for name, fact in CATALOGUE.items() if fact.per_area}
OPERANDS: Mapping[str, Callable[[Fact, Random], Any]] = {
    "values": lambda fact, chance: tuple(
        chance.sample(_words(fact), chance.randint(1, 2))
    ),
    "bound": lambda fact, chance: chance.randint(5, 30),
    "range": lambda fact, chance: tuple(sorted((chance.randint(5, 30), 20))),
}


def condition(chance: Random, depth: int = 3) -> Condition:
    """Any condition that a rule may have, three deep at most."""
    form = chance.choice([Test, Test, AllOf, AnyOf, Not, CountOf, Holds])
    if form is Test or not depth:
        return comparison(chance)
    parts = tuple(condition(chance, depth - 1) for _ in range(chance.randint(1, 4)))
    match form.__name__:
        case "Not":
            return Not(parts[0])
        case "Holds":
            return Holds("a-definition", parts[0])
        case "CountOf":
            return CountOf(chance.randint(1, len(parts)), parts)
        case _:
            return AllOf(parts) if form is AllOf else AnyOf(parts)


def comparison(chance: Random) -> Test:
    fact = chance.choice(list(CATALOGUE.values()))
    suiting = [name for name, each in OPERATORS.items() if fact.kind in each.suits]
    operator = chance.choice(suiting)
    operand = OPERANDS[OPERATORS[operator].takes](fact, chance)
    return Test(fact.name, operator, operand)


def document(chance: Random, *, per_area: bool) -> dict[str, Any]:
    """Answers, and every way in which there is none."""
    names = [name for name in CATALOGUE if (name in OF_AREAS) is per_area]
    some = chance.sample(names, chance.randint(0, len(names)))
    return {name: _said(CATALOGUE[name], chance) for name in some}


def _words(fact: Fact) -> list[Any]:
    return list(fact.values) or list(range(5, 31))


def _said(fact: Fact, chance: Random) -> Any:
    unknown = sorted(UNKNOWN_VALUES)
    if chance.random() < 0.25:
        nothing: list[Any] = [None, *unknown]
        if fact.kind == "many":
            nothing = [None, [], *([each] for each in unknown), unknown]
        return chance.choice(nothing)
    words = _words(fact)
    if fact.kind != "many":
        return chance.choice(words)
    some = [each for each in words if each != "none"]
    return (
        chance.sample(some, chance.randint(1, 2)) if chance.random() < 0.8 else ["none"]
    )


# Ten times twenty-five conditions and a hundred patients: twenty-five thousand pairs.
@pytest.mark.parametrize("seed", range(10))
def test_what_is_compiled_comes_out_as_what_is_walked(seed: int) -> None:
    chance = Random(seed)
    drawn = [condition(chance) for _ in range(25)]
    conditions = [(each, bool(OF_AREAS & facts_named(each))) for each in drawn]
    judge = compiled(conditions, CATALOGUE)

    for _ in range(100):
        facts = document(chance, per_area=False)
        areas = [document(chance, per_area=True) for _ in range(chance.randint(0, 3))]
        assert sorted(judge(facts, areas), key=str) == sorted(
            walked(conditions, facts, areas), key=str
        )


def walked(
    conditions: list[tuple[Condition, bool]],
    facts: Mapping[str, Any],
    areas: list[dict[str, Any]],
) -> list[Judged]:
    found: list[Judged] = []
    for row, (each, per_area) in enumerate(conditions):
        around = [{**facts, **area} for area in areas] if per_area else [facts]
        for number, place in enumerate(around):
            outcome = truth(each, place)
            if outcome is not False:
                found.append((row, number if per_area else None, outcome))
    return found


@pytest.mark.parametrize("seed", range(10))
def test_the_evidence_is_the_same_walked_and_compiled(seed: int) -> None:
    chance = Random(seed)
    for _ in range(25):
        drawn = condition(chance)
        explain = explainer(drawn, CATALOGUE)
        for _ in range(20):
            facts = document(chance, per_area=False) | document(chance, per_area=True)
            found = evidence(drawn, facts, CATALOGUE)
            assert explain(facts, truth(drawn, facts)) == found


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_compiles_for_the_facts_it_suits(operator: str) -> None:
    compiles_for = {kind for kind in COMPARISONS if operator in COMPARISONS[kind]}

    assert compiles_for == OPERATORS[operator].suits


@pytest.mark.parametrize(("operand", "low"), [((12, 18), 12), ((12, 12), 12)])
def test_both_ends_of_between_count(operand: tuple[int, int], low: int) -> None:
    judge = compiled([(Test("age", "between", operand), False)], CATALOGUE)

    assert judge({"age": low}, []) == [(0, None, True)]
    assert judge({"age": low - 1}, []) == []
    assert judge({"age": operand[1]}, []) == [(0, None, True)]
    assert judge({"age": operand[1] + 1}, []) == []


@pytest.mark.parametrize(
    ("operator", "raised"), [("one_of", [12, 14]), ("none_of", [11, 13])]
)
def test_numbers_may_be_listed(operator: str, raised: list[int]) -> None:
    judge = compiled([(Test("age", operator, (12, 14)), False)], CATALOGUE)

    assert [age for age in range(11, 15) if judge({"age": age}, [])] == raised
    assert judge({}, []) == [(0, None, None)]


def test_a_count_of_none_holds() -> None:
    """What is left of a count of one, when a part of it is looked at alone."""
    assert decider(CountOf(0, ()), CATALOGUE)({}) is True


def test_what_was_compiled_for_one_catalogue_is_not_taken_for_another() -> None:
    """Conditions that are equal share a function, as long as they mean the same."""
    asked = [(Test("site", "none_of", ("knee",)), True)]
    of_the_patient = {"site": replace(CATALOGUE["site"], per_area=False)}

    for _ in range(2):
        assert compiled(asked, CATALOGUE)({"site": "hip"}, [{}]) == [(0, 0, None)]
        assert compiled(asked, of_the_patient)({"site": "hip"}, [{}]) == [(0, 0, True)]
