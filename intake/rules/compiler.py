"""A rule set as one Python function, built from syntax nodes: all outcomes at once.

`truth` is the meaning; this says the same faster. A condition becomes two expressions
of two values, “it holds” and “it fails”; what is neither is unknown. So Python's own
`and` and `or` do the work, and stop early.
"""

import ast
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from intake.rules.compiled_conditions import look_ups, made, pair_of
from intake.rules.conditions import Condition, Truth, facts_named
from intake.rules.syntax import (
    LOAD,
    assign,
    attribute,
    call,
    constant,
    denied,
    name,
    stored,
)
from intake.rules.vocabulary import Fact

# Which rule, for which area (None: for the patient), and what came out.
Judged: TypeAlias = tuple[int, int | None, Truth]
Judge: TypeAlias = Callable[
    [Mapping[str, Any], Sequence[Mapping[str, Any]]], list[Judged]
]
Decide: TypeAlias = Callable[[Mapping[str, Any]], Truth]


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
        *look_ups("facts", [n for n in named if not catalogue[n].per_area], catalogue),
        *_judge(once, constant(None), catalogue),
        ast.For(
            ast.Tuple([stored("number"), stored("area")], ast.Store()),
            call(name("enumerate"), name("areas")),
            [
                *look_ups(
                    "area", [n for n in named if catalogue[n].per_area], catalogue
                ),
                *_judge(in_areas, name("number"), catalogue),
            ],
            [],
        ),
        ast.Return(name("found")),
    ]
    return made("judge", ["facts", "areas"], body)


def decider(condition: Condition, catalogue: Mapping[str, Fact]) -> Decide:
    """A function from flat facts, an area's among the patient's, to the outcome."""
    pair = pair_of(condition, catalogue)
    outcome = ast.IfExp(pair.holds, constant(True), constant(None))
    body = [
        *look_ups("facts", sorted(facts_named(condition)), catalogue),
        ast.Return(ast.IfExp(pair.fails, constant(False), outcome)),
    ]
    return made("decide", ["facts"], body)


def _judge(
    conditions: Iterable[tuple[int, Condition]],
    area: ast.expr,
    catalogue: Mapping[str, Fact],
) -> list[ast.stmt]:
    """Most rules are not raised for most patients: whether one fails is asked first."""
    statements: list[ast.stmt] = []
    for number, condition in conditions:
        pair = pair_of(condition, catalogue)
        outcome = ast.IfExp(pair.holds, constant(True), constant(None))
        judged = ast.Tuple([constant(number), area, outcome], LOAD)
        noted = ast.Expr(call(name("note"), judged))
        statements.append(ast.If(denied(pair.fails), [noted], []))
    return statements
