"""Screening a submission again by the rules in force, from its page."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from intake.web import access, database, opened
from intake.web.clock import now
from intake.web.errors import Link, NextStep
from intake.workflow import screening_again
from intake.workflow.errors import Refused

bp = Blueprint("screening_again", __name__, url_prefix="/clinician/submissions")


@bp.post("/<uuid:submission_id>/screen-again")
def screen(submission_id: UUID) -> ResponseReturnValue:
    session = database.session()
    found = opened.find(session, submission_id, to_change=True)
    seen = request.form.get("revision", type=int, default=0)
    here = url_for("clinician.submission", submission_id=submission_id)
    try:
        screening_again.screen(session, found, access.signed_in(), seen=seen, at=now())
    except Refused as refused:
        link = Link(here, "Look at the submission")
        raise NextStep(409, "Not screened again", str(refused), link) from refused
    session.commit()
    return redirect(f"{here}#flags")
