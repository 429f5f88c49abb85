"""Small changes of a condition, such as a slip of the hand might make."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Operand,
    Test,
    parts,
)
from intake.rules.examining.written import condition_written, in_short
from intake.rules.operators import OPERATORS
from intake.rules.problems import Mark
from intake.rules.vocabulary import Fact

Catalogue = Mapping[str, Fact]

# An operator → the one that it is most easily taken for.
MISTAKEN_FOR: Mapping[str, str] = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
    "one_of": "none_of",
    "none_of": "one_of",
    "includes_all": "one_of",
}


# Where the bound of a whole number would move to, to mean the mistaken operator.
TOWARDS: Mapping[str, int] = {
    "at_least": 1,
    "more_than": -1,
    "at_most": -1,
    "less_than": 1,
}


@dataclass(frozen=True)
class Change:
    """One part of a condition, and what stands there instead; said in words."""

    before: Condition
    after: Condition
    words: str
    mark: Mark


def changes(condition: Condition, catalogue: Catalogue) -> Iterator[Change]:
    """Every small change of the condition itself, in reading order.

    Definitions that it uses stay as they are: they are changed where they are written.
    """
    match condition:
        case Test():
            yield from _of_test(condition, catalogue[condition.fact])
        case AllOf() | AnyOf():
            yield from _of_list(condition)
        case CountOf():
            yield from _of_count(condition)
        case Not(inner):
            yield Change(condition, inner, "not was removed", condition.mark)
        case Holds():  # pragma: no branch
            return
    for part in parts(condition):
        yield from changes(part, catalogue)


def replaced(condition: Condition, before: Condition, after: Condition) -> Condition:
    """The condition with one part, wherever it stands, changed; in definitions too."""
    if condition is before:
        return after
    match condition:
        case AllOf(conditions) | AnyOf(conditions) | CountOf(_, conditions):
            new = tuple(replaced(each, before, after) for each in conditions)
            if all(one is other for one, other in zip(new, conditions, strict=True)):
                return condition
            return replace(condition, conditions=new)
        case Not(inner) | Holds(_, inner):
            changed = replaced(inner, before, after)
            return (
                condition if changed is inner else replace(condition, condition=changed)
            )
        case Test():  # pragma: no branch
            return condition


def around(condition: Condition, part: Condition) -> tuple[Condition, ...]:
    """The part and what stands around it, innermost first; empty if it is not there.

    Where it stands several times, only what stands around it every time.
    """
    if condition is part:
        return (condition,)
    found = [inner for each in parts(condition) if (inner := around(each, part))]
    if not found:
        return ()
    shared = [each for each in found[0] if all(_among(each, one) for one in found)]
    return (*shared, condition)


def _among(condition: Condition, others: tuple[Condition, ...]) -> bool:
    return any(condition is each for each in others)


def _of_test(test: Test, fact: Fact) -> Iterator[Change]:
    if (
        test.operator in MISTAKEN_FOR
        and not _is_one(test)
        and not _is_moved(test, fact)
    ):
        operator = MISTAKEN_FOR[test.operator]
        words = f"{_operator(test)} became {operator}"
        yield Change(test, replace(test, operator=operator), words, test.mark)
    yield from MOVED[OPERATORS[test.operator].takes](test, fact)


def _is_moved(test: Test, fact: Fact) -> bool:
    """Whether it comes to a bound moved by one, which is tried too: of whole numbers,
    more than 12 is at least 13."""
    if not fact.whole or test.operator not in TOWARDS:
        return False
    (bound,) = _operands(test)
    return fact.beside(bound, TOWARDS[test.operator]) is not None


def _is_one(test: Test) -> bool:
    """Whether it asks for all of a single word: the same as one of it."""
    return test.operator == "includes_all" and len(_operands(test)) == 1


def _moved_bound(test: Test, fact: Fact) -> Iterator[Change]:
    (written,) = _operands(test)
    for steps in (-1, 1):
        bound = fact.beside(written, steps)
        if bound is not None:
            yield _with(test, bound, f"{written} became {bound}")


def _moved_range(test: Test, fact: Fact) -> Iterator[Change]:
    ends = _operands(test)
    for place, end in enumerate(ends):
        for steps in (-1, 1):
            bound = fact.beside(end, steps)
            moved = (*ends[:place], bound, *ends[place + 1 :])
            if bound is not None and moved[0] <= moved[1]:
                yield _with(test, moved, f"{end} became {bound}")


def _moved_values(test: Test, fact: Fact) -> Iterator[Change]:
    values = _operands(test)
    for value in values if len(values) > 1 else ():
        rest = tuple(each for each in values if each != value)
        yield _with(test, rest, f"{value} was dropped")
    if fact.kind != "number":
        return
    for place, value in enumerate(values):
        for steps in (-1, 1):
            other = fact.beside(value, steps)
            if other is not None and other not in values:
                moved = (*values[:place], other, *values[place + 1 :])
                yield _with(test, moved, f"{value} became {other}")


MOVED: Mapping[str, Callable[[Test, Fact], Iterator[Change]]] = {
    "bound": _moved_bound,
    "range": _moved_range,
    "values": _moved_values,
}


def _with(test: Test, operand: Operand, words: str) -> Change:
    changed = replace(test, operand=operand)
    return Change(test, changed, f"{_operator(test)}: {words}", test.mark)


def _operator(test: Test) -> str:
    """The fact and how it is compared, as far as that is written."""
    return test.fact if test.operator == "one_of" else f"{test.fact} {test.operator}"


def _operands(test: Test) -> tuple[Any, ...]:
    return test.operand if isinstance(test.operand, tuple) else (test.operand,)


def _of_list(condition: AllOf | AnyOf) -> Iterator[Change]:
    if len(condition.conditions) < 2:
        return
    if not (isinstance(condition, AllOf) and condition.in_braces):
        other = AnyOf if isinstance(condition, AllOf) else AllOf
        names = {AllOf: "all", AnyOf: "any"}
        words = f"{names[type(condition)]} became {names[other]}"
        yield Change(
            condition,
            other(condition.conditions, condition.mark),
            words,
            condition.mark,
        )
    yield from _dropped(condition)


def _of_count(count: CountOf) -> Iterator[Change]:
    for number in (count.at_least - 1, count.at_least + 1):
        if 1 <= number <= len(count.conditions):
            words = f"count at_least: {count.at_least} became {number}"
            yield Change(count, replace(count, at_least=number), words, count.mark)
    if len(count.conditions) > count.at_least:
        yield from _dropped(count)


def _dropped(condition: AllOf | AnyOf | CountOf) -> Iterator[Change]:
    for place, part in enumerate(condition.conditions):
        rest = condition.conditions[:place] + condition.conditions[place + 1 :]
        changed = replace(condition, conditions=rest)
        words = f"“{in_short(condition_written(part))}” was dropped"
        yield Change(condition, changed, words, part.mark)
