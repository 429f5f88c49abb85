"""Comparisons as syntax: when each holds and when it fails. With an unknown fact it
does neither."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from intake.rules.compiling.syntax import (
    attribute,
    call,
    compare,
    constant,
    denied,
    every,
    name,
    some,
)
from intake.rules.conditions import Test
from intake.rules.vocabulary import NONE_OF_THESE, UNKNOWN_VALUES, Fact

# What an unknown fact is held as, so that no comparison with it holds or fails: a
# number beside which every comparison is false, a list with nothing in it.
NO_NUMBER = "NO_NUMBER"
# The answer to most lists.
NONE = "NONE"
NOT_A_NUMBER = float("nan")
GLOBALS: Mapping[str, Any] = {NO_NUMBER: NOT_A_NUMBER, NONE: [NONE_OF_THESE]}
NO_LIST = constant(())
NOT_KNOWN = frozenset({None, *UNKNOWN_VALUES})
# Up to so many words are looked for one by one: a set is slower to ask.
FEW = 2


@dataclass(frozen=True)
class Pair:
    """A condition in two expressions: that it holds, and that it fails."""

    holds: ast.expr
    fails: ast.expr

    def turned(self) -> "Pair":
        return Pair(self.fails, self.holds)


def anything(fact: str) -> ast.expr:
    """That a fact which is a list says more than “none of these”, or nothing."""
    return compare(name(variable(fact)), ast.NotEq(), name(NONE))


def comparison(test: Test, fact: Fact) -> Pair:
    """The comparison of the fact, which stands in its variable."""
    operand = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    if fact.kind == "number" and not fact.whole:
        # Two of one type are quicker to compare.
        operand = tuple(map(float, operand))
    return COMPARISONS[fact.kind][test.operator](name(variable(test.fact)), operand)


def variable(fact: str) -> str:
    """What the fact is called in the function."""
    return f"fact_{fact}"


Comparison = Callable[[ast.expr, tuple[Any, ...]], Pair]


def _word_is(word: ast.expr, values: tuple[Any, ...]) -> Pair:
    holds = compare(word, ast.In(), constant(frozenset(values)))
    if len(values) == 1:
        holds = compare(word, ast.Eq(), constant(values[0]))
    others = compare(word, ast.NotIn(), constant(NOT_KNOWN.union(values)))
    if values == ("yes",):
        # What nearly everybody answers, and quicker to tell than what is in a set.
        others = some([compare(word, ast.Eq(), constant("no")), others])
    return Pair(holds, others)


def _list_has(listed: ast.expr, values: tuple[Any, ...]) -> Pair:
    if len(values) > FEW:
        apart = call(attribute(constant(frozenset(values)), "isdisjoint"), listed)
        return Pair(denied(apart), every([listed, apart]))
    there = [compare(constant(each), ast.In(), listed) for each in values]
    missing = [compare(constant(each), ast.NotIn(), listed) for each in values]
    return Pair(some(there), every([listed, *missing]))


def _list_has_all(listed: ast.expr, values: tuple[Any, ...]) -> Pair:
    there = [compare(constant(each), ast.In(), listed) for each in values]
    missing = [compare(constant(each), ast.NotIn(), listed) for each in values]
    return Pair(every(there), every([listed, some(missing)]))


def _number_is(number: ast.expr, values: tuple[Any, ...]) -> Pair:
    known = compare(number, ast.Eq(), number)
    others = compare(number, ast.NotIn(), constant(values))
    holds = compare(number, ast.In(), constant(values))
    return Pair(holds, every([known, others]))


def _bound(holds: ast.cmpop, fails: ast.cmpop) -> Comparison:
    return lambda number, bound: Pair(
        compare(number, holds, constant(bound[0])),
        compare(number, fails, constant(bound[0])),
    )


def _between(number: ast.expr, ends: tuple[Any, ...]) -> Pair:
    low, high = map(constant, ends)
    inside = [compare(number, ast.GtE(), low), compare(number, ast.LtE(), high)]
    outside = [compare(number, ast.Lt(), low), compare(number, ast.Gt(), high)]
    return Pair(every(inside), some(outside))


def _not(comparison: Comparison) -> Comparison:
    return lambda fact, operand: comparison(fact, operand).turned()


COMPARISONS: Mapping[str, Mapping[str, Comparison]] = {
    "choice": {"one_of": _word_is, "none_of": _not(_word_is)},
    "many": {
        "one_of": _list_has,
        "none_of": _not(_list_has),
        "includes_all": _list_has_all,
    },
    "number": {
        "one_of": _number_is,
        "none_of": _not(_number_is),
        "at_least": _bound(ast.GtE(), ast.Lt()),
        "more_than": _bound(ast.Gt(), ast.LtE()),
        "at_most": _bound(ast.LtE(), ast.Gt()),
        "less_than": _bound(ast.Lt(), ast.GtE()),
        "between": _between,
    },
}
