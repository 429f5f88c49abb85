"""Conditions as syntax: each as two expressions, that it holds and that it fails."""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

from intake.rules.compiling.compiled_comparisons import GLOBALS, Pair, comparison
from intake.rules.compiling.syntax import (
    AT,
    compare,
    constant,
    every,
    function,
    some,
)
from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
)
from intake.rules.vocabulary import Fact


def made(
    called: str, arguments: Sequence[str], body: list[ast.stmt]
) -> Callable[..., Any]:
    """The function of this name with these statements."""
    namespace = dict(GLOBALS)
    code = compile(function(called, arguments, body), f"<{called}>", "exec")
    exec(code, namespace)  # noqa: S102  # nodes made here; no text of a rule file is code
    ready: Callable[..., Any] = namespace[called]
    return ready


def pair_of(condition: Condition, catalogue: Mapping[str, Fact]) -> Pair:
    """The condition over the variables that a Source gave."""
    match condition:
        case Test(fact):
            return comparison(condition, catalogue[fact])
        case AllOf(conditions):
            return _all([pair_of(each, catalogue) for each in conditions])
        case AnyOf(conditions):
            return _all(
                [pair_of(each, catalogue).turned() for each in conditions]
            ).turned()
        case Not(inner):
            return pair_of(inner, catalogue).turned()
        case CountOf(at_least, conditions):
            return _count(at_least, [pair_of(each, catalogue) for each in conditions])
        case Holds(_, inner):  # pragma: no branch
            return pair_of(inner, catalogue)


def _all(pairs: Sequence[Pair]) -> Pair:
    return Pair(
        every([each.holds for each in pairs]), some([each.fails for each in pairs])
    )


def _count(at_least: int, pairs: Sequence[Pair]) -> Pair:
    """It fails once so many have failed that the rest are too few."""
    too_many = len(pairs) - at_least
    return Pair(
        compare(_sum([each.holds for each in pairs]), ast.GtE(), constant(at_least)),
        compare(_sum([each.fails for each in pairs]), ast.Gt(), constant(too_many)),
    )


def _sum(parts: Iterable[ast.expr]) -> ast.expr:
    ones: list[ast.expr] = [
        ast.IfExp(each, constant(1), constant(0), **AT) for each in parts
    ]
    added = ones or [constant(0)]
    return reduce(lambda left, right: ast.BinOp(left, ast.Add(), right, **AT), added)
