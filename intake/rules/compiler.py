"""A rule set as one Python function, built from syntax nodes: all outcomes at once.

`truth` is the meaning; this says the same faster. A condition becomes two expressions
of two values, “it holds” and “it fails”; what is neither is unknown. So Python's own
`and` and `or` do the work, and stop early.
"""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, TypeAlias

from intake.rules.compiled_comparisons import GLOBALS, Pair, comparison, look_up
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
)
from intake.rules.syntax import (
    LOAD,
    assign,
    attribute,
    call,
    compare,
    constant,
    every,
    function,
    name,
    some,
    stored,
)
from intake.rules.vocabulary import Fact

# Which rule, for which area (None: for the patient), and what came out.
Judged: TypeAlias = tuple[int, int | None, Truth]
Judge: TypeAlias = Callable[
    [Mapping[str, Any], Sequence[Mapping[str, Any]]], list[Judged]
]


def compiled(
    conditions: Sequence[tuple[Condition, bool]], catalogue: Mapping[str, Fact]
) -> Judge:
    """A function from a patient's facts, and those of each painful area, to what holds
    or is undecided. What it leaves out does not hold.

    `conditions` come with whether they are judged for each area. A fact of an area is
    looked for there and nowhere else, and so is a patient's.
    """
    numbered = list(enumerate(conditions))
    once = [(number, each) for number, (each, per_area) in numbered if not per_area]
    in_areas = [(number, each) for number, (each, per_area) in numbered if per_area]
    named = sorted({fact for each, _ in conditions for fact in facts_named(each)})
    body = [
        assign("found", ast.List([], LOAD)),
        assign("note", attribute(name("found"), "append")),
        *_look_up("facts", [n for n in named if not catalogue[n].per_area], catalogue),
        *_judge(once, constant(None), catalogue),
        ast.For(
            ast.Tuple([stored("number"), stored("area")], ast.Store()),
            call(name("enumerate"), name("areas")),
            [
                *_look_up(
                    "area", [n for n in named if catalogue[n].per_area], catalogue
                ),
                *_judge(in_areas, name("number"), catalogue),
            ],
            [],
        ),
        ast.Return(name("found")),
    ]
    namespace = dict(GLOBALS)
    code = compile(function("judge", ["facts", "areas"], body), "<rules>", "exec")
    exec(code, namespace)  # noqa: S102  # nodes made here; no text of a rule file is code
    judge: Judge = namespace["judge"]
    return judge


def _look_up(
    document: str, facts: Iterable[str], catalogue: Mapping[str, Fact]
) -> list[ast.stmt]:
    statements = [assign("get", attribute(name(document), "get"))]
    for fact in facts:
        statements += look_up(fact, catalogue[fact].kind)
    return statements


def _judge(
    conditions: Iterable[tuple[int, Condition]],
    area: ast.expr,
    catalogue: Mapping[str, Fact],
) -> list[ast.stmt]:
    """Most rules are not raised for most patients: whether one fails is asked first."""
    statements: list[ast.stmt] = []
    for number, condition in conditions:
        pair = _pair(condition, catalogue)
        outcome = ast.IfExp(pair.holds, constant(True), constant(None))
        judged = ast.Tuple([constant(number), area, outcome], LOAD)
        noted = ast.Expr(call(name("note"), judged))
        statements.append(ast.If(ast.UnaryOp(ast.Not(), pair.fails), [noted], []))
    return statements


def _pair(condition: Condition, catalogue: Mapping[str, Fact]) -> Pair:
    match condition:
        case Test(fact):
            return comparison(condition, catalogue[fact].kind)
        case AllOf(conditions):
            return _all([_pair(each, catalogue) for each in conditions])
        case AnyOf(conditions):
            return _all(
                [_pair(each, catalogue).turned() for each in conditions]
            ).turned()
        case Not(inner):
            return _pair(inner, catalogue).turned()
        case CountOf(at_least, conditions):
            return _count(at_least, [_pair(each, catalogue) for each in conditions])
        case Holds(_, inner):  # pragma: no branch
            return _pair(inner, catalogue)


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
    ones: list[ast.expr] = [ast.IfExp(each, constant(1), constant(0)) for each in parts]
    return reduce(lambda left, right: ast.BinOp(left, ast.Add(), right), ones)
