"""The evidence for one rule, faster: a function that notes which comparisons decided.

`evidence` is the meaning. What the whole came out as says what its parts must have come
out as to count; so the function only asks, from the top down, which parts did.
"""

import ast
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from intake.rules.compiled_conditions import look_ups, made, pair_of
from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Holds,
    Not,
    Test,
    Truth,
    facts_named,
    negate,
    parts,
    tests,
)
from intake.rules.evidence import Evidence
from intake.rules.syntax import (
    LOAD,
    assign,
    attribute,
    call,
    compare,
    constant,
    denied,
    name,
    some,
)
from intake.rules.vocabulary import Fact
from intake.rules.words import fact_in_words, test_in_words

Explain: TypeAlias = Callable[[Mapping[str, Any], Truth], tuple[Evidence, ...]]

TRUTHS: tuple[Truth, ...] = (True, False, None)
# All parts of a true “all” are true, and those of a false “any” false: no need to ask.
CERTAIN: Mapping[Truth, tuple[type[Condition], ...]] = {
    True: (Not, Holds, AllOf),
    False: (Not, Holds, AnyOf),
    None: (Not, Holds),
}


def explainer(condition: Condition, catalogue: Mapping[str, Fact]) -> Explain:
    """A function from facts, and what the condition came out as, to the evidence."""
    order = {fact: place for place, fact in enumerate(catalogue)}
    said = sorted(
        {
            (order[test.fact], test_in_words(catalogue[test.fact], test), test.fact)
            for test in tests(condition)
        }
    )
    rows = {(fact, says): row for row, (_, says, fact) in enumerate(said)}
    decisive = _decisive(condition, catalogue, rows)

    def explain(facts: Mapping[str, Any], outcome: Truth) -> tuple[Evidence, ...]:
        implied = facts.get("implied", ())
        return tuple(
            Evidence(
                fact=fact,
                question=catalogue[fact].label,
                answer=fact_in_words(catalogue[fact], facts.get(fact)),
                says=says,
                holds=holds,
                implied=fact in implied,
            )
            for row, holds in sorted(set(decisive(facts, outcome)), key=_row)
            for _, says, fact in (said[row],)
        )

    return explain


def _row(noted: tuple[int, Truth]) -> int:
    return noted[0]


def _decisive(
    condition: Condition,
    catalogue: Mapping[str, Fact],
    rows: Mapping[tuple[str, str], int],
) -> Callable[[Mapping[str, Any], Truth], list[tuple[int, Truth]]]:
    def noted(part: Condition, wanted: Truth) -> list[ast.stmt]:
        """Statements that note what decided a part that came out as wanted."""
        if isinstance(part, Test):
            row = rows[part.fact, test_in_words(catalogue[part.fact], part)]
            return [ast.Expr(call(name("note"), constant((row, wanted))))]
        if isinstance(part, Not):
            wanted = negate(wanted)
        certain = isinstance(part, CERTAIN[wanted])
        statements: list[ast.stmt] = []
        for each in parts(part):
            inner = noted(each, wanted)
            guard = _came_out(each, catalogue, wanted)
            statements += inner if certain else [ast.If(guard, inner, [])]
        return statements

    body: list[ast.stmt] = [
        assign("found", ast.List([], LOAD)),
        assign("note", attribute(name("found"), "append")),
        *look_ups("facts", sorted(facts_named(condition)), catalogue),
    ]
    for outcome in TRUTHS:
        is_it = compare(name("outcome"), ast.Is(), constant(outcome))
        body.append(ast.If(is_it, noted(condition, outcome), []))
    return made("decisive", ["facts", "outcome"], [*body, ast.Return(name("found"))])


def _came_out(
    part: Condition, catalogue: Mapping[str, Fact], wanted: Truth
) -> ast.expr:
    pair = pair_of(part, catalogue)
    undecided = denied(some([pair.holds, pair.fails]))
    return {True: pair.holds, False: pair.fails, None: undecided}[wanted]
