"""What a condition cannot do without: comparisons that make it fail if they fail."""

from collections.abc import Mapping
from functools import reduce
from typing import TypeAlias

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
)
from intake.rules.vocabulary import NONE_OF_THESE, Fact

# A comparison; or the name of a list that must say more than “none of these”.
Need: TypeAlias = Test | str


def needs(condition: Condition, catalogue: Mapping[str, Fact]) -> frozenset[Need]:
    """All that the condition needs: without any one of them it fails."""
    match condition:
        case Test(fact, operator, operand):
            listed = catalogue[fact].kind == "many" and operator != "none_of"
            if listed and isinstance(operand, tuple) and NONE_OF_THESE not in operand:
                return frozenset({condition, fact})
            return frozenset({condition})
        case Holds(_, inner):
            return needs(inner, catalogue)
        case Not():
            return frozenset()
        case AllOf(conditions):
            return frozenset().union(*(needs(each, catalogue) for each in conditions))
        case AnyOf(conditions) | CountOf(_, conditions):  # pragma: no branch
            return reduce(
                frozenset.intersection, [needs(each, catalogue) for each in conditions]
            )


def without(condition: Condition, met: frozenset[Need]) -> Condition | None:
    """What can still make the condition fail once these did not; None: nothing."""
    match condition:
        case Test():
            return None if condition in met else condition
        case Holds(_, inner):
            return without(inner, met)
        case AllOf(conditions):
            left = [without(each, met) for each in conditions]
            still = tuple(each for each in left if each is not None)
            return AllOf(still) if still else None
        case _:
            return condition
