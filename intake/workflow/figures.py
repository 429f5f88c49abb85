"""How the clinic does, in figures: what is counted, and what is not counted with it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.derived import AREAS
from intake.questionnaire.progress import EACH_PLACE, SECTIONS
from intake.records import figures_queries
from intake.records.figures_queries import MOST_DRAFTS, MOST_TIMED
from intake.records.models import Status
from intake.rules import FLAGS, KINDS, PRIORITIES
from intake.workflow.actions import ACTIONS, WAITING

# How long a submission of this priority waited from one time to another.
Lasted: TypeAlias = Callable[[str, datetime, datetime], timedelta]

# What ends the waiting of what was sent. Reopening, calling and noting do not.
DECIDING = tuple(each.name for each in ACTIONS.values() if each.takes == WAITING)
# What has been sent once, whatever became of it.
SENT = tuple(each for each in Status if each is not Status.DRAFT)
# Of fewer, nine in ten are all or all but one: the number says nothing.
FEWEST_FOR_A_SHARE = 10
NOTHING = ""


@dataclass(frozen=True)
class Day:
    """What was begun on it, and what was sent on it by how that stands now."""

    begun: int
    sent: Mapping[Status, int]

    @property
    def all_sent(self) -> int:
        return sum(self.sent.values())


@dataclass(frozen=True)
class Waits:
    """How long those of one priority waited for the first decision. Whoever waits
    still, and what was withdrawn undecided, is in no duration."""

    priority: str
    lasted: Sequence[timedelta]  # the shortest first
    waiting: int
    withdrawn: int

    @property
    def number(self) -> int:
        return len(self.lasted) + self.waiting + self.withdrawn

    @property
    def is_sample(self) -> bool:
        return self.number == MOST_TIMED

    @property
    def median(self) -> timedelta | None:
        seconds = [each.total_seconds() for each in self.lasted]
        return timedelta(seconds=median(seconds)) if seconds else None

    @property
    def nine_in_ten(self) -> timedelta | None:
        """So long, or less, waited nine in ten (nearest rank)."""
        if len(self.lasted) < FEWEST_FOR_A_SHARE:
            return None
        return self.lasted[ceil(len(self.lasted) * 0.9) - 1]


@dataclass(frozen=True)
class Completion:
    """`removed`: begun, never sent, and removed since. `stopped`: drafts by the last
    page with an answer, in the order of the pages; NOTHING for none."""

    sent: int
    drafts: int
    removed: int
    stopped: Mapping[str, int]

    @property
    def begun(self) -> int:
        return self.sent + self.drafts + self.removed

    @property
    def is_sample(self) -> bool:
        return sum(self.stopped.values()) == MOST_DRAFTS


@dataclass(frozen=True)
class FlagFigures:
    """One flag: on how many submissions, what became of them, and who agreed."""

    flag: str
    by_status: Mapping[Status, int]
    agreed: int
    disagreed: int

    @property
    def number(self) -> int:
        return sum(self.by_status.values())


def days(session: Session, midnights: Sequence[datetime]) -> list[Day]:
    """The days between these midnights, in their order."""
    begun = figures_queries.begun_by_day(session, midnights)
    sent = figures_queries.sent_by_day(session, midnights)
    return [
        Day(begun.get(number, 0), {each: sent.get((number, each), 0) for each in SENT})
        for number in range(len(midnights) - 1)
    ]


def waits(
    session: Session, since: datetime, until: datetime, lasted: Lasted
) -> list[Waits]:
    """By priority, of what was sent between these times, the gravest first."""
    found = []
    for priority in PRIORITIES:
        rows = figures_queries.waits(session, priority, since, until, DECIDING)
        decided = [
            # A draft in danger waited before it was sent.
            lasted(priority, min(each.waiting_since or at, at), each.decided_at)
            for each in rows
            if each.decided_at and (at := each.sent_at)
        ]
        left = Counter(each.status for each in rows if each.decided_at is None)
        gone = left.pop(Status.WITHDRAWN, 0)
        found.append(Waits(priority, sorted(decided), left.total(), gone))
    return found


def completion(session: Session, since: datetime, until: datetime) -> Completion:
    """Of what was begun between these times what was sent, and where others stopped."""
    now = figures_queries.begun(session, since, until)
    ever = figures_queries.ever_begun(session, since, until)
    drafts = figures_queries.answers_of_drafts(session, since, until)
    reached = Counter(last_answered(each) for each in drafts)
    pages = (NOTHING, *(step.slug for step in QUESTIONNAIRE.steps))
    return Completion(
        sent=sum(now.get(each, 0) for each in SENT),
        drafts=now.get(Status.DRAFT, 0),
        removed=max(ever - sum(now.values()), 0),
        stopped={each: reached[each] for each in pages},
    )


def flags(
    session: Session, since: datetime, until: datetime
) -> dict[str, list[FlagFigures]]:
    """By category, the most frequent flag first, of what was sent between these times;
    opinions are those that were said between them."""
    by_flag: dict[tuple[str, str], dict[Status, int]] = {}
    for each in figures_queries.flagged(session, since, until):
        by_flag.setdefault((each.kind, each.flag), {})[each.status] = each.number
    said = figures_queries.opinions(session, since, until)
    for flag, _agrees in said:  # on what was never sent there are opinions too
        if flag in FLAGS:
            by_flag.setdefault((FLAGS[flag].kind, flag), {})
    found: dict[str, list[FlagFigures]] = {kind: [] for kind in KINDS}
    for (kind, flag), statuses in by_flag.items():
        agreed, disagreed = said.get((flag, True), 0), said.get((flag, False), 0)
        found[kind].append(FlagFigures(flag, statuses, agreed, disagreed))
    for kind, rows in found.items():
        found[kind] = sorted(rows, key=lambda each: (-each.number, each.flag))
    return found


def done(session: Session, since: datetime, until: datetime) -> dict[str, int]:
    """How often each action was taken, in the order of ACTIONS."""
    counted = figures_queries.done(session, since, until)
    return {name: counted.get(name, 0) for name in ACTIONS}


def last_answered(answers: Mapping[str, Any]) -> str:
    """The last page that has an answer, by the coded answers alone; else NOTHING."""
    places = [answers, *answers.get(AREAS, {}).values()]
    given = {name for each in places for name, said in each.items() if said is not None}
    steps = [
        question.step
        for question in QUESTIONNAIRE.questions.values()
        if question.name in given
    ]
    return steps[-1] if steps else NOTHING


def section_of(slug: str) -> str:
    """The section that the page belongs to, as patients have it in their list."""
    found = (title for title, slugs in SECTIONS.items() if slug in slugs)
    return next(found, EACH_PLACE)
