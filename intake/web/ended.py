"""Answers that were open in this browser when its session ended, or that have ended."""

from uuid import UUID

from flask import current_app
from flask import session as browser_session

from intake.records import queries
from intake.records.models import Submission
from intake.web import database, sessions
from intake.web.clock import now
from intake.workflow import returning


class SessionEnded(Exception):
    """This browser had answers open and was away for too long: it is asked for the
    date of birth before it sees them."""


def submission(*, to_change: bool = False) -> Submission | None:
    """What this browser had open before its session ended, if it still waits."""
    return kept(browser_session.get(sessions.ENDED), to_change=to_change)


def kept(known: str | None, *, to_change: bool) -> Submission | None:
    """The submission of this id, unless it came to its end."""
    if not known:
        return None
    found = queries.submission(database.session(), UUID(known), to_change=to_change)
    return None if found is None or returning.is_over(found, days(), now()) else found


def days() -> int:
    """How long answers that are not sent wait for their patient."""
    found: int = current_app.config["INTAKE"]["DRAFT_DAYS"]
    return found
