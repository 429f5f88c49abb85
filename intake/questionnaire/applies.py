"""When a question applies: small conditions on what is known, with a third value.

What is known of a patient is what facts.py calls facts: answers, what follows from
them, and the painful areas. None means that it cannot be told yet.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from intake.questionnaire.step import Answers, Applies

NOT_SURE = "not_sure"
PREFER_NOT_TO_SAY = "prefer_not_to_say"
NONE = "none"
UNKNOWN = frozenset({NOT_SURE, PREFER_NOT_TO_SAY})
# What a condition on the body asks about, where it asks of no question by its name.
PLACES, SITE = "places", "site"


@dataclass(frozen=True)
class Asks:
    """What one condition asks of one thing that is known: that it is among the values,
    or, with `but`, that there is an answer and it is none of them."""

    of: str
    values: frozenset[str] = frozenset()
    but: bool = False


# A condition → what it asks, for those who say it in another language. What depends on
# more than one thing, or on what is worked out, is not here.
ASKS: dict[Applies, Asks] = {}


def chosen(name: str, *values: str) -> Applies:
    """The answer is, or includes, one of these; not sure cannot be told."""

    def applies(known: Answers) -> bool | None:
        answers = _as_list(known.get(name))
        if not answers:
            return None
        if any(answer in values for answer in answers):
            return True
        return None if UNKNOWN.issuperset(answers) else False

    ASKS[applies] = Asks(name, frozenset(values))
    return applies


def something(name: str) -> Applies:
    """A list of answers names at least one thing; not sure names none to ask about."""

    def applies(known: Answers) -> bool | None:
        answers = _as_list(known.get(name))
        if not answers or UNKNOWN.issuperset(answers):
            return None
        return NONE not in answers

    ASKS[applies] = Asks(name, UNKNOWN | {NONE}, but=True)
    return applies


def unless(name: str, *values: str) -> Applies:
    """The answer was given and is none of these; not sure is such an answer."""

    def applies(known: Answers) -> bool | None:
        answers = _as_list(known.get(name))
        return not any(answer in values for answer in answers) if answers else None

    ASKS[applies] = Asks(name, frozenset(values), but=True)
    return applies


def filled(name: str) -> Applies:
    """A box that may stay empty was filled in."""

    def applies(known: Answers) -> bool | None:
        return known[name] is not None if name in known else None

    ASKS[applies] = Asks(name, but=True)
    return applies


def aged(low: int = 0, high: int = 200) -> Applies:
    """The patient's age in whole years lies between these, both included."""

    def applies(known: Answers) -> bool | None:
        age = known.get("age")
        return low <= age <= high if isinstance(age, int | float) else None

    return applies


def anywhere(sites: Collection[str]) -> Applies:
    """At least one of the places that hurt is one of these sites."""

    def applies(known: Answers) -> bool | None:
        return _any(_is_one(site, sites) for site in known[PLACES])

    ASKS[applies] = Asks(PLACES, frozenset(sites))
    return applies


def here(sites: Collection[str]) -> Applies:
    """The area asked about is one of these sites."""

    def applies(known: Answers) -> bool | None:
        return _is_one(known.get(SITE), sites)

    ASKS[applies] = Asks(SITE, frozenset(sites))
    return applies


def in_some_area(condition: Applies) -> Applies:
    """The condition holds in at least one of the areas described."""

    def applies(known: Answers) -> bool | None:
        return _any(condition({**known, **area}) for area in known["pain_areas"])

    return applies


def both(*conditions: Applies) -> Applies:
    def applies(known: Answers) -> bool | None:
        outcomes = [condition(known) for condition in conditions]
        if False in outcomes:
            return False
        return None if None in outcomes else True

    return applies


def either(*conditions: Applies) -> Applies:
    return lambda known: _any(condition(known) for condition in conditions)


def _any(outcomes: Iterable[bool | None]) -> bool | None:
    found = list(outcomes)
    if True in found:
        return True
    return None if None in found or not found else False


def _is_one(site: str | None, sites: Collection[str]) -> bool | None:
    return None if site is None or site in UNKNOWN else site in sites


def _as_list(answer: object) -> list[object]:
    if answer is None:
        return []
    return answer if isinstance(answer, list) else [answer]
