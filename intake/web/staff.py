"""The staff's pages: the wordings of the rules, what is wrong in one, publishing it."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from intake.records import queries
from intake.records.models import RuleSetVersion
from intake.web import access, database, rule_page
from intake.web.clock import now, today
from intake.workflow import rule_sets, screenings

bp = Blueprint("staff", __name__, url_prefix="/staff")

# The highest number a row can have; PostgreSQL does not even look for a higher one.
MAX_ID = 2**31 - 1


@bp.get("/rules")
def versions() -> ResponseReturnValue:
    session = database.session()
    in_force = screenings.in_force(session)
    return render_template(
        "staff/versions.html",
        versions=queries.rule_set_versions(session),
        in_force=in_force,
        published=request.args.get("published", type=int) == in_force.number,
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
    found = _version(version_id)
    problems = rule_sets.problems_in(found.files, today())
    return render_template(
        "staff/version.html",
        version=found,
        in_force=queries.published_rule_set(database.session()),
        files=found.files,
        problems=rule_page.places(found.files, problems),
        stopped=bool(rule_sets.errors_of(problems)),
    )


@bp.post("/rules/<int:version_id>/publish")
def publish(version_id: int) -> ResponseReturnValue:
    session = database.session()
    found = _version(version_id)
    seen = request.form.get("revision", type=int, default=0)
    problems = rule_sets.problems_in(found.files, today())
    if found.number is None and rule_sets.errors_of(problems):
        return redirect(url_for(".version", version_id=version_id, _anchor="problems"))
    rule_sets.publish(session, found, access.signed_in(), seen=seen, at=now())
    session.commit()
    return redirect(url_for(".versions", published=found.number))


def _version(version_id: int) -> RuleSetVersion:
    known = version_id <= MAX_ID
    found = database.session().get(RuleSetVersion, version_id) if known else None
    if found is None:
        raise NotFound
    return found
