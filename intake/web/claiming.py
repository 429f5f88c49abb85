"""Taking a submission, handing it over and giving it back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from intake.records.accounts import User
from intake.web import access, database, opened
from intake.web.clock import now
from intake.web.errors import Link, NextStep
from intake.workflow import claims
from intake.workflow.errors import Overtaken

bp = Blueprint("claiming", __name__, url_prefix="/clinician/submissions")


@bp.post("/<uuid:submission_id>/claim")
def take(submission_id: UUID) -> ResponseReturnValue:
    session = database.session()
    found = opened.find(session, submission_id, to_change=True)
    seen = request.form.get("holder", type=int)
    with _told(submission_id):
        claims.take(
            session, found, access.signed_in(), seen=seen, at=now(), until=_until()
        )
    session.commit()
    return _back(submission_id)


@bp.post("/<uuid:submission_id>/hand-over")
def hand_over(submission_id: UUID) -> ResponseReturnValue:
    session = database.session()
    found = opened.find(session, submission_id, to_change=True)
    taker = session.get(User, request.form.get("to_user", type=int, default=0))
    if taker is None:
        raise BadRequest
    with _told(submission_id):
        claims.hand_over(
            session, found, access.signed_in(), taker, at=now(), until=_until()
        )
    session.commit()
    return _back(submission_id)


@bp.post("/<uuid:submission_id>/give-back")
def give_back(submission_id: UUID) -> ResponseReturnValue:
    session = database.session()
    found = opened.find(session, submission_id, to_change=True)
    claims.give_back(session, found, access.signed_in(), now())
    session.commit()
    return _back(submission_id)


def _until() -> datetime:
    minutes: int = current_app.config["INTAKE"]["CLAIM_MINUTES"]
    return now() + timedelta(minutes=minutes)


def _back(submission_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("clinician.submission", submission_id=submission_id))


@contextmanager
def _told(submission_id: UUID) -> Iterator[None]:
    """Whoever was too late is told, and led to the submission as it is now."""
    try:
        yield
    except Overtaken as overtaken:
        raise NextStep(
            409,
            str(overtaken),
            "Look who has it now. You can still read it, and decide an emergency.",
            Link(
                url_for("clinician.submission", submission_id=submission_id),
                "Look at the submission",
            ),
        ) from overtaken
