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
    found = queries.submission(session, submission_id, to_change=to_change)
    if found is None or found.queue_rank is None:
        raise NotFound
    return found


def note_reading(submission_id: UUID) -> None:
    """Before it is read: what a clinician has on the screen is never withdrawn."""
    with database.writing() as own:
        found = find(own, submission_id)
        reviews.note_opening(own, found, access.signed_in(), now())


def since() -> datetime:
    """When the page that this request comes from was opened, as it says."""
    try:
        opened = datetime.fromisoformat(request.form.get("opened_at", ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return opened if opened.tzinfo else opened.replace(tzinfo=UTC)
