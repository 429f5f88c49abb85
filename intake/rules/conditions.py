"""Conditions and their truth: what is not known makes neither true nor false."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from intake.rules.operators import OPERATORS
from intake.rules.problems import NOWHERE, Mark
from intake.rules.vocabulary import UNKNOWN_VALUES

Truth: TypeAlias = bool | None
Operand: TypeAlias = str | float | tuple[str | float, ...]


@dataclass(frozen=True)
class Test:
    """One comparison of one fact. (pytest must not take it for a test of its own.)"""

    __test__ = False

    fact: str
    operator: str
    operand: Operand
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class AllOf:
    """`in_braces`: several operators of one fact, where no `all` is written."""

    conditions: tuple["Condition", ...]
    mark: Mark = field(default=NOWHERE, compare=False)
    in_braces: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class AnyOf:
    conditions: tuple["Condition", ...]
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Not:
    condition: "Condition"
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class CountOf:
    at_least: int
    conditions: tuple["Condition", ...]
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Holds:
    """A definition, by name, with what it stands for."""

    name: str
    condition: "Condition"
    mark: Mark = field(default=NOWHERE, compare=False)


Condition: TypeAlias = Test | AllOf | AnyOf | Not | CountOf | Holds


def truth(condition: Condition, facts: Mapping[str, Any]) -> Truth:
    """True, False, or None where the facts do not settle it (Kleene's strong logic).

    `facts` are flat: a patient's, with one area's answers laid over them.
    """
    if isinstance(condition, Test):
        value = known(facts.get(condition.fact))
        if value is None:
            return None
        return OPERATORS[condition.operator].holds(value, condition.operand)
    return joined(condition, [truth(each, facts) for each in parts(condition)])


def joined(condition: Condition, truths: list[Truth]) -> Truth:
    """What the parts of a condition come to together, by the truth of each."""
    match condition:
        case AllOf():
            return all_true(truths)
        case AnyOf():
            return any_true(truths)
        case CountOf(at_least, _):
            return count_true(at_least, truths)
        case Not():
            return negate(*truths)
        case _:  # a definition is what it stands for
            (only,) = truths
            return only


def known(value: Any) -> Any:
    """The value as rules see it: None for not answered, not sure, rather not say."""
    if isinstance(value, list | tuple):
        return None if UNKNOWN_VALUES.issuperset(value) else value
    return None if value in UNKNOWN_VALUES else value


def all_true(truths: Iterable[Truth]) -> Truth:
    seen = set(truths)
    if False in seen:
        return False
    return None if None in seen else True


def any_true(truths: Iterable[Truth]) -> Truth:
    return negate(all_true(negate(each) for each in truths))


def negate(value: Truth) -> Truth:
    return None if value is None else not value


def count_true(at_least: int, truths: list[Truth]) -> Truth:
    if truths.count(True) >= at_least:
        return True
    reachable = truths.count(True) + truths.count(None) >= at_least
    return None if reachable else False


def parts(condition: Condition) -> tuple[Condition, ...]:
    """What a condition is made of, one level down; a definition has its meaning."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions) | CountOf(_, conditions):
            return conditions
        case Not(inner) | Holds(_, inner):
            return (inner,)
        case Test():  # pragma: no branch
            return ()


def walk(condition: Condition) -> Iterator[Condition]:
    """The condition and everything below it, through definitions, in reading order."""
    waiting = [condition]
    while waiting:
        each = waiting.pop()
        yield each
        waiting.extend(reversed(parts(each)))


def tests(condition: Condition) -> Iterator[Test]:
    return (each for each in walk(condition) if isinstance(each, Test))


def facts_named(condition: Condition) -> frozenset[str]:
    """The names of all facts that the condition asks about."""
    return frozenset(test.fact for test in tests(condition))
