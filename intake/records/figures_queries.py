"""The questions behind the lead's figures: counted in the database, along an index, and
of the newest alone where there may be very many. None asks for a name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    column,
    func,
    literal,
    or_,
    select,
    values,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from intake.records.base import UtcDateTime
from intake.records.models import (
    AuditEvent,
    FlagRecord,
    Review,
    Status,
    Submission,
)
from intake.records.opinions import FlagOpinion

# Of each priority, so many of those sent last are timed.
MOST_TIMED = 1_000
# Of so many of those sent last, the flags are counted.
MOST_FLAGGED = 10_000
# So many of the drafts begun last are looked at.
MOST_DRAFTS = 500
STARTED = "started"


@dataclass(frozen=True)
class Wait:
    """`decided_at` is None while nobody has decided."""

    waiting_since: datetime | None
    sent_at: datetime
    status: Status
    decided_at: datetime | None


@dataclass(frozen=True)
class Flagged:
    kind: str
    flag: str
    status: Status
    number: int


def begun_by_day(session: Session, midnights: Sequence[datetime]) -> Mapping[int, int]:
    """How many were begun on each day, from 0: day 2 lies between midnights 2 and 3."""
    day, here = within_spans(midnights, Submission.started_at)
    asked = (
        select(day.c.number, func.count()).join(Submission, here).group_by(day.c.number)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def sent_by_day(
    session: Session, midnights: Sequence[datetime]
) -> Mapping[tuple[int, Status], int]:
    """How many were sent on each day, by how they stand now."""
    day, here = within_spans(midnights, Submission.sent_at)
    asked = (
        select(day.c.number, Submission.status, func.count())
        .join(Submission, here)
        .group_by(day.c.number, Submission.status)
    )
    return {(number, status): count for number, status, count in session.execute(asked)}


def begun(session: Session, since: datetime, until: datetime) -> Mapping[Status, int]:
    """What was begun and is still here, by how it stands now."""
    asked = (
        select(Submission.status, func.count())
        .where(*_within(Submission.started_at, since, until))
        .group_by(Submission.status)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def ever_begun(session: Session, since: datetime, until: datetime) -> int:
    """What was begun, by the trail, which remembers what was removed since."""
    asked = select(func.count()).where(
        AuditEvent.verb == STARTED, *_within(AuditEvent.at, since, until)
    )
    return session.scalar(asked) or 0


def answers_of_drafts(
    session: Session, since: datetime, until: datetime
) -> Sequence[Mapping[str, Any]]:
    """The coded answers of drafts that were begun last; nothing is unsealed."""
    return session.scalars(
        select(Submission.answers)
        .where(
            Submission.status == Status.DRAFT,
            *_within(Submission.started_at, since, until),
        )
        .order_by(Submission.started_at.desc())
        .limit(MOST_DRAFTS)
    ).all()


def waits(
    session: Session,
    priority: str,
    since: datetime,
    until: datetime,
    decisions: Collection[str],
) -> Sequence[Wait]:
    """Of those of this priority that were sent last: when each came in, and its first
    decision after that."""
    decided = (
        select(func.min(Review.reviewed_at))
        .where(
            Review.submission_id == Submission.id,
            Review.action.in_(decisions),
            Review.reviewed_at >= Submission.sent_at,
        )
        .scalar_subquery()
    )
    asked = (
        select(Submission.waiting_since, Submission.sent_at, Submission.status, decided)
        .where(
            Submission.priority == priority,
            *_within(Submission.sent_at, since, until),
        )
        .order_by(Submission.sent_at.desc())
        .limit(MOST_TIMED)
    )
    return [
        Wait(waiting, sent, status, decided_at)
        for waiting, sent, status, decided_at in session.execute(asked)
        if sent is not None
    ]


def flagged(session: Session, since: datetime, until: datetime) -> Sequence[Flagged]:
    """How many submissions each standing flag is on, by how they stand now: of the
    MOST_FLAGGED that were sent last."""
    newest = (
        select(Submission.id, Submission.status)
        .where(*_within(Submission.sent_at, since, until))
        .order_by(Submission.sent_at.desc())
        .limit(MOST_FLAGGED)
        .subquery()
    )
    number = func.count(FlagRecord.submission_id.distinct())
    asked = (
        select(FlagRecord.kind, FlagRecord.flag, newest.c.status, number)
        .join(newest, newest.c.id == FlagRecord.submission_id)
        .where(FlagRecord.taken_back_at.is_(None))
        .group_by(FlagRecord.kind, FlagRecord.flag, newest.c.status)
    )
    return [Flagged(*row) for row in session.execute(asked)]


def opinions(
    session: Session,
    since: datetime,
    until: datetime,
    of: InstrumentedAttribute[str] = FlagOpinion.flag,
) -> Mapping[tuple[str, bool], int]:
    """How often clinicians agreed with each flag, or what else they are `of`, and how
    often not. Of one person's about one flag of one submission the newest of all times
    counts, on its day."""
    newer = aliased(FlagOpinion)
    overruled = (
        select(literal(1))
        .where(
            newer.submission_id == FlagOpinion.submission_id,
            newer.reviewer_id == FlagOpinion.reviewer_id,
            newer.rule == FlagOpinion.rule,
            newer.area.is_not_distinct_from(FlagOpinion.area),
            or_(
                newer.said_at > FlagOpinion.said_at,
                (newer.said_at == FlagOpinion.said_at) & (newer.id > FlagOpinion.id),
            ),
        )
        .exists()
    )
    asked = (
        select(of, FlagOpinion.agrees, func.count())
        .where(*_within(FlagOpinion.said_at, since, until), ~overruled)
        .group_by(of, FlagOpinion.agrees)
    )
    return {(each, agrees): number for each, agrees, number in session.execute(asked)}


def done(session: Session, since: datetime, until: datetime) -> Mapping[str, int]:
    """How often clinicians did each thing."""
    asked = (
        select(Review.action, func.count())
        .where(*_within(Review.reviewed_at, since, until))
        .group_by(Review.action)
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def within_spans(
    limits: Sequence[datetime], when: Any
) -> tuple[CTE, ColumnElement[bool]]:
    """The spans between these times as a table, and whether a time lies in one: span 2
    is between limits 2 and 3. A database knows no clinic's clock, nor when it changes.
    """
    span = (
        values(
            column("number", Integer),
            column("begins", UtcDateTime),
            column("ends", UtcDateTime),
            name="span",
        )
        .data(
            [
                (number, begins, ends)
                for number, (begins, ends) in enumerate(pairwise(limits))
            ]
        )
        .cte("span")
    )
    return span, (when >= span.c.begins) & (when < span.c.ends)


def _within(
    when: Any, since: datetime, until: datetime
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return when >= since, when < until
