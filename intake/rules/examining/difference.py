"""What tells two wordings of a condition apart: a patient for whom they differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any, TypeAlias

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Not,
    facts_named,
    parts,
    tests,
    truth,
    walk,
)
from intake.rules.examining.changes import around
from intake.rules.examining.fitting import FIT, fit_together, fitting
from intake.rules.examining.possible import (
    WALKED,
    Budget,
    Facts,
    Subject,
    TooLong,
    possible,
    telling,
)
from intake.rules.vocabulary import NONE_OF_THESE, Fact

# A condition and its other wording.
Pair: TypeAlias = tuple[Condition, Condition]


def difference(
    levels: Sequence[Pair],
    examples: Sequence[Facts],
    catalogue: Mapping[str, Fact],
    budget: Budget,
    given: Facts | None = None,
) -> Facts | None:
    """The fewest answers for which a rule and its other wording come out differently,
    raised by one and not raised by the other; None when no patient can give such.

    `levels` are the part that is worded otherwise, what stands around it, and at last
    the rule. What is `given` is among the answers. A patient much like one of the
    `examples` is looked for first. Raises TooLong past the budget.
    """
    held = dict(given or {})
    found = _alike(levels, examples, catalogue, budget, held)
    if found is None:
        apart = _as_condition(levels)
        found = possible(Subject(apart, catalogue), True, budget, held)
        if found and not fit_together(found, catalogue):
            found = fitting(apart, catalogue, budget, held)
    if found is None:
        return None
    return _in_reading_order(_fewest([levels[-1]], found, held), levels[-1][0])


def also(
    levels: Sequence[Pair],
    others: Sequence[Pair],
    facts: Facts,
    catalogue: Mapping[str, Fact],
    budget: Budget,
) -> Facts | None:
    """Facts as these, with one answer changed if need be, for which this wording comes
    out differently, as the rules and other wordings in `others` do already; or None.
    Raises TooLong past the budget.
    """
    pairs = [levels[-1], *others]
    cost = size(levels[0]) * WALKED
    for tried in _neighbours(levels, [facts], catalogue, {}):
        budget.spend(cost)
        if differ(levels[0], tried):
            budget.spend(size(levels[-1]) * WALKED * len(pairs) + FIT)
            told_apart = all(differ(pair, tried) for pair in pairs)
            if told_apart and fit_together(tried, catalogue):
                return _in_reading_order(_fewest(pairs, tried, {}), levels[-1][0])
    return None


def differ(pair: Pair, facts: Facts) -> bool:
    """Whether one of the two is raised for these facts and the other is not."""
    one, other = (truth(each, facts) for each in pair)
    return one is not other and one is not None and other is not None


def _apart(pair: Pair) -> Condition:
    """That the two come out differently, as a condition."""
    one, other = pair
    return AnyOf((AllOf((one, Not(other))), AllOf((Not(one), other))))


def _as_condition(levels: Sequence[Pair]) -> Condition:
    """That the part differs, and that all around it lets the difference through."""
    let_through = (_lets_through(*both) for both in pairwise(levels))
    return AllOf((_apart(levels[0]), *chain.from_iterable(let_through)))


def _lets_through(inner: Pair, outer: Pair) -> tuple[Condition, ...]:
    """What must hold beside the inner part for the outer one to come out as it does."""
    part, whole = inner[0], outer[0]
    others = tuple(each for each in parts(whole) if each is not part)
    if len(others) != len(parts(whole)) - 1 or any(around(o, part) for o in others):
        return (_apart(outer),)
    match whole:
        case AllOf():
            return others
        case AnyOf():
            return tuple(Not(each) for each in others)
        case CountOf(at_least):
            # One of them more, and it holds.
            all_but_one = CountOf(at_least - 1, others)
            return (all_but_one, Not(replace(all_but_one, at_least=at_least)))
        case _:
            return ()


def _alike(
    levels: Sequence[Pair],
    examples: Sequence[Facts],
    catalogue: Mapping[str, Fact],
    budget: Budget,
    held: Facts,
) -> Facts | None:
    """One of the examples with one answer changed, or none that is soon found."""
    own = budget.part(budget.left // 2)
    costs = [size(pair) * WALKED for pair in levels]
    try:
        for facts in _neighbours(levels, examples, catalogue, held):
            for pair, cost in zip(levels, costs, strict=True):
                own.spend(cost)
                if not differ(pair, facts):
                    break
            else:
                own.spend(FIT)
                if fit_together(facts, catalogue):
                    return facts
    except TooLong:
        pass  # the other search may find one yet
    return None


def _neighbours(
    levels: Sequence[Pair],
    examples: Sequence[Facts],
    catalogue: Mapping[str, Fact],
    held: Facts,
) -> Iterator[Facts]:
    yield from ({**facts, **held} for facts in examples)
    inside = facts_named(levels[0][0]) | facts_named(levels[0][1])
    # Where the answers inside are given, it is another one that has to change.
    names = inside - held.keys() or facts_named(levels[-1][0]) - held.keys()
    for name in sorted(names):
        values = _answers(catalogue[name], levels)
        for facts in examples:
            for value in values:
                yield {**facts, name: value, **held}
            if catalogue[name].kind == "many":
                yield from (
                    {**facts, name: both, **held}
                    for both in _together(facts.get(name), values)
                )


def _answers(fact: Fact, levels: Sequence[Pair]) -> Sequence[Any]:
    """Answers worth a try: of a list, each word that is named, and none of them."""
    asked = [
        test
        for condition in levels[-1]
        for test in tests(condition)
        if test.fact == fact.name
    ]
    if fact.kind != "many":
        return telling(fact, asked)
    operands = (test.operand for test in asked if isinstance(test.operand, tuple))
    named = dict.fromkeys(chain.from_iterable(operands))
    return [[word] for word in (*named, NONE_OF_THESE)]


def _together(given: Any, values: Sequence[list[str]]) -> Iterator[list[str]]:
    if given and given != [NONE_OF_THESE]:
        for value in values:
            if value != [NONE_OF_THESE] and value[0] not in given:
                yield [*given, *value]


def _fewest(pairs: Sequence[Pair], facts: Facts, held: Facts) -> dict[str, Any]:
    """Without the answers that make no difference."""
    kept = dict(facts)
    for name in [name for name in facts if name not in held]:
        without = {other: kept[other] for other in kept if other != name}
        if all(differ(pair, without) for pair in pairs):
            kept = without
        elif isinstance(kept[name], list):
            kept[name] = _fewest_words(pairs, kept, name)
    return kept


def _fewest_words(pairs: Sequence[Pair], facts: Facts, name: str) -> list[str]:
    kept: list[str] = facts[name]
    for word in kept:
        fewer = [other for other in kept if other != word]
        without = {**facts, name: fewer}
        if fewer and all(differ(pair, without) for pair in pairs):
            kept = fewer
    return kept


def _in_reading_order(facts: Facts, rule: Condition) -> Facts:
    asked = [test.fact for test in tests(rule)]
    return {name: facts[name] for name in dict.fromkeys(asked) if name in facts}


def size(pair: Pair) -> int:
    """How many conditions the two are made of."""
    return sum(1 for condition in pair for _ in walk(condition))
