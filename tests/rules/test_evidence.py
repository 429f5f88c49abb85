from typing import Any

import pytest

from intake.rules.conditions import AllOf, AnyOf, Condition, CountOf, Holds, Not, Test
from intake.rules.evidence import evidence
from tests.rules.catalogue import CATALOGUE

FACTS = {"saddle_numbness": "yes", "pregnancy": "no", "site": "not_sure", "age": 40}
NUMB = Test("saddle_numbness", "one_of", ("yes",))
PREGNANT = Test("pregnancy", "one_of", ("yes",))
KNEE = Test("site", "one_of", ("knee",))
OLD = Test("age", "at_least", 50)


def names(condition: Condition, facts: dict[str, Any] = FACTS) -> list[str]:
    return [each.fact for each in evidence(condition, facts, CATALOGUE)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AllOf((NUMB, Not(PREGNANT))), ["pregnancy", "saddle_numbness"]),
        (AllOf((NUMB, PREGNANT, KNEE, OLD)), ["age", "pregnancy"]),
        (AllOf((NUMB, KNEE)), ["site"]),
        (AnyOf((NUMB, PREGNANT, KNEE)), ["saddle_numbness"]),
        (AnyOf((PREGNANT, OLD)), ["age", "pregnancy"]),
        (AnyOf((PREGNANT, KNEE)), ["site"]),
        (Not(AllOf((NUMB, PREGNANT))), ["pregnancy"]),
        (Not(AnyOf((NUMB, PREGNANT))), ["saddle_numbness"]),
        (CountOf(1, (NUMB, PREGNANT, KNEE)), ["saddle_numbness"]),
        (CountOf(3, (NUMB, PREGNANT, OLD)), ["age", "pregnancy"]),
        (CountOf(2, (NUMB, PREGNANT, KNEE)), ["site"]),
        (Holds("numb", NUMB), ["saddle_numbness"]),
    ],
    ids=[
        "all that hold",
        "all: those that fail",
        "all: the unanswered",
        "any: the one that holds",
        "any: all that fail",
        "any: the unanswered",
        "not all: what fails inside",
        "not any: what holds inside",
        "count: those that hold",
        "count: those that fail",
        "count: the unanswered",
        "through a definition",
    ],
)
def test_only_what_decided_it_is_evidence(
    condition: Condition, expected: list[str]
) -> None:
    assert names(condition) == expected


def test_the_same_comparison_twice_is_told_once() -> None:
    assert names(AnyOf((NUMB, AllOf((NUMB, Not(PREGNANT)))))) == [
        "pregnancy",
        "saddle_numbness",
    ]


def test_evidence_says_what_was_asked_answered_and_implied() -> None:
    facts = {"age": 61, "implied": ["age"]}

    (found,) = evidence(OLD, facts, CATALOGUE)

    assert found.question == "How old are you?"
    assert (found.answer, found.says) == ("61", "is at least 50")
    assert found.holds is True
    assert found.implied is True
