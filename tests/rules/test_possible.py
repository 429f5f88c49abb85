"""What can never hold, what always does, and which rule makes another needless."""

from datetime import date
from random import Random
from typing import Any

import pytest

from intake.rules.conditions import AllOf, AnyOf, Condition, Not, Test, truth
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
