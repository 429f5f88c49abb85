"""What a cell says of a flag: one word for the patient and all areas together."""

from collections.abc import Iterator, Mapping
from functools import cache

from intake.exports.reading import Taken
from intake.records import standing

# Gravest first: of several places, the first of these that is true of one.
OUTCOMES: Mapping[str, str] = {
    "raised": "a rule raised it",
    "likely": "a rule raised it: likely",
    "possible": "a rule raised it: possible",
    "not_ruled_out": "answers are missing that would decide it, and it is too grave to"
    " leave at that",
    "undecided": "answers are missing that would decide it",
    "not_raised": "no rule raised it, and none was left undecided",
    "not_judged": "the answers were not sent, so only signs of danger were looked for",
}
ORDER = [*OUTCOMES]


def outcomes(taken: Taken) -> Mapping[str, str]:
    """Flag → the gravest that is true of it, for those of which anything is."""
    found: dict[str, str] = {}
    for flag, outcome in _found(taken):
        found[flag] = min(found.get(flag, ORDER[-1]), outcome, key=_place)
    return found


def otherwise(taken: Taken) -> str:
    """What is true of every other flag."""
    judged = standing.last_on_send(taken.submission)
    return "not_judged" if judged is None else "not_raised"


def at(taken: Taken, area: str) -> list[str]:
    """The flags of one area, such as `joint:likely`."""
    return [
        f"{found['flag']}:{_outcome(found['not_ruled_out'], found['strength'])}"
        for found, _screening in standing.flags(taken.submission)
        if found["area"] == area
    ]


def _found(taken: Taken) -> Iterator[tuple[str, str]]:
    for found, _screening in standing.flags(taken.submission):
        yield found["flag"], _outcome(found["not_ruled_out"], found["strength"])
    for found in standing.undecided(taken.submission):
        yield found["flag"], "undecided"


def _outcome(not_ruled_out: bool, strength: str | None) -> str:
    return "not_ruled_out" if not_ruled_out else strength or "raised"


@cache
def _place(outcome: str) -> int:
    return ORDER.index(outcome)
