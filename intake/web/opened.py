"""A submission that a clinician opens: whether they may see it, and that they did."""

from datetime import UTC, datetime
from uuid import UUID

from flask import request
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from intake.records import queries
from intake.records.models import Submission
from intake.web import access, database
from intake.web.clock import now
from intake.workflow import reviews


def find(
    session: Session, submission_id: UUID, *, to_change: bool = False
) -> Submission:
    """The submission, if it is anybody's business: NotFound for a draft that raised
    nothing."""
    return _in_reach(queries.submission(session, submission_id, to_change=to_change))


def find_to_read(session: Session, submission_id: UUID) -> Submission:
    """The same, with all that its page says of it."""
    return _in_reach(queries.submission_to_read(session, submission_id))


def _in_reach(found: Submission | None) -> Submission:
    if found is None or found.queue_rank is None:
        raise NotFound
    return found


def note_reading(submission_id: UUID) -> None:
    """Before it is read: what a clinician has on the screen is never withdrawn."""
    with database.writing() as own:
        if not queries.is_in_reach(own, submission_id):
            raise NotFound
        reviews.note_opening(own, submission_id, access.signed_in(), now())


def since() -> datetime:
    """When the page that this request comes from was opened, as it says."""
    try:
        opened = datetime.fromisoformat(request.form.get("opened_at", ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return opened if opened.tzinfo else opened.replace(tzinfo=UTC)
