"""What can never hold, what always does, and which rule makes another needless."""

from datetime import date
from random import Random
from typing import Any

import pytest

from intake.rules.check import check
from intake.rules.conditions import AllOf, AnyOf, Condition, Not, Test, truth
from intake.rules.possible import Budget, TooLong, possible
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set
from tests.rules.test_compiler import condition as random_condition
from tests.rules.test_compiler import document

TODAY = date(2026, 11, 24)
OLD = Test("age", "at_least", 50)
YOUNG = Test("age", "less_than", 50)
NUMB = Test("saddle_numbness", "one_of", ("yes",))


def found(condition: Condition, wanted: bool) -> Any:
    return possible(condition, wanted, CATALOGUE, Budget(1_000_000))


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

    with pytest.raises(TooLong):
        possible(AnyOf((many, AllOf((OLD, YOUNG)))), True, CATALOGUE, Budget(3))


def codes(*rules: Any, today: date = TODAY, **more: Any) -> list[tuple[str, str]]:
    return [(each.code, each.rule) for each in check(rule_set(*rules, **more), today)]


NEVER = {"all": [{"age": {"at_least": "50"}}, {"age": {"less_than": "50"}}]}
ALWAYS = {"any": [{"age": {"at_least": "50"}}, {"age": {"less_than": "50"}}]}


def test_good_rules_raise_no_doubt() -> None:
    assert codes(RULE, CANDIDATE) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"when": NEVER}, "never-holds"),
        ({"when": ALWAYS}, "always-holds"),
        ({"review_by": "2026-10"}, "review-due"),
        ({"because": "Numb."}, "bare-reason"),
    ],
)
def test_each_doubt_is_named_at_its_rule(changes: dict[str, Any], code: str) -> None:
    assert codes(rule(**changes)) == [(code, "numb-saddle")]


def test_a_condition_that_never_holds_is_an_error_and_a_due_review_is_not() -> None:
    doubts = check(rule_set(rule(when=NEVER, review_by="2026-10")), TODAY)

    assert {each.code: each.severity for each in doubts} == {
        "never-holds": "error",
        "review-due": "warning",
    }


def test_a_review_is_due_when_its_month_is_over() -> None:
    assert codes(rule(review_by="2026-11")) == []


def test_a_definition_that_no_rule_uses_is_named() -> None:
    assert codes(RULE, definitions={"unused": {"age": "5"}}) == [
        ("unused-definition", "")
    ]


def test_a_rule_that_a_wider_one_makes_needless_is_named() -> None:
    narrow = rule(
        id="narrow",
        when={"all": [{"saddle_numbness": "yes"}, {"age": {"at_least": "50"}}]},
        because="{saddle_numbness}",
    )

    assert codes(narrow, RULE) == [("needless", "narrow")]


def test_of_two_that_say_the_same_the_later_is_needless() -> None:
    assert codes(RULE, rule(id="again")) == [("needless", "again")]


@pytest.mark.parametrize(
    "changes",
    [
        {"flag": "cord_compression"},
        {"when": {"age": {"at_least": "50"}}, "because": "{age}"},
    ],
    ids=["another flag", "another condition"],
)
def test_a_rule_that_says_more_is_not_needless(changes: dict[str, Any]) -> None:
    assert codes(RULE, rule(id="other", **changes)) == []


def test_a_rule_that_may_not_be_ruled_out_says_more_than_one_that_is_only_raised() -> (
    None
):
    grave = rule(id="grave", if_unknown="raise")

    assert codes(RULE, grave) == [("needless", "numb-saddle")]


def test_a_likely_rule_is_not_needless_beside_a_possible_one() -> None:
    possible_one = {**CANDIDATE, "id": "weak", "strength": "possible"}

    assert codes(CANDIDATE, possible_one) == [("needless", "weak")]
