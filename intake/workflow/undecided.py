"""What the rules leave undecided, and for lack of which answers: of those submissions
that were sent last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from intake import rules
from intake.questionnaire.derived import DERIVED, PAIN_AREAS
from intake.records import library_queries
from intake.records.library_queries import Judged
from intake.rules import SaidUnknown
from intake.workflow import kept
from intake.workflow.screenings import catalogue

# So many, and none that was sent longer ago.
MOST_JUDGED = 5_000
MOST_DAYS = 365

# A fact, and the area whose it is.
Place: TypeAlias = tuple[str, str | None]


class Why(StrEnum):
    """Why a fact was not known."""

    NOT_ASKED = "not_asked"
    LEFT_EMPTY = "left_empty"
    NOT_SURE = "not_sure"
    DECLINED = "declined"


SAID: Mapping[str, Why] = {
    "not_sure": Why.NOT_SURE,
    "prefer_not_to_say": Why.DECLINED,
}


@dataclass
class Left:
    """In how many submissions it was undecided, and by fact in how many of them for
    lack of which; and how many of these for what reason."""

    number: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    why: dict[str, Counter[Why]] = field(default_factory=dict)


@dataclass
class Undecided:
    """Of `looked_at` submissions. A flag that another rule raised at the same place is
    not undecided; the rule is."""

    looked_at: int = 0
    rules: dict[str, Left] = field(default_factory=dict)
    flags: dict[str, Left] = field(default_factory=dict)


def of_those_sent_last(session: Session, at: datetime) -> Undecided:
    """As `count` says, once a minute."""
    return kept.for_a_minute(session, "undecided", at, count)


def count(session: Session, at: datetime) -> Undecided:
    """What was undecided in the last MOST_JUDGED that were sent in MOST_DAYS."""
    since = at - timedelta(days=MOST_DAYS)
    total = Undecided()
    for each in library_queries.last_judged(session, MOST_JUDGED, since, at):
        count_one(total, each)
    return total


def count_one(total: Undecided, judged: Judged) -> None:
    """Add this submission to those that were looked at."""
    total.looked_at += 1
    said = rules.said(judged.said)
    if not said.unknown:
        return
    known = _Known(judged.facts)
    raised = {(each.flag, each.area) for each in said.flags if not each.not_ruled_out}
    left = [(each.rule, each) for each in said.unknown]
    open_flags = [
        (each.flag, each)
        for each in said.unknown
        if (each.flag, each.area) not in raised
    ]
    _add(total.rules, left, known)
    _add(total.flags, open_flags, known)


def _add(
    total: dict[str, Left],
    unknown: Iterable[tuple[str, SaidUnknown]],
    known: "_Known",
) -> None:
    """Each submission once, however many of its places a fact is missing for."""
    missing: dict[str, dict[str, Why]] = {}
    for name, each in unknown:
        here = missing.setdefault(name, {})
        for fact in each.missing:
            here.setdefault(fact, known.why(fact, each.area))
    for name, facts in missing.items():
        left = total.setdefault(name, Left())
        left.number += 1
        left.facts.update(facts.keys())
        for fact, why in facts.items():
            left.why.setdefault(fact, Counter())[why] += 1


class _Known:
    """What was known of one submission, each fact looked up once."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.patient = facts
        self.areas = {
            rules.area_key(area, number): area
            for number, area in enumerate(facts.get(PAIN_AREAS) or (), start=1)
        }
        self.found: dict[Place, Why] = {}

    def why(self, fact: str, area: str | None) -> Why:
        place = fact, area
        if place not in self.found:
            self.found[place] = self._why(fact, area)
        return self.found[place]

    def _why(self, fact: str, area: str | None) -> Why:
        flat = {**self.patient, **(self.areas.get(area, {}) if area else {})}
        for name in _asked_as(fact):
            for said in _answers(flat.get(name)):
                if said in SAID:
                    return SAID[said]
        if all(_is_asked(name, flat) is False for name in _asked_as(fact)):
            return Why.NOT_ASKED
        return Why.LEFT_EMPTY


def _answers(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, list) else (value,):
        if isinstance(each, str):
            yield each


def _asked_as(fact: str) -> tuple[str, ...]:
    """The questions by which a patient is asked for it."""
    derived = DERIVED.get(fact)
    return (derived and derived.asked_as) or (fact,)


def _is_asked(name: str, flat: Mapping[str, Any]) -> bool | None:
    known = catalogue().get(name)
    return known.asked(flat) if known and known.asked else None
