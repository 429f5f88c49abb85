"""Conditions for engines that know two values: that one holds, or that it fails.

With every “not” pushed down to the comparisons, and unknown comparisons read as false,
both come out right: what neither holds nor fails is unknown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
)

Said = TypeVar("Said")
# What an engine says of a rule, as a number.
FAILS, UNKNOWN, HOLDS = 0, 1, 2


@dataclass(frozen=True)
class Language(Generic[Said]):
    """How an engine writes things down. `test`: a comparison, and whether it shall be
    true that it holds or that it fails; `choose`: the number of the first that is true,
    given that it fails and that it holds."""

    test: Callable[[Test, bool], Said]
    both: Callable[[Sequence[Said]], Said]
    either: Callable[[Sequence[Said]], Said]
    at_least: Callable[[int, Sequence[Said]], Said]
    choose: Callable[[Said, Said], Said]


def outcome(condition: Condition, language: Language[Said]) -> Said:
    """An expression that gives FAILS, UNKNOWN or HOLDS."""
    return language.choose(
        formula(condition, language, holds=False),
        formula(condition, language, holds=True),
    )


def formula(condition: Condition, language: Language[Said], *, holds: bool) -> Said:
    """An expression that is true where the condition holds, or else where it fails."""

    def each(conditions: Sequence[Condition]) -> list[Said]:
        return [formula(part, language, holds=holds) for part in conditions]

    match condition:
        case Test():
            return language.test(condition, holds)
        case AllOf(conditions):
            return (language.both if holds else language.either)(each(conditions))
        case AnyOf(conditions):
            return (language.either if holds else language.both)(each(conditions))
        case Not(inner):
            return formula(inner, language, holds=not holds)
        case CountOf(at_least, conditions):
            enough = at_least if holds else len(conditions) - at_least + 1
            return language.at_least(enough, each(conditions))
        case Holds(_, inner):
            return formula(inner, language, holds=holds)
