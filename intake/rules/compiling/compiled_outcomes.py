"""Many conditions as one function, which notes those that hold or are undecided.

Most conditions fail for most patients, and one comparison is enough to tell. Conditions
that cannot do without the same comparison stand together behind it, and what nobody
else asks about is looked up there.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from intake.rules.compiling.compiled_comparisons import anything
from intake.rules.compiling.compiled_conditions import made, pair_of
from intake.rules.compiling.compiled_source import Source
from intake.rules.compiling.needed import Need, needs, without
from intake.rules.compiling.syntax import AT, LOAD, call, constant, denied, name
from intake.rules.conditions import Condition, Test, facts_named

# Behind so many comparisons nothing is gained by another; and rules may have hundreds.
DEEPEST = 3

# A version has a function for each place, about thirty; a few versions are in use.
MOST_FUNCTIONS = 256

Numbered: TypeAlias = Sequence[tuple[int, Condition]]


@dataclass(frozen=True)
class _Rule:
    number: int
    condition: Condition
    needs: frozenset[Need]  # those that nobody has looked at yet
    met: frozenset[Need] = frozenset()


def outcomes(
    conditions: Numbered, source: Source, *, per_area: bool
) -> Callable[..., None]:
    """A function of a patient's facts, `note` and, `per_area`, an area and its number.

    It gives `note` the number of each condition, the area's, and True or None. Made
    once of the same conditions: most of a wording is as it was in the one before.
    """
    return _outcomes(tuple(conditions), source, per_area)


@lru_cache(maxsize=MOST_FUNCTIONS)
def _outcomes(
    conditions: Numbered, source: Source, per_area: bool
) -> Callable[..., None]:
    rules = [
        _Rule(number, each, needs(each, source.catalogue))
        for number, each in conditions
    ]
    area = name("number") if per_area else constant(None)
    body = [*source.opened(), *_block(rules, frozenset(), area, source)]
    arguments = ["facts", "note", *(["area", "number"] if per_area else [])]
    return made("judge", arguments, body)


def _block(
    rules: Sequence[_Rule],
    known: frozenset[str],
    area: ast.expr,
    source: Source,
) -> list[ast.stmt]:
    """Statements for the rules where these facts have their variables."""
    parts = list(_apart(rules))
    times = Counter(fact for _, those in parts for fact in _facts_of(those))
    guards = {_fact_of(need) for need, _ in parts if need is not None}
    now = guards.union(fact for fact, count in times.items() if count > 1) - known
    statements = source.look_ups(now)
    known |= now
    for need, those in parts:
        if need is not None:
            inner = _block([_met(each, need) for each in those], known, area, source)
            statements.append(ast.If(_guard(need, source), inner, [], **AT))
            continue
        for rule in those:
            statements += source.look_ups(_facts_of([rule]) - known)
            statements += _noted(rule, area, source)
    return statements


def _apart(rules: Sequence[_Rule]) -> Iterator[tuple[Need | None, list[_Rule]]]:
    """The rules with what they need in common, that of most first."""
    left = list(rules)
    while left:
        common = Counter(need for each in left for need in each.needs)
        if not common:
            yield from ((None, [each]) for each in left)
            return
        most = max(common, key=lambda need: (common[need], str(need)))
        yield most, [each for each in left if most in each.needs]
        left = [each for each in left if most not in each.needs]


def _met(rule: _Rule, need: Need) -> _Rule:
    met = rule.met | {need}
    needs_still = rule.needs - met if len(met) < DEEPEST else frozenset[Need]()
    return _Rule(rule.number, rule.condition, needs_still, met)


def _guard(need: Need, source: Source) -> ast.expr:
    if isinstance(need, Test):
        return denied(pair_of(need, source.catalogue).fails)
    return anything(need)


def _noted(rule: _Rule, area: ast.expr, source: Source) -> list[ast.stmt]:
    holds = pair_of(rule.condition, source.catalogue).holds
    raised, undecided = (
        ast.Tuple([constant(rule.number), area, constant(outcome)], LOAD, **AT)
        for outcome in (True, None)
    )
    judged = ast.IfExp(holds, raised, undecided, **AT)
    noted: ast.stmt = ast.Expr(call(name("note"), judged), **AT)
    left = without(rule.condition, rule.met)
    if left is None:
        return [noted]
    return [ast.If(denied(pair_of(left, source.catalogue).fails), [noted], [], **AT)]


def _fact_of(need: Need) -> str:
    return need.fact if isinstance(need, Test) else need


def _facts_of(rules: Iterable[_Rule]) -> set[str]:
    return {fact for each in rules for fact in facts_named(each.condition)}
