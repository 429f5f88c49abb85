"""Evidence: the comparisons that settled a condition, or keep it from being settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.rules.conditions import Condition, Not, Test, Truth, negate, parts, truth
from intake.rules.vocabulary import Fact
from intake.rules.words import fact_in_words, test_in_words


@dataclass(frozen=True)
class Evidence:
    """One comparison with the answer that was given, both in words."""

    fact: str
    question: str
    answer: str
    says: str  # what the rule asks of it: "is at least 12 weeks"
    holds: Truth
    implied: bool  # not asked, because another answer implies it


def evidence(
    condition: Condition, facts: Mapping[str, Any], catalogue: Mapping[str, Fact]
) -> tuple[Evidence, ...]:
    """What made the condition come out as it does, in the questionnaire's order.

    For a true condition the comparisons that hold and contribute, for a false one
    those that fail, for an undecided one those that nobody has answered. The same
    whichever way round the conditions are written.
    """
    found = {
        _in_words(test, facts, catalogue)
        for test in dict.fromkeys(_decisive(condition, facts, truth(condition, facts)))
    }
    order = {name: place for place, name in enumerate(catalogue)}
    return tuple(sorted(found, key=lambda each: (order[each.fact], each.says)))


def _decisive(
    condition: Condition, facts: Mapping[str, Any], wanted: Truth
) -> Iterator[Test]:
    """The tests below that come out as wanted; the condition itself is known to."""
    if isinstance(condition, Test):
        yield condition
        return
    if isinstance(condition, Not):
        wanted = negate(wanted)
    for part in parts(condition):
        if truth(part, facts) is wanted:
            yield from _decisive(part, facts, wanted)


def _in_words(
    test: Test, facts: Mapping[str, Any], catalogue: Mapping[str, Fact]
) -> Evidence:
    fact = catalogue[test.fact]
    return Evidence(
        fact=fact.name,
        question=fact.label,
        answer=fact_in_words(fact, facts.get(fact.name)),
        says=test_in_words(fact, test),
        holds=truth(test, facts),
        implied=fact.name in facts.get("implied", ()),
    )
