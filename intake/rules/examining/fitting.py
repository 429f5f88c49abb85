"""Whether one patient can have given all these answers, and a search for one who can.

A question may not be put to everybody, and may offer less to some: nobody is asked for
the part of the kneecap of an elbow. `Fact.fits` knows.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from intake.rules.conditions import Condition, Truth
from intake.rules.examining.possible import (
    Budget,
    Facts,
    Subject,
    search,
    telling_answers,
)
from intake.rules.vocabulary import NONE_OF_THESE, Fact

# What it costs to see whether answers fit together.
FIT = 150
# Where other questions than the condition's own depend on a number, on a list.
SPREAD = 12
MOST_LISTS = 64


def fit_together(facts: Facts, catalogue: Mapping[str, Fact]) -> bool:
    """Whether one patient can have given all these answers."""
    return all(
        fits(facts[name], facts) for name in facts if (fits := catalogue[name].fits)
    )


def fitting(
    condition: Condition,
    catalogue: Mapping[str, Fact],
    budget: Budget,
    given: Facts,
) -> Facts | None:
    """Answers of one patient with which the condition holds, `given` among them; None
    when there are none. Raises TooLong past the budget."""
    subject = Subject(condition, catalogue)
    values = {
        name: list(_answers(catalogue[name], telling))
        for name, telling in telling_answers(condition, catalogue).items()
    }

    def decide(facts: Facts) -> Truth:
        outcome = subject.outcome(facts, budget)
        if outcome is False:
            return False
        budget.spend(FIT)
        return outcome if fit_together(facts, catalogue) else False

    return search(decide, True, values, given)


def _answers(fact: Fact, telling: Sequence[Any]) -> Iterator[Any]:
    """Answers to one question that stand for all others, to other questions too.

    What tells no difference to a condition may tell whether another question is put:
    every word of a choice, lists with all that the condition does not name, numbers
    over all the range.
    """
    yield from telling
    match fact.kind:
        case "choice":
            yield from (each for each in fact.values if each not in telling)
        case "number" if fact.low is not None and fact.high is not None:
            for place in range(SPREAD + 1):
                yield round(fact.low + (fact.high - fact.low) * place / SPREAD)
        case "many" if len(telling) <= MOST_LISTS:
            named = {word for each in telling[:-1] for word in each}
            apart = [
                word for word in fact.values if word not in {*named, NONE_OF_THESE}
            ]
            yield from ([*each, *apart] for each in telling if each != [NONE_OF_THESE])
        case _:
            return
