"""The questions behind a look of staff at somebody's facts: whose it may be, and
whether it is still open to them."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from intake.records.models import FlagRecord, ScreeningRecord, Status, Submission
from intake.records.rule_work import FactsLook, ReplayChange

# What a patient has withdrawn is not looked at for the rules' sake.
LEFT_OUT = (Status.DRAFT, Status.WITHDRAWN)
# One of so many is picked: enough that nobody can tell which it will be.
NEWEST = 500


def sent(session: Session) -> Sequence[UUID]:
    """The newest that were sent."""
    return session.scalars(_sent()).all()


def raised(session: Session, flag: str) -> Sequence[UUID]:
    """The newest with this flag on them."""
    found = (
        select(Submission.id)
        .join(FlagRecord, FlagRecord.submission_id == Submission.id)
        .where(
            FlagRecord.flag == flag,
            FlagRecord.taken_back_at.is_(None),
            FlagRecord.not_ruled_out.is_(False),
            Submission.sent_at.is_not(None),
            Submission.status.not_in(LEFT_OUT),
        )
        .order_by(FlagRecord.raised_at.desc(), FlagRecord.id.desc())
        .limit(NEWEST)
    )
    return list(dict.fromkeys(session.scalars(found)))


def undecided(session: Session, flag: str) -> Sequence[UUID]:
    """Of the newest that were sent, those for which a rule with this flag could not be
    decided then."""
    newest = _sent().subquery()
    screened = (
        select(ScreeningRecord.submission_id, ScreeningRecord.result)
        .where(
            ScreeningRecord.submission_id.in_(select(newest.c.id)),
            ScreeningRecord.while_draft.is_(False),
        )
        .order_by(ScreeningRecord.id)
    )
    last = {row[0]: row[1] for row in session.execute(screened)}
    return [
        each
        for each, result in last.items()
        if flag in {unknown["flag"] for unknown in result["unknown"]}
    ]


def changed(session: Session, change_id: int) -> UUID | None:
    """The submission that stands in a replay's list under this number."""
    found = session.get(ReplayChange, change_id)
    return found.submission_id if found else None


def look(
    session: Session, look_id: UUID, user_id: int, since: datetime
) -> FactsLook | None:
    """This person's look, if it was begun after `since`."""
    return session.scalar(
        select(FactsLook).where(
            FactsLook.id == look_id,
            FactsLook.user_id == user_id,
            FactsLook.looked_at > since,
        )
    )


def _sent() -> Select[UUID]:
    return (
        select(Submission.id)
        .where(Submission.sent_at.is_not(None), Submission.status.not_in(LEFT_OUT))
        .order_by(Submission.sent_at.desc(), Submission.id)
        .limit(NEWEST)
    )
