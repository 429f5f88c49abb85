"""The questions we put to the tables. They read; workflow/ writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Select,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy.orm import (
    Session,
    defer,
    joinedload,
    lazyload,
    load_only,
)
from sqlalchemy.orm.attributes import set_committed_value

from intake.records.accounts import User
from intake.records.base import Base
from intake.records.models import (
    Advice,
    AuditEvent,
    Deployment,
    FlagRecord,
    OutboxMail,
    Review,
    RuleSetVersion,
    ScreeningRecord,
    Sending,
    Submission,
)

# Asked with every page or answer, so put together once.
IN_FORCE = (
    select(RuleSetVersion)
    .options(defer(RuleSetVersion.files))
    .where(RuleSetVersion.number.is_not(None))
    .order_by(RuleSetVersion.number.desc())
    .limit(1)
    .execution_options(autoflush=False)
)
VERSIONS = Base.metadata.tables[RuleSetVersion.__tablename__].c
NEWEST = (
    select(VERSIONS.id, VERSIONS.published_at)
    .where(VERSIONS.number.is_not(None))
    .order_by(VERSIONS.number.desc())
    .limit(1)
)
SUBMISSIONS = Base.metadata.tables[Submission.__tablename__].c
SUBMISSION = (
    select(Submission)
    .where(Submission.id == bindparam("id"))
    .execution_options(populate_existing=True, autoflush=False)
)
SUBMISSION_TO_CHANGE = SUBMISSION.with_for_update()
NAME_ALONE = (load_only(User.name), lazyload(User.roles))
SUBMISSION_TO_READ = SUBMISSION.options(
    joinedload(Submission.claimed_by).options(*NAME_ALONE),
    joinedload(Submission.taken_down_by).options(*NAME_ALONE),
)


def _of_submission(model: Any, *order: Any) -> Select[Any]:
    return select(model).where(model.submission_id == bindparam("id")).order_by(*order)


# What else a submission's page says of it.
ITS_OWN: Mapping[str, Select[Any]] = {
    "screenings": _of_submission(ScreeningRecord, ScreeningRecord.id).options(
        joinedload(ScreeningRecord.rule_set_version).load_only(
            RuleSetVersion.number, RuleSetVersion.published_at
        )
    ),
    "flags": _of_submission(FlagRecord, FlagRecord.id),
    "advice": _of_submission(Advice, Advice.id),
    "reviews": _of_submission(Review, Review.reviewed_at, Review.id).options(
        joinedload(Review.reviewer).options(*NAME_ALONE)
    ),
    "sendings": _of_submission(Sending, Sending.sent_at, Sending.id),
}
IN_REACH = select(SUBMISSIONS.queue_rank.is_not(None)).where(
    SUBMISSIONS.id == bindparam("id")
)

# The rank of what was in the queue and has left it: decided, asked back, closed.
LEFT = 50


def deployment(session: Session) -> Deployment | None:
    return session.scalar(select(Deployment).order_by(Deployment.id).limit(1))


def submission(
    session: Session, submission_id: UUID, *, to_change: bool = False
) -> Submission | None:
    """The submission; `to_change` keeps others from changing it until we are done."""
    chosen = SUBMISSION_TO_CHANGE if to_change else SUBMISSION
    return session.scalar(chosen, {"id": submission_id})


def submission_to_read(session: Session, submission_id: UUID) -> Submission | None:
    """The submission with all that its page says of it, by statements that were put
    together once."""
    found = session.scalar(SUBMISSION_TO_READ, {"id": submission_id})
    for name, asked in ITS_OWN.items() if found else ():
        rows = session.scalars(asked, {"id": submission_id}).all()
        set_committed_value(found, name, rows)
    return found


def is_in_reach(session: Session, submission_id: UUID) -> bool:
    """Whether it stands in the clinicians' queue or ever did."""
    found = session.connection().execute(IN_REACH, {"id": submission_id})
    return bool(found.scalar())


def any_submission(session: Session) -> bool:
    return bool(session.scalar(select(exists().select_from(Submission))))


def published_rule_set(session: Session) -> RuleSetVersion | None:
    """The wording in force. Its files are long: fetched only where they are used."""
    return session.scalar(IN_FORCE)


def newest_rule_set(session: Session) -> tuple[int, datetime] | None:
    """Which wording is in force: its id, and when it was published."""
    found = session.connection().execute(NEWEST).one_or_none()
    return tuple(found) if found else None


def rule_set_versions(session: Session) -> Sequence[RuleSetVersion]:
    return session.scalars(
        select(RuleSetVersion).order_by(RuleSetVersion.id.desc())
    ).all()


def rule_set_numbered(session: Session, number: int | None) -> RuleSetVersion | None:
    """The published version of this number; without one, that in force."""
    if number is None:
        return published_rule_set(session)
    known = RuleSetVersion.number == number
    return session.scalar(select(RuleSetVersion).where(known))


def drafts_of(
    session: Session, author: User, base: RuleSetVersion
) -> Sequence[RuleSetVersion]:
    """What this person began on that version and nobody published, newest first."""
    return session.scalars(
        select(RuleSetVersion)
        .where(
            RuleSetVersion.number.is_(None),
            RuleSetVersion.based_on_id == base.id,
            RuleSetVersion.written_by_id == author.id,
        )
        .order_by(RuleSetVersion.id.desc())
    ).all()


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def next_mail(
    session: Session, at: datetime, *, to_change: bool = False
) -> OutboxMail | None:
    """The mail that has been due for longest; `to_change` passes over those that
    somebody else is about to change, and keeps this one."""
    chosen = (
        select(OutboxMail)
        .where(OutboxMail.next_try_at <= at)
        .order_by(OutboxMail.next_try_at, OutboxMail.id)
        .limit(1)
    )
    if to_change:
        chosen = chosen.with_for_update(skip_locked=True)
    return session.scalar(chosen)


def mail(session: Session, mail_id: UUID) -> OutboxMail | None:
    """The mail, kept from others until we are done."""
    return session.get(
        OutboxMail, mail_id, with_for_update=True, populate_existing=True
    )


def newest_mail(session: Session, kind: str, submission: UUID) -> OutboxMail | None:
    """The last mail of this kind about this submission."""
    return session.scalar(
        select(OutboxMail)
        .where(OutboxMail.kind == kind, OutboxMail.submission_id == submission)
        .order_by(OutboxMail.written_at.desc(), OutboxMail.id)
        .limit(1)
    )


def mails_waiting(session: Session) -> tuple[int, datetime | None]:
    """How many mails are still to be sent, and when the first of them was written."""
    waiting = select(func.count(), func.min(OutboxMail.written_at)).where(
        OutboxMail.next_try_at.is_not(None)
    )
    number, since = session.execute(waiting).one()
    return number, since


def mails_sent(session: Session) -> int:
    sent = select(func.count()).where(OutboxMail.sent_at.is_not(None))
    return session.scalar(sent) or 0


def mails_failed(session: Session) -> Sequence[tuple[str, str | None, int]]:
    """Of the mails that were given up: kind, last error, how many."""
    rows = session.execute(
        select(OutboxMail.kind, OutboxMail.last_error, func.count())
        .where(OutboxMail.failed_at.is_not(None))
        .group_by(OutboxMail.kind, OutboxMail.last_error)
        .order_by(OutboxMail.kind, OutboxMail.last_error)
    )
    return [(kind, error, number) for kind, error, number in rows]


def audit_events(session: Session, subject: str) -> Sequence[AuditEvent]:
    return session.scalars(
        select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.id)
    ).all()
