from typing import Any

import pytest

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
    Truth,
    facts_named,
    truth,
    walk,
)

FACTS = {"t": "yes", "f": "no", "u": "not_sure"}
TRUE, FALSE, UNKNOWN = (Test(name, "one_of", ("yes",)) for name in FACTS)

CASES: list[tuple[str, Condition, Truth]] = [
    ("all true", AllOf((TRUE, TRUE)), True),
    ("all with one unknown", AllOf((TRUE, UNKNOWN)), None),
    ("all with one false", AllOf((UNKNOWN, FALSE)), False),
    ("any with one true", AnyOf((UNKNOWN, TRUE)), True),
    ("any with one unknown", AnyOf((FALSE, UNKNOWN)), None),
    ("any of false", AnyOf((FALSE, FALSE)), False),
    ("not true", Not(TRUE), False),
    ("not false", Not(FALSE), True),
    ("not unknown", Not(UNKNOWN), None),
    ("count reached", CountOf(2, (TRUE, UNKNOWN, TRUE)), True),
    ("count still open", CountOf(2, (TRUE, UNKNOWN, FALSE)), None),
    ("count out of reach", CountOf(2, (TRUE, FALSE, FALSE)), False),
    ("a definition", Holds("numb", FALSE), False),
]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_truth_has_three_values(condition: Condition, expected: Truth) -> None:
    assert truth(condition, FACTS) is expected


@pytest.mark.parametrize(
    "answer", [None, "not_sure", "prefer_not_to_say", [], ["not_sure"]], ids=str
)
def test_what_is_not_known_makes_neither_true_nor_false(answer: Any) -> None:
    asked = Test("conditions", "none_of", ("gout",))

    assert truth(asked, {"conditions": answer}) is None


def test_zero_is_an_answer() -> None:
    assert truth(Test("pain", "at_least", 1), {"pain": 0}) is False


def test_a_walk_goes_through_definitions_in_reading_order() -> None:
    inner = AnyOf((TRUE, Not(FALSE)))
    condition = AllOf((Holds("numb", inner), UNKNOWN))

    assert list(walk(condition)) == [
        condition,
        Holds("numb", inner),
        inner,
        TRUE,
        Not(FALSE),
        FALSE,
        UNKNOWN,
    ]
    assert facts_named(condition) == {"t", "f", "u"}
