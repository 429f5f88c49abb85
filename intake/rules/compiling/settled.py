"""What is left of a condition once one answer is known: less of it, or its truth."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
)
from intake.rules.operators import OPERATORS

Left: TypeAlias = Condition | bool


def settled(condition: Condition, fact: str, value: Any) -> Left:
    """The condition for a patient of whom this fact is known to be this value.

    Whatever else is known of them, it comes out as the whole condition would.
    """
    match condition:
        case Test():
            if condition.fact != fact:
                return condition
            return OPERATORS[condition.operator].holds(value, condition.operand)
        case Not(inner):
            left = settled(inner, fact, value)
            return not left if isinstance(left, bool) else Not(left)
        case Holds(_, inner):
            return settled(inner, fact, value)
        case AllOf(conditions):
            return _all([settled(each, fact, value) for each in conditions])
        case AnyOf(conditions):
            return _any([settled(each, fact, value) for each in conditions])
        case CountOf(at_least, conditions):  # pragma: no branch
            return _count(at_least, [settled(each, fact, value) for each in conditions])


def still_open(
    conditions: Iterable[tuple[int, Condition]], fact: str, value: Any
) -> list[tuple[int, Condition]]:
    """Of numbered conditions those that do not fail by that alone, as they then are."""
    left = ((number, settled(each, fact, value)) for number, each in conditions)
    return [
        (number, AllOf(()) if each is True else each)
        for number, each in left
        if each is not False
    ]


def _all(parts: Sequence[Left]) -> Left:
    if any(each is False for each in parts):
        return False
    left = _open(parts)
    return AllOf(left) if left else True


def _any(parts: Sequence[Left]) -> Left:
    if any(each is True for each in parts):
        return True
    left = _open(parts)
    return AnyOf(left) if left else False


def _count(at_least: int, parts: Sequence[Left]) -> Left:
    left = _open(parts)
    wanted = at_least - sum(each is True for each in parts)
    if wanted <= 0:
        return True
    return CountOf(wanted, left) if wanted <= len(left) else False


def _open(parts: Sequence[Left]) -> tuple[Condition, ...]:
    return tuple(each for each in parts if not isinstance(each, bool))
