"""What a condition can come out as at all: a search through the answers it asks about.

Answers are tried only as far as they make a difference: for a number the bounds and
what lies between them, for a choice the words that are named and one that is not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, combinations, pairwise
from typing import Any

from intake.rules.compiler import Decide, decider
from intake.rules.conditions import Condition, Test, Truth, tests, truth
from intake.rules.vocabulary import NONE_OF_THESE, Fact

# Past so many sets of words in one question, a search would say little for its time.
MOST_SETS = 4_096
# So few comparisons are walked through sooner than they are compiled.
FEW = 12


class TooLong(Exception):
    """The search would take too long; nothing is known."""


@dataclass
class Budget:
    """How much may still be looked at, in comparisons judged."""

    left: int

    within: "Budget | None" = None

    def part(self, at_most: int) -> "Budget":
        """A budget for one search, which spends from this one too."""
        return Budget(at_most, self)

    def spend(self, comparisons: int) -> None:
        self.left -= comparisons
        if self.left < 0:
            raise TooLong
        if self.within:
            self.within.spend(comparisons)


def possible(
    condition: Condition, wanted: Truth, catalogue: Mapping[str, Fact], budget: Budget
) -> Mapping[str, Any] | None:
    """Answers with which the condition comes out as wanted (true or false), or None
    when no answers do. Raises TooLong past the budget."""
    values = telling_answers(condition, catalogue)
    size = sum(1 for _ in tests(condition))
    decide: Decide = partial(truth, condition)
    if size > FEW:
        decide = decider(condition, catalogue)
    return _search(decide, wanted, values, {}, size, budget)


def open_without(
    fact: Fact, condition: Condition, catalogue: Mapping[str, Fact], budget: Budget
) -> Mapping[str, Any] | None:
    """Answers to all else in the condition that leave it undecided for a patient who
    need not have been asked the fact (`fact.asked`), or None. Raises TooLong."""
    values = {
        name: each
        for name, each in telling_answers(condition, catalogue).items()
        if name != fact.name
    }
    size = sum(1 for _ in tests(condition))
    decide = decider(condition, catalogue)
    waiting: list[dict[str, Any]] = [{}]
    while waiting:
        budget.spend(size)
        facts = waiting.pop()
        if decide(facts) is not None or (fact.asked and fact.asked(facts)):
            continue
        name = next((each for each in values if each not in facts), None)
        if name is None:
            return facts
        waiting.extend({**facts, name: value} for value in values[name])
    return None


def telling_answers(
    condition: Condition, catalogue: Mapping[str, Fact]
) -> Mapping[str, Sequence[Any]]:
    """For each fact that the condition asks about, answers that stand for all others.

    Raises TooLong.
    """
    asked = list(tests(condition))
    return {
        name: _telling(catalogue[name], [each for each in asked if each.fact == name])
        for name in dict.fromkeys(each.fact for each in asked)
    }


def _search(
    decide: Decide,
    wanted: Truth,
    values: Mapping[str, Sequence[Any]],
    facts: dict[str, Any],
    size: int,
    budget: Budget,
) -> Mapping[str, Any] | None:
    """Answer one question after another until the answers so far decide."""
    budget.spend(size)
    outcome = decide(facts)
    if outcome is not None:
        return facts if outcome is wanted else None
    name = next(each for each in values if each not in facts)
    for value in values[name]:
        answered = {**facts, name: value}
        found = _search(decide, wanted, values, answered, size, budget)
        if found is not None:
            return found
    return None


def _telling(fact: Fact, asked: Iterable[Test]) -> Sequence[Any]:
    """Answers to one question that stand for all others."""
    operands = [
        each.operand if isinstance(each.operand, tuple) else (each.operand,)
        for each in asked
    ]
    match fact.kind:
        case "number":
            return _numbers(fact, sorted(set(chain.from_iterable(operands))))
        case "many":
            return _sets(fact, operands)
        case _:
            return _words(fact, dict.fromkeys(chain.from_iterable(operands)))


def _numbers(fact: Fact, bounds: Sequence[Any]) -> list[float]:
    step = 1 if fact.whole else 0.5
    near = {each for bound in bounds for each in (bound - step, bound, bound + step)}
    between = {(low + high) / 2 for low, high in pairwise(bounds)}
    tried = near if fact.whole else near | between
    low = float("-inf") if fact.low is None else fact.low
    high = float("inf") if fact.high is None else fact.high
    return sorted(each for each in tried if low <= each <= high)


def _words(fact: Fact, named: Iterable[Any]) -> list[Any]:
    words = list(named)
    other = next((each for each in fact.values if each not in words), None)
    return [*words, other] if other else words


def _sets(fact: Fact, operands: Sequence[tuple[Any, ...]]) -> list[list[str]]:
    """Words that always stand together in the comparisons are chosen together."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    for word in dict.fromkeys(chain.from_iterable(operands)):
        if word != NONE_OF_THESE:
            groups.setdefault(tuple(word in each for each in operands), []).append(word)
    if 2 ** len(groups) > MOST_SETS:
        raise TooLong
    chosen = [
        [word for group in some for word in group]
        for size in range(1, len(groups) + 1)
        for some in combinations(groups.values(), size)
    ]
    others = [each for each in fact.values if each != NONE_OF_THESE]
    apart = [each for each in others if not any(each in one for one in operands)]
    return [*chosen, apart[:1] or [NONE_OF_THESE], [NONE_OF_THESE]]
