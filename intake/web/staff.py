"""The staff's pages: the wordings of the rules, and what is wrong in one."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from intake.records import approval_queries, queries, replay_queries
from intake.records.models import RuleSetVersion
from intake.web import access, before_force, database, rule_page
from intake.web.clock import now, today
from intake.web.forms import Answer, AskApproval, BringBack
from intake.workflow import approvals, rule_sets, screenings

bp = Blueprint("staff", __name__, url_prefix="/staff")

# The highest number a row can have; PostgreSQL does not even look for a higher one.
MAX_ID = 2**31 - 1
# What was done a moment ago, by the word in the address.
DONE = {
    "asked": "You have asked for approval. Whoever can give it finds it under Rules.",
    "approved": "You have approved this text. It can be published now.",
    "not-approved": "You have not approved this text. Its author reads why.",
}


@bp.get("/rules")
def versions() -> ResponseReturnValue:
    session = database.session()
    in_force = screenings.in_force(session)
    return render_template(
        "staff/versions.html",
        versions=queries.rule_set_versions(session),
        in_force=in_force,
        published=request.args.get("published", type=int) == in_force.number,
        waiting=approvals.waiting_for(session, access.signed_in()),
    )


@bp.post("/rules")
def write() -> ResponseReturnValue:
    """Begin a wording of one's own: a copy of the one in force."""
    session = database.session()
    base = screenings.in_force(session)
    version = rule_sets.write(session, base, access.signed_in(), now())
    session.commit()
    return redirect(url_for(".version", version_id=version.id))


@bp.get("/rules/<int:version_id>")
def version(version_id: int) -> ResponseReturnValue:
    session = database.session()
    return page(session, find(session, version_id))


def page(
    session: Session,
    found: RuleSetVersion,
    *,
    refused: str | None = None,
    asking: AskApproval | None = None,
    answering: Answer | None = None,
    bringing_back: BringBack | None = None,
) -> str:
    """The version's page; with what was refused, and the forms as they were typed."""
    problems = rule_sets.problems_in(found.files, today())
    me = access.signed_in_to(session)
    is_draft = found.number is None
    forms = [asking, answering, bringing_back]
    return render_template(
        "staff/version.html",
        version=found,
        in_force=queries.published_rule_set(session),
        files=found.files,
        problems=rule_page.places(found.files, problems),
        way=before_force.of(session, found, me, asking, answering)
        if is_draft
        else None,
        titles=before_force.TITLES,
        approval=None if is_draft else approval_queries.newest(session, found),
        bringing_back=bringing_back or BringBack(),
        wrong=[each for each in forms if each is not None and each.errors],
        refused=refused,
        done=DONE.get(request.args.get("done", "")),
        replays=replay_queries.of_version(session, found.id),
        digest=rule_sets.digest(found.files),
    )


def find(session: Session, version_id: int) -> RuleSetVersion:
    """The version; NotFound where there is none."""
    known = version_id <= MAX_ID
    found = session.get(RuleSetVersion, version_id) if known else None
    if found is None:
        raise NotFound
    return found
