from typing import Any

import pytest

from intake.rules.operators import OPERATORS

CASES = [
    ("one_of", "yes", ("yes",), True),
    ("one_of", "no", ("yes", "not_sure"), False),
    ("one_of", ["stairs", "rest"], ("walking", "stairs"), True),
    ("one_of", ["rest"], ("walking", "stairs"), False),
    ("one_of", 3, (3,), True),
    ("none_of", "left", ("right", "middle"), True),
    ("none_of", "right", ("right", "middle"), False),
    ("none_of", ["stairs", "rest"], ("stairs",), False),
    ("none_of", ["rest"], ("stairs", "walking"), True),
    ("includes_all", ["stairs", "rest"], ("rest", "stairs"), True),
    ("includes_all", ["stairs"], ("rest", "stairs"), False),
    ("at_least", 12, 12, True),
    ("at_least", 11.9, 12, False),
    ("more_than", 12, 12, False),
    ("more_than", 12.1, 12, True),
    ("at_most", 12, 12, True),
    ("at_most", 13, 12, False),
    ("less_than", 12, 12, False),
    ("less_than", 0, 12, True),
    ("between", 2, (2, 5), True),
    ("between", 5, (2, 5), True),
    ("between", 5.1, (2, 5), False),
]


@pytest.mark.parametrize(("operator", "known", "operand", "expected"), CASES)
def test_an_operator_holds(
    operator: str, known: Any, operand: Any, expected: bool
) -> None:
    assert OPERATORS[operator].holds(known, operand) is expected


def test_every_operator_has_a_case_that_holds_and_one_that_fails() -> None:
    for name in OPERATORS:
        assert {case[3] for case in CASES if case[0] == name} == {True, False}
