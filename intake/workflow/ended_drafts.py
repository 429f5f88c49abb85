"""Removing answers that were never sent, once their time is over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.records import coming_back_queries, queries
from intake.records.coming_back import AnswerChange, ReturnCode, Typed
from intake.records.finding import NameEntry, QueueEntry
from intake.records.models import (
    Advice,
    FlagRecord,
    OutboxMail,
    Review,
    ScreeningRecord,
    Submission,
)
from intake.records.opinions import FlagOpinion
from intake.workflow import audit

# What hangs on a submission, and goes with it.
PARTS = (
    Advice,
    AnswerChange,
    FlagOpinion,
    FlagRecord,
    NameEntry,
    OutboxMail,
    QueueEntry,
    ReturnCode,
    Review,
    ScreeningRecord,
    Typed,
)


def found(session: Session, changed_before: datetime) -> Sequence[UUID]:
    """Drafts last changed before this. One in danger stays until it is closed."""
    return coming_back_queries.ended_drafts(session, changed_before)


def remove(
    session: Session, submission_id: UUID, changed_before: datetime, at: datetime
) -> bool:
    """Remove it with its code, unless its patient was faster; the trail stays."""
    draft = queries.submission(session, submission_id, to_change=True)
    if draft is None or draft.id not in found(session, changed_before):
        return False
    audit.log(session, audit.SYSTEM, "removed", draft, at)
    for part in PARTS:
        session.execute(delete(part).where(part.submission_id == draft.id))
    session.execute(delete(Submission).where(Submission.id == draft.id))
    return True
