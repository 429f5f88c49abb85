"""The evidence for one rule, faster: a function that notes which comparisons decided.

`evidence` is the meaning. What the whole came out as says what its parts must have come
out as to count; so the function only asks, from the top down, which parts did.
"""

import ast
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeAlias

from intake.rules.compiling.compiled_conditions import made, pair_of
from intake.rules.compiling.compiled_source import Source
from intake.rules.compiling.syntax import (
    AT,
    LOAD,
    assign,
    attribute,
    call,
    constant,
    denied,
    name,
    some,
)
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
from intake.rules.vocabulary import Fact
from intake.rules.words import fact_in_words, test_in_words

# The rows of comparisons, in the order of the evidence, and what each came out as.
Decisive: TypeAlias = Callable[[Mapping[str, Any]], list[tuple[int, Truth]]]
Explain: TypeAlias = Callable[[Mapping[str, Any], Truth], tuple[Evidence, ...]]

# Patients answer much alike: so many answers of a rule are kept in words.
MOST_KEPT = 256

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
    facts_of = [fact for _, _, fact in said]

    @cache
    def decisive(outcome: Truth) -> Decisive:
        return _decisive(condition, outcome, catalogue, rows)

    @lru_cache(maxsize=MOST_KEPT)
    def in_words(row: int, holds: Truth, answer: Any, implied: bool) -> Evidence:
        _, says, name = said[row]
        fact = catalogue[name]
        words = fact_in_words(fact, answer)
        return Evidence(name, fact.label, words, says, holds, implied)

    def explain(facts: Mapping[str, Any], outcome: Truth) -> tuple[Evidence, ...]:
        found = decisive(outcome)(facts)
        if len(found) > 1:
            found = sorted(set(found), key=_row)
        implied = facts.get("implied", ())
        evidence = []
        for row, holds in found:
            fact = facts_of[row]
            answer = facts.get(fact)
            if answer.__class__ is list:
                answer = tuple(answer)
            evidence.append(in_words(row, holds, answer, fact in implied))
        return tuple(evidence)

    return explain


def _row(noted: tuple[int, Truth]) -> int:
    return noted[0]


def _decisive(
    condition: Condition,
    outcome: Truth,
    catalogue: Mapping[str, Fact],
    rows: Mapping[tuple[str, str], int],
) -> Decisive:
    """A function from facts with which the condition comes out so, to the rows of the
    comparisons that decided, with what each came out as."""
    asked: set[str] = set()

    def noted(part: Condition, wanted: Truth) -> list[ast.stmt]:
        """Statements that note what decided a part that came out as wanted."""
        if isinstance(part, Test):
            row = rows[part.fact, test_in_words(catalogue[part.fact], part)]
            return [ast.Expr(call(name("note"), constant((row, wanted))), **AT)]
        if isinstance(part, Not):
            wanted = negate(wanted)
        certain = isinstance(part, CERTAIN[wanted])
        statements: list[ast.stmt] = []
        for each in parts(part):
            inner = noted(each, wanted)
            if certain:
                statements += inner
            else:
                asked.update(facts_named(each))
                statements.append(
                    ast.If(_came_out(each, catalogue, wanted), inner, [], **AT)
                )
        return statements

    source = Source(catalogue)
    noting = noted(condition, outcome)
    body: list[ast.stmt] = [
        assign("found", ast.List([], LOAD, **AT)),
        assign("note", attribute(name("found"), "append")),
        *(source.opened() if asked else []),
        *source.look_ups(asked),
        *noting,
    ]
    return made("decisive", ["facts"], [*body, ast.Return(name("found"), **AT)])


def _came_out(
    part: Condition, catalogue: Mapping[str, Fact], wanted: Truth
) -> ast.expr:
    pair = pair_of(part, catalogue)
    undecided = denied(some([pair.holds, pair.fails]))
    return {True: pair.holds, False: pair.fails, None: undecided}[wanted]
