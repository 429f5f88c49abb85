"""Trying a version of the rules: on its examples, on a patient who is made up, and on
one there was, of whom nothing but coded facts is seen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from intake.records import look_queries
from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion, Submission
from intake.rules import FLAGS, KINDS
from intake.web import access, beside, coded_facts, database, made_patient
from intake.web import tried as trials
from intake.web.clock import now
from intake.web.made_patient import Typed
from intake.web.staff import MAX_ID
from intake.web.tried import Tried
from intake.workflow import looks

bp = Blueprint("trying", __name__, url_prefix="/staff")

NOBODY = (
    "None of the newest submissions is one of these. Choose another flag, or any "
    "submission."
)
NOT_OFFERED = "Choose a flag, and what became of it, from the lists."
WAYS = {
    looks.RAISED: "it was raised",
    looks.UNDECIDED: "it could not be decided",
}
FLAGS_BY_KIND = {
    kind.words: [flag for flag in FLAGS.values() if flag.kind == kind.name]
    for kind in KINDS.values()
}


@bp.route("/rules/<int:version_id>/try", methods=["GET", "POST"])
def show(version_id: int) -> ResponseReturnValue:
    """Nothing is kept of a patient who is made up. The facts are posted all the same:
    so they stand in no address."""
    database.let_go()  # a page is not made while others wait to write
    with database.reading() as own:
        version = _version(own, version_id)
        typed = request.form if request.method == "POST" else None
        return _page(own, version, typed)


@bp.post("/rules/<int:version_id>/looks")
def look(version_id: int) -> ResponseReturnValue:
    """Begin a look: at one that a replay found, or at one that is picked at random."""
    session = database.session()
    version = _version(session, version_id)
    if "change" in request.form:
        chosen, problem = _changed(session), ""
    else:
        chosen, problem = _picked(session)
    if problem:
        database.let_go()
        with database.reading() as own:
            return _page(own, _version(own, version_id), None, problem)
    if chosen is None:
        raise NotFound
    begun = looks.begin_look(session, chosen, access.signed_in(), now())
    session.commit()
    return redirect(url_for(".looked", version_id=version.id, look_id=begun.id))


@bp.get("/rules/<int:version_id>/looks/<uuid:look_id>")
def looked(version_id: int, look_id: UUID) -> ResponseReturnValue:
    """The facts behind a look, for whoever began it and while it lasts."""
    with database.reading() as own:
        version = _version(own, version_id)
        submission = looks.looked_at(own, look_id, access.signed_in(), now())
        if submission is None:
            raise NotFound
        tried = trials.read(own, version)
        if tried is None:
            return _not_readable(version)
        facts: Mapping[str, Any] = submission.facts or {}
        return render_template(
            "staff/try_look.html",
            number=look_id.hex[:8],
            sections=coded_facts.sections(facts, tried.asked_for),
            whole=_whole(submission),
            **_result(tried, facts, request.args.get("explain", "")),
        )


def _page(
    own: Session, version: RuleSetVersion, typed: Typed | None, problem: str = ""
) -> ResponseReturnValue:
    tried = trials.read(own, version)
    if tried is None:
        return _not_readable(version)
    patient = made_patient.read(typed or MultiDict(), tried.asked_for)
    judged = typed is not None and "add" not in typed
    facts = patient.facts if judged else None
    rule = tried.rule(request.args.get("rule", ""))
    page = render_template(
        "staff/try.html",
        patient=patient,
        judged=judged,
        rule=rule,
        examples=trials.examples(tried, rule) if rule else [],
        failing=trials.failing(tried),
        problem=problem,
        flags=FLAGS_BY_KIND,
        ways=WAYS,
        **_result(tried, facts, (typed or request.args).get("explain", "")),
    )
    return page, 422 if problem or (judged and not patient.is_right) else 200


def _result(
    tried: Tried, facts: Mapping[str, Any] | None, rule_id: str
) -> dict[str, Any]:
    """What came of the facts, if there are any, and one rule in full where it is asked
    for."""
    found = {"tried": tried, "explained": tried.rule(rule_id)}
    if facts is None:
        return {**found, "result": None, "why": []}
    return {
        **found,
        "result": beside.judge(tried.rule_set, tried.their_rules, facts),
        "why": beside.why(tried.rule_set, rule_id, facts),
    }


def _not_readable(version: RuleSetVersion) -> str:
    return render_template("staff/try_not.html", version=version)


def _changed(session: Session) -> UUID | None:
    number = request.form.get("change", type=int, default=0)
    return look_queries.changed(session, number) if 0 < number <= MAX_ID else None


def _picked(session: Session) -> tuple[UUID | None, str]:
    """One of what was chosen; else a sentence that says what to do."""
    flag, way = request.form.get("flag", ""), request.form.get("way", "")
    if (flag and flag not in FLAGS) or way not in WAYS:
        return None, NOT_OFFERED
    found = looks.pick(session, flag, way)
    return found, "" if found else NOBODY


def _whole(submission: Submission) -> str | None:
    """Where a clinician reads all of it; None for others, and where none may."""
    opens = current_user.may_enter(Audience.CLINICIAN)
    if not opens or submission.queue_rank is None:
        return None
    return url_for("clinician.submission", submission_id=submission.id)


def _version(session: Session, version_id: int) -> RuleSetVersion:
    known = version_id <= MAX_ID
    found = session.get(RuleSetVersion, version_id) if known else None
    if found is None:
        raise NotFound
    return found
