"""Telling people of a decision: a link, and nothing of what it leads to."""

from sqlalchemy.orm import Session

from intake.records.models import Submission
from intake.web import mails
from intake.web.clock import now
from intake.workflow import outbox, returning
from intake.workflow.actions import ASK, Action


def patient(session: Session, action: Action, found: Submission) -> None:
    """A private link to the clinician's words or questions, where the patient gave an
    address and the action is one that they are told of."""
    address = found.private.get("email")
    if not action.tells_patient or not address or not outbox.is_on(session):
        return
    token = returning.make_mailed(session, found, now())
    outbox.write(
        session,
        "asked" if action.name == ASK else "decided",
        address,
        language=found.language,
        at=now(),
        about=found,
        values={"link": mails.link("returning.link", token=token)},
    )
