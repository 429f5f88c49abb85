"""Boundaries: does an example stand on either side of every number in a rule?

A number in a rule is shown by two examples: one with the last number with which the
comparison holds, one with the nearest with which it fails. Nearest is one step away: 1
for whole numbers, a tenth for others, and anything nearer than that is near enough. In
both examples the comparison must decide: were it the other way round, the rule would
come out otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.rules.conditions import Condition, Holds, Not, Test, tests, truth, walk
from intake.rules.examining.changes import around, replaced
from intake.rules.examining.difference import Pair, difference
from intake.rules.examining.possible import WALKED, Budget, TooLong
from intake.rules.examining.written import example_on_one_line
from intake.rules.operators import OPERATORS
from intake.rules.problems import Mark, Problem
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.vocabulary import Fact
from intake.rules.words import with_unit

# For a side, and for all sides of a set: about a tenth of a second.
FOR_A_SIDE = 300_000
FOR_ALL = 900_000
# Floating point makes a tenth a little more or less than that.
BLUR = 1e-9


@dataclass(frozen=True)
class Side:
    """One side of a number: the value to be tried there, and whether the comparison
    holds with it."""

    bound: float
    value: float
    holds: bool


@dataclass(frozen=True)
class Missing:
    """A side that no example of the rule shows, and one that would.

    Without an example it was not examined: that would have taken too long.
    """

    rule: Rule
    test: Test
    side: Side
    mark: Mark
    example: Example | None

    @property
    def problem(self) -> Problem:
        place = (self.mark.path, self.mark.line, self.mark.column, self.rule.id)
        asked = f"{self.test.fact} {self.test.operator} {self.side.bound:g}"
        at = f"{self.test.fact} is {self.side.value:g}"
        if self.example is None:
            message = f"too large to be examined for an example of {asked} where {at}"
            return Problem("not-examined", *place, message, "split it")
        how = "holds" if self.side.holds else "fails"
        message = f"no example shows where {asked} just {how}: {at}, and that decides"
        hint = f"add to its examples: - {example_on_one_line(self.example)}"
        return Problem("missing-boundary", *place, message, hint)


def missing_boundaries(rule_set: RuleSet) -> list[Missing]:
    """Each side of each number that examples have yet to show, rule by rule.

    A side is not asked for where the question does not go so far, or where the
    comparison can make no difference there.
    """
    budget = Budget(FOR_ALL)
    return [
        missing
        for rule in rule_set.rules
        for missing in _of_rule(rule, rule_set.catalogue, budget)
    ]


def _of_rule(
    rule: Rule, catalogue: Mapping[str, Fact], budget: Budget
) -> Iterator[Missing]:
    """That it was not examined wholly is said once."""
    too_long = None
    for test in _numeric(rule, catalogue):
        for side in sides(test, catalogue[test.fact]):
            try:
                missing = _missing(rule, test, side, catalogue, budget)
            except TooLong:
                too_long = too_long or Missing(rule, test, side, test.mark, None)
                if budget.left < 0:
                    yield too_long
                    return
                continue
            if missing:
                yield missing
    if too_long:
        yield too_long


def _numeric(rule: Rule, catalogue: Mapping[str, Fact]) -> Iterable[Test]:
    """Once each, though a definition may be used several times."""
    found = (test for test in tests(rule.when) if catalogue[test.fact].kind == "number")
    return {id(test): test for test in found}.values()


def _missing(
    rule: Rule, test: Test, side: Side, catalogue: Mapping[str, Fact], budget: Budget
) -> Missing | None:
    """The side with an example for it, unless that is shown or cannot be."""
    own = budget.part(FOR_A_SIDE)
    own.spend(2 * WALKED * sum(1 for _ in walk(rule.when)))
    example = _example(rule, test, side, catalogue, own)
    if example is None:
        return None
    return Missing(rule, test, side, _place(rule.when, test), example)


def _example(
    rule: Rule, test: Test, side: Side, catalogue: Mapping[str, Fact], budget: Budget
) -> Example | None:
    """One that would show the side, unless one does, or there can be none."""
    opposite = Not(test)
    turned = (rule.when, replaced(rule.when, test, opposite))
    if _is_shown(rule, test, side, turned, budget):
        return None
    levels = [
        (each, replaced(each, test, opposite)) for each in around(rule.when, test)
    ]
    known = [example.facts for example in rule.examples]
    held = {test.fact: side.value}
    facts = difference(levels, known, catalogue, budget, held)
    if facts is None:
        return None
    name = _name(side, catalogue[test.fact])
    return Example(name, facts, OUTCOMES[truth(rule.when, facts)])


def _is_shown(rule: Rule, test: Test, side: Side, turned: Pair, budget: Budget) -> bool:
    """Whether an example stands there in which the comparison decides."""
    size = 2 * WALKED * sum(1 for _ in walk(rule.when))
    for example in rule.examples:
        value = example.facts.get(test.fact)
        if value is not None and _shows(value, test, side):
            budget.spend(size)
            one, other = (truth(each, example.facts) for each in turned)
            if one is not other:
                return True
    return False


def _shows(value: Any, test: Test, side: Side) -> bool:
    near = abs(value - side.bound) <= abs(side.value - side.bound) + BLUR
    return near and OPERATORS[test.operator].holds(value, test.operand) is side.holds


def sides(test: Test, fact: Fact) -> tuple[Side, ...]:
    """The sides of each number of the comparison, as far as the question goes."""
    numbers = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    bounds = [each for each in numbers if isinstance(each, int | float)]
    holds = OPERATORS[test.operator].holds
    found = {}
    for bound in bounds:
        at = holds(bound, test.operand)
        for value in (fact.beside(bound, -1), fact.beside(bound, 1)):
            if value is not None and holds(value, test.operand) is not at:
                found[bound, at] = Side(bound, bound, at)
                found[value, not at] = Side(bound, value, not at)
    return tuple(found.values())


def _place(condition: Condition, test: Test) -> Mark:
    """Where the rule itself says it: a definition may stand in another file."""
    outside = reversed(around(condition, test))
    return next((each.mark for each in outside if isinstance(each, Holds)), test.mark)


def _name(side: Side, fact: Fact) -> str:
    """“12 weeks exactly”, “just under 12 weeks”; of whole numbers “49 years”."""
    bound = with_unit(fact, f"{side.bound:g}")
    if fact.whole:
        words = with_unit(fact, f"{side.value:g}")
        return words if fact.unit else f"{fact.name.replace('_', ' ')} {words}"
    if side.value == side.bound:
        return f"{bound} exactly"
    return f"just {'under' if side.value < side.bound else 'over'} {bound}"
