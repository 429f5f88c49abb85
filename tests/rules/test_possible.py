"""What can never hold, what always does, and which rule makes another needless."""

from datetime import date
from itertools import combinations, product
from math import prod
from random import Random
from typing import Any

import pytest

from intake.rules import Fact
from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Not,
    Test,
    facts_named,
    truth,
)
from intake.rules.examining.possible import Budget, Subject, TooLong, possible
from tests.rules.catalogue import CATALOGUE
from tests.rules.test_compiler import condition as random_condition
from tests.rules.test_compiler import document

TODAY = date(2026, 11, 24)
OLD = Test("age", "at_least", 50)
YOUNG = Test("age", "less_than", 50)
NUMB = Test("saddle_numbness", "one_of", ("yes",))


def found(condition: Condition, wanted: bool) -> Any:
    return possible(Subject(condition, CATALOGUE), wanted, Budget(10_000_000))


@pytest.mark.parametrize(
    "condition",
    [
        AllOf((OLD, YOUNG)),
        AllOf((NUMB, Not(NUMB))),
        Test("age", "more_than", 120),
        AllOf(
            (
                Test("conditions", "includes_all", ("gout", "diabetes")),
                Test("conditions", "none_of", ("gout",)),
            )
        ),
        Test("saddle_numbness", "none_of", ("yes", "no")),
    ],
    ids=["bounds", "and its opposite", "past the range", "a list", "every answer"],
)
def test_what_can_never_hold_is_found_and_its_opposite_always_holds(
    condition: Condition,
) -> None:
    assert found(condition, wanted=True) is None
    assert found(Not(condition), wanted=False) is None


ALONE = Test("conditions", "one_of", ("gout", "diabetes"))
TOGETHER = Test("conditions", "includes_all", ("gout", "diabetes"))


@pytest.mark.parametrize(
    ("condition", "wanted"),
    [
        (AllOf((ALONE, Not(TOGETHER))), True),
        (AnyOf((Not(ALONE), TOGETHER)), False),
        (Test("duration_weeks", "less_than", 0.4), True),
        (Test("duration_weeks", "at_least", 0.4), False),
        (Test("duration_weeks", "more_than", 5199.8), True),
    ],
    ids=["one of two", "not both", "near its start", "nearly always", "near its end"],
)
def test_answers_near_an_end_and_words_that_stand_together_are_tried(
    condition: Condition, wanted: bool
) -> None:
    assert found(condition, wanted=wanted) is not None


def every_answer(fact: Fact) -> list[Any]:
    """All answers to a question, as far as random conditions can tell them apart."""
    if fact.kind == "number":
        step, ends = (1 if fact.whole else 0.5), [fact.low, fact.high]
        return [*ends, *(4 + step * n for n in range(int(28 / step)))]
    words = [word for word in fact.values if word != "none"]
    if fact.kind == "choice":
        return list(fact.values)
    sets = [list(c) for n in (1, 2, 3) for c in combinations(words, n)]
    return [*sets, ["none"]]


@pytest.mark.parametrize("seed", range(150))
def test_where_none_are_found_no_patient_at_all_has_such(seed: int) -> None:
    chance = Random(seed)
    condition = random_condition(chance, depth=2)
    named = sorted(facts_named(condition))
    answers = [every_answer(CATALOGUE[name]) for name in named]
    if prod(map(len, answers)) > 20_000:
        return
    outcomes = {
        truth(condition, dict(zip(named, given, strict=True)))
        for given in product(*answers)
    }

    for wanted in (True, False):
        assert (found(condition, wanted=wanted) is not None) is (wanted in outcomes)


def test_what_is_found_can_be_written_in_a_rule_file() -> None:
    facts = found(AllOf((OLD, Test("bmi", "less_than", 32.3))), wanted=True)

    assert all(len(str(each)) < 6 for each in facts.values())


@pytest.mark.parametrize("seed", range(60))
def test_answers_that_are_found_make_it_come_out_so(seed: int) -> None:
    """And where none are found, a thousand random patients find none either."""
    chance = Random(seed)
    condition = random_condition(chance, depth=2)
    for wanted in (True, False):
        facts = found(condition, wanted=wanted)
        if facts is not None:
            assert truth(condition, facts) is wanted
            continue
        for _ in range(1_000):
            facts = document(chance, per_area=False) | document(chance, per_area=True)
            assert truth(condition, facts) is not wanted


def test_past_its_budget_nothing_is_claimed() -> None:
    many = AllOf(
        tuple(
            Test(name, "one_of", tuple(CATALOGUE[name].values)[:1])
            for name in CATALOGUE
            if CATALOGUE[name].values
        )
    )

    undecided = AnyOf((many, AllOf((OLD, YOUNG))))

    with pytest.raises(TooLong):
        possible(Subject(undecided, CATALOGUE), True, Budget(300))
