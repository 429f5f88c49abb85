"""Saying what one thinks of a flag, on the submission's page."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from intake.web import access, clinician, database, opened
from intake.web.clinician import Thought
from intake.web.clock import now
from intake.web.decisions import MAX_NOTE
from intake.workflow import opinions

bp = Blueprint("opinions", __name__, url_prefix="/clinician/submissions")

ANSWERS = {"yes": True, "no": False}
LONG_NOTE = f"Make the note shorter: at most {MAX_NOTE:,} characters."
NO_REASON = "Say why you disagree: whoever mends the rule needs it."


@bp.post("/<uuid:submission_id>/opinion")
def say(submission_id: UUID) -> ResponseReturnValue:
    if request.form.get("agrees") not in ANSWERS:
        raise BadRequest
    agrees = ANSWERS[request.form["agrees"]]
    about = (request.form.get("rule", ""), request.form.get("area") or None)
    reason = request.form.get("reason", "").strip()
    wrong = LONG_NOTE if len(reason) > MAX_NOTE else None
    if not agrees and not reason:
        wrong = NO_REASON
    if wrong:
        database.let_go()
        return clinician.read(submission_id, Thought(about, reason, wrong)), 422
    session = database.session()
    found = opened.find(session, submission_id)
    opinions.say(
        session,
        found,
        access.signed_in(),
        about,
        agrees=agrees,
        reason=reason,
        at=now(),
    )
    session.commit()
    return redirect(url_for("clinician.submission", submission_id=submission_id))
