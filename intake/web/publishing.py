"""Asking a colleague for approval, giving it, publishing, and bringing back."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, NotFound

from intake.records import approval_queries
from intake.web import access, database, staff
from intake.web.clock import now
from intake.web.forms import Answer, AskApproval, BringBack
from intake.workflow import approvals, replays
from intake.workflow import publishing as deeds
from intake.workflow.errors import Refused

bp = Blueprint("publishing", __name__, url_prefix="/staff")

ANSWERS = {"yes": True, "no": False}


@bp.post("/rules/<int:version_id>/ask")
def ask(version_id: int) -> ResponseReturnValue:
    session = database.session()
    found = staff.find(session, version_id)
    replay = replays.finished(session, found)
    lost = bool(replay and replays.lost_dangers(replay))
    form = AskApproval(request.form, lost=lost)
    if not form.validate():
        return _again(version_id, asking=form), 422
    try:
        approvals.ask(
            session,
            found,
            access.signed_in(),
            why=form.why.data or "",
            why_lost=form.data.get("why_lost") or "",
            seen=request.form.get("revision", type=int, default=0),
            at=now(),
        )
    except Refused as refused:
        return _again(version_id, refused=str(refused), asking=form), 409
    session.commit()
    return _done(version_id, "asked")


@bp.post("/approvals/<int:approval_id>")
def answer(approval_id: int) -> ResponseReturnValue:
    if request.form.get("approved") not in ANSWERS:
        raise BadRequest
    approved = ANSWERS[request.form["approved"]]
    session = database.session()
    known = approval_id <= staff.MAX_ID
    found = approval_queries.request(session, approval_id) if known else None
    if found is None:
        raise NotFound
    version_id = found.rule_set_version_id
    form = Answer(request.form)
    if not form.is_right(approved=approved):
        return _again(version_id, answering=form), 422
    try:
        approvals.answer(
            session,
            found,
            access.signed_in(),
            approved=approved,
            words=form.words.data or "",
            at=now(),
        )
    except Refused as refused:
        return _again(version_id, refused=str(refused), answering=form), 409
    session.commit()
    return _done(version_id, "approved" if approved else "not-approved")


@bp.post("/rules/<int:version_id>/publish")
def publish(version_id: int) -> ResponseReturnValue:
    session = database.session()
    found = staff.find(session, version_id)
    seen = request.form.get("revision", type=int, default=0)
    try:
        deeds.publish(session, found, access.signed_in(), seen=seen, at=now())
    except Refused as refused:
        return _again(version_id, refused=str(refused)), 409
    session.commit()
    return redirect(url_for("staff.versions", published=found.number))


@bp.post("/rules/<int:version_id>/bring-back")
def bring_back(version_id: int) -> ResponseReturnValue:
    session = database.session()
    earlier = staff.find(session, version_id)
    form = BringBack(request.form)
    if not form.validate():
        return _again(version_id, bringing_back=form), 422
    try:
        version = deeds.bring_back(
            session,
            earlier,
            access.signed_in(),
            why=form.why.data or "",
            seen=request.form.get("in_force", type=int, default=0),
            at=now(),
        )
    except Refused as refused:
        return _again(version_id, refused=str(refused), bringing_back=form), 409
    session.commit()
    return redirect(url_for("staff.versions", published=version.number))


def _done(version_id: int, what: str) -> ResponseReturnValue:
    return redirect(
        url_for("staff.version", version_id=version_id, done=what, _anchor="before")
    )


def _again(
    version_id: int,
    *,
    refused: str | None = None,
    asking: AskApproval | None = None,
    answering: Answer | None = None,
    bringing_back: BringBack | None = None,
) -> str:
    """The version's page as it is now, with what is wrong and what was typed."""
    database.let_go()
    with database.reading() as own:
        return staff.page(
            own,
            staff.find(own, version_id),
            refused=refused,
            asking=asking,
            answering=answering,
            bringing_back=bringing_back,
        )
