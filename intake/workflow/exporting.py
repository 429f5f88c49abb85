"""Taking answers out of the house: who took whose, by which filters, with names or not.

To take them out is to read them: the patient can no longer withdraw them unread.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from textwrap import wrap
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import AuditEvent, Submission
from intake.workflow import audit

# So many at a time: enough for a year of a clinic, and a list that can be looked over.
MOST = 1_000
LONGEST_VERB = AuditEvent.__table__.c.verb.type.length  # type: ignore[attr-defined]


def note_one(
    session: Session,
    submission_id: UUID,
    reviewer: User,
    what: str,
    *,
    named: bool,
    at: datetime,
) -> None:
    """One submission goes out, as `what`: an event of that submission."""
    _note_each(session, [submission_id], reviewer, what, named=named, at=at)


def note_list(
    session: Session,
    ids: Sequence[UUID],
    reviewer: User,
    what: str,
    filters: Mapping[str, str],
    *,
    named: bool,
    at: datetime,
) -> None:
    """A list goes out: an event of each of its submissions, and of whoever took it,
    which says how many and by which filters. A long one is several events."""
    _note_each(session, ids, reviewer, what, named=named, at=at)
    said = f"exported {len(ids)} {_as(what, named=named)}"
    chosen = ", ".join(f"{name}={value}" for name, value in filters.items())
    said = f"{said}: {chosen or 'everything that waits'}"
    lines = wrap(said, LONGEST_VERB, subsequent_indent="… ", break_on_hyphens=False)
    for verb in lines:
        audit.log(session, reviewer, verb, reviewer, at)


def _note_each(
    session: Session,
    ids: Sequence[UUID],
    reviewer: User,
    what: str,
    *,
    named: bool,
    at: datetime,
) -> None:
    session.execute(
        update(Submission)
        .where(Submission.id.in_(ids), Submission.first_opened_at.is_(None))
        .values(first_opened_at=at)
        .execution_options(synchronize_session=False)
    )
    verb = f"exported {_as(what, named=named)}"
    audit.log_each(session, reviewer, verb, ids, at)


def _as(what: str, *, named: bool) -> str:
    return f"as {what}{' with names' if named else ''}"
