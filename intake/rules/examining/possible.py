"""What a condition can come out as at all: a search through the answers it asks about.

Answers are tried only as far as they make a difference: for a number the bounds and
what lies between them, for a choice the words that are named and one that is not.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, combinations, pairwise
from typing import Any, TypeAlias

from intake.rules.compiling.compiler import Decide, decider
from intake.rules.conditions import Condition, Test, Truth, tests
from intake.rules.conditions import truth as walked
from intake.rules.vocabulary import DECIMALS, NONE_OF_THESE, Fact

Facts: TypeAlias = Mapping[str, Any]
Values: TypeAlias = Mapping[str, Sequence[Any]]

# Past so many sets of words in one question, a search would say little for its time.
MOST_SETS = 4_096
# What is spent on it, in tenths of a microsecond or so: for each set of answers that is
# tried, and for each comparison in it, walked or compiled; and to compile.
A_STEP, WALKED, COMPILED, TO_COMPILE = 25, 17, 1, 600
# By then, to have compiled it would have cost no more.
MOST_WALKS = 32


class TooLong(Exception):
    """The search would take too long; nothing is known."""


@dataclass
class Budget:
    """How much may still be spent."""

    left: int
    within: "Budget | None" = None

    def part(self, at_most: int) -> "Budget":
        """A budget for one search, which spends from this one too."""
        return Budget(at_most, self)

    def spend(self, units: int) -> None:
        self.left -= units
        if self.left < 0:
            raise TooLong
        if self.within:
            self.within.spend(units)


@dataclass
class Subject:
    """A condition to be examined: walked at first, compiled once it is asked often."""

    condition: Condition
    catalogue: Mapping[str, Fact] = field(repr=False)
    walks: int = 0

    @cached_property
    def asked(self) -> Mapping[str, Sequence[Test]]:
        """Its comparisons, each once, by the fact that they ask about."""
        found: dict[str, list[Test]] = {}
        for test in dict.fromkeys(tests(self.condition)):
            found.setdefault(test.fact, []).append(test)
        return found

    @cached_property
    def size(self) -> int:
        return sum(1 for _ in tests(self.condition))

    @cached_property
    def _compiled(self) -> Decide:
        return decider(self.condition, self.catalogue)

    def outcome(self, facts: Facts, budget: Budget) -> Truth:
        self.walks += 1
        if self.walks <= MOST_WALKS:
            budget.spend(A_STEP + WALKED * self.size)
            return walked(self.condition, facts)
        if self.walks == MOST_WALKS + 1:
            budget.spend(TO_COMPILE * self.size)
        budget.spend(A_STEP + COMPILED * self.size)
        return self._compiled(facts)


def possible(
    subject: Subject, wanted: Truth, budget: Budget, given: Facts | None = None
) -> Facts | None:
    """Answers with which the condition comes out as wanted (true or false), or None
    when no answers do; what is `given` is among them. Raises TooLong past the budget.
    """
    values = _values([subject], budget)
    return search(lambda facts: subject.outcome(facts, budget), wanted, values, given)


def apart(
    one: Subject, other: Subject, budget: Budget, *, not_ruled_out: bool = False
) -> Facts | None:
    """Answers, perhaps not to every question, with which the one holds and the other
    does not, or cannot be told. `not_ruled_out`: or with which the one cannot be told
    and the other fails. None if there are none. Raises TooLong past the budget."""

    def decide(facts: Facts) -> Truth:
        first = one.outcome(facts, budget)
        if first is False:
            return False
        second = other.outcome(facts, budget)
        if first is True:
            return second is not True
        return True if not_ruled_out and second is False else None

    values = _values([one, other], budget)
    return search(decide, True, {name: [*each, None] for name, each in values.items()})


def open_without(fact: Fact, subject: Subject, budget: Budget) -> Facts | None:
    """Answers to all else in the condition that leave it undecided for a patient who
    need not have been asked the fact (`fact.asked`), or None. Raises TooLong."""
    values = _values([subject], budget)
    names = [each for each in values if each != fact.name]
    waiting: list[dict[str, Any]] = [{}]
    while waiting:
        facts = waiting.pop()
        decided = subject.outcome(facts, budget) is not None
        if decided or (fact.asked and fact.asked(facts)):
            continue
        if len(facts) == len(names):
            return facts
        name = names[len(facts)]
        waiting.extend({**facts, name: value} for value in values[name])
    return None


def search(
    decide: Callable[[Facts], Truth],
    wanted: Truth,
    values: Values,
    given: Facts | None = None,
) -> Facts | None:
    """Answer one question after another until the answers so far decide."""
    known = dict(given or {})
    names = [name for name in values if name not in known]
    waiting = [known]
    while waiting:
        facts = waiting.pop()
        outcome = decide(facts)
        if outcome is wanted:
            return facts
        if outcome is None and len(facts) < len(known) + len(names):
            name = names[len(facts) - len(known)]
            waiting.extend({**facts, name: each} for each in reversed(values[name]))
    return None


def telling_answers(condition: Condition, catalogue: Mapping[str, Fact]) -> Values:
    """For each fact that the condition asks about, answers that stand for all others.

    Raises TooLong.
    """
    asked = Subject(condition, catalogue).asked
    return {name: telling(catalogue[name], tests) for name, tests in asked.items()}


def _values(subjects: Sequence[Subject], budget: Budget) -> Values:
    """The same for conditions together."""
    budget.spend(WALKED * sum(each.size for each in subjects))
    catalogue = subjects[0].catalogue
    values = {}
    for name in dict.fromkeys(chain.from_iterable(each.asked for each in subjects)):
        asked = chain.from_iterable(each.asked.get(name, ()) for each in subjects)
        values[name] = telling(catalogue[name], list(asked))
        budget.spend(A_STEP * len(values[name]))
    return values


def telling(fact: Fact, asked: Sequence[Test]) -> Sequence[Any]:
    """Answers to one question that stand for all others."""
    operands = [
        each.operand if isinstance(each.operand, tuple) else (each.operand,)
        for each in asked
    ]
    match fact.kind:
        case "number":
            return _numbers(fact, sorted(set(chain.from_iterable(operands))))
        case "many":
            whole = [test.operator == "includes_all" for test in asked]
            return _sets(fact, operands, whole)
        case _:
            return _words(fact, dict.fromkeys(chain.from_iterable(operands)))


def _numbers(fact: Fact, bounds: Sequence[Any]) -> list[float]:
    step = 1 if fact.whole else 0.5
    ends = {each for each in (fact.low, fact.high) if each is not None}
    near = {each for bound in bounds for each in (bound - step, bound, bound + step)}
    between = {(low + high) / 2 for low, high in pairwise(bounds)}
    tried = near if fact.whole else near | between | ends
    low = float("-inf") if fact.low is None else fact.low
    high = float("inf") if fact.high is None else fact.high
    # Without the dust of binary fractions: it could not be written in a rule file.
    within = {round(each, DECIMALS) for each in tried if low <= each <= high}
    # Numbers that people would write come first.
    return sorted(within, key=lambda each: (each != round(each, 1), each))


def _words(fact: Fact, named: Iterable[Any]) -> list[Any]:
    words = list(named)
    other = next((each for each in fact.values if each not in words), None)
    return [*words, other] if other else words


def _sets(
    fact: Fact, operands: Sequence[tuple[Any, ...]], whole: Sequence[bool]
) -> list[list[str]]:
    """Words that always stand together in the comparisons are chosen together; of those
    that a comparison wants all of (`whole`), one may be left out."""
    groups: dict[tuple[bool, ...], list[str]] = {}
    for word in dict.fromkeys(chain.from_iterable(operands)):
        if word != NONE_OF_THESE:
            groups.setdefault(tuple(word in each for each in operands), []).append(word)
    parts: list[list[str]] = []
    for among, words in groups.items():
        wanted = any(one and all_of for one, all_of in zip(among, whole, strict=True))
        parts += filter(None, (words[:1], words[1:]) if wanted else (words,))
    if 2 ** len(parts) > MOST_SETS:
        raise TooLong
    chosen = [
        [word for part in some for word in part]
        for size in range(1, len(parts) + 1)
        for some in combinations(parts, size)
    ]
    others = [each for each in fact.values if each != NONE_OF_THESE]
    apart = [each for each in others if not any(each in one for one in operands)]
    return [*chosen, [NONE_OF_THESE], *([apart[:1]] if apart else [])]
