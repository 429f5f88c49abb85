"""The questions we put to the tables. They read; workflow/ writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    exists,
    func,
    literal,
    select,
    tuple_,
)
from sqlalchemy.orm import Session, selectinload

from intake.records.accounts import User
from intake.records.models import (
    AuditEvent,
    Deployment,
    FlagRecord,
    RuleSetVersion,
    Status,
    Submission,
)

PAGE = 25

# The rank of what was in the queue and has left it: decided, asked back, closed.
LEFT = 50


@dataclass(frozen=True)
class Place:
    """Where a page of the queue begins: just after this rank, time and id."""

    rank: int
    since: datetime
    id: UUID


@dataclass(frozen=True)
class QueuePage:
    submissions: Sequence[Submission]
    following: Place | None


def deployment(session: Session) -> Deployment | None:
    return session.scalar(select(Deployment).order_by(Deployment.id).limit(1))


def submission(
    session: Session, submission_id: UUID, *, to_change: bool = False
) -> Submission | None:
    """The submission; `to_change` keeps others from changing it until we are done."""
    return session.get(
        Submission, submission_id, with_for_update=to_change, populate_existing=True
    )


def any_submission(session: Session) -> bool:
    return bool(session.scalar(select(exists().select_from(Submission))))


def queue(
    session: Session,
    *,
    flag: str | None = None,
    status: Status | None = None,
    after: Place | None = None,
) -> QueuePage:
    """A page of submissions: the gravest first, then the longest waiting.

    Without a status, those that wait for a clinician, drafts in danger included.
    With one, every submission of that status that was ever in the queue.
    """
    chosen = _filtered(flag, status)
    if after is not None:
        chosen = chosen.where(_comes_after(after))
    found = session.scalars(
        chosen.order_by(Submission.queue_rank, Submission.waiting_since, Submission.id)
        .limit(PAGE + 1)
        .options(selectinload(Submission.flags))
    ).all()
    page = found[:PAGE]
    return QueuePage(page, _place(page[-1]) if len(found) > PAGE else None)


def submissions_by_status(session: Session) -> dict[Status, int]:
    """How many submissions stand at each status, drafts nobody must see left out."""
    rows = session.execute(
        select(Submission.status, func.count().label("number"))
        .where(Submission.queue_rank.is_not(None))
        .group_by(Submission.status)
    )
    return {row.status: row.number for row in rows}


def published_rule_set(session: Session) -> RuleSetVersion | None:
    """The wording in force."""
    return session.scalar(
        select(RuleSetVersion)
        .where(RuleSetVersion.number.is_not(None))
        .order_by(RuleSetVersion.number.desc())
        .limit(1)
    )


def rule_set_versions(session: Session) -> Sequence[RuleSetVersion]:
    return session.scalars(
        select(RuleSetVersion).order_by(RuleSetVersion.id.desc())
    ).all()


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def audit_events(session: Session, subject: str) -> Sequence[AuditEvent]:
    return session.scalars(
        select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.id)
    ).all()


def _filtered(flag: str | None, status: Status | None) -> Select[Submission]:
    chosen = select(Submission)
    if status is None:
        chosen = chosen.where(Submission.queue_rank < LEFT)
    else:
        chosen = chosen.where(
            Submission.status == status, Submission.queue_rank.is_not(None)
        )
    if flag is not None:
        raised = exists().where(
            FlagRecord.submission_id == Submission.id,
            FlagRecord.flag == flag,
            FlagRecord.taken_back_at.is_(None),
        )
        chosen = chosen.where(raised)
    return chosen


def _comes_after(place: Place) -> ColumnElement[bool]:
    here = tuple_(Submission.queue_rank, Submission.waiting_since, Submission.id)
    return here > tuple_(
        literal(place.rank),
        literal(place.since, Submission.waiting_since.type),
        literal(place.id, Submission.id.type),
    )


def _place(submission: Submission) -> Place:
    if submission.queue_rank is None or submission.waiting_since is None:
        raise AssertionError("What stands in the queue has a rank and a time.")
    return Place(submission.queue_rank, submission.waiting_since, submission.id)
