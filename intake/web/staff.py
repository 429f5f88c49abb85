"""The staff's pages: the wordings of the rules, what is wrong in one, publishing it."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import NotFound

from intake.records import queries
from intake.records.models import RuleSetVersion
from intake.rules import Problem, excerpt
from intake.web import access, database
from intake.web.clock import now, today
from intake.web.forms import RuleFile, text_of
from intake.workflow import rule_sets, screenings
from intake.workflow.errors import Overtaken, Refused

bp = Blueprint("staff", __name__, url_prefix="/staff")

# The highest number a row can have; PostgreSQL does not even look for a higher one.
MAX_ID = 2**31 - 1


@dataclass(frozen=True)
class Place:
    """A problem with the line of the file that it stands in, and a caret below it."""

    problem: Problem
    excerpt: tuple[str, str] | None


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
        problems=_places(found, problems),
        stopped=bool(rule_sets.errors_of(problems)),
    )


@bp.route("/rules/<int:version_id>/<name>", methods=["GET", "POST"])
def edit(version_id: int, name: str) -> ResponseReturnValue:
    found = _version(version_id)
    if name not in found.files:
        raise NotFound
    if request.method == "GET":
        return _edit_page(found, name, RuleFile(data={"text": found.files[name]}))
    form = RuleFile(request.form)
    if not form.validate():
        database.let_go()
        return _edit_page(found, name, form), 422
    session = database.session()
    try:
        rule_sets.revise(
            session,
            found,
            name,
            text_of(form),
            access.signed_in(),
            seen=request.form.get("revision", type=int, default=0),
            at=now(),
        )
        session.commit()
    except (Overtaken, StaleDataError):
        return _overtaken(version_id, name, form)
    return redirect(url_for(".edit", version_id=version_id, name=name, saved="yes"))


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


def _overtaken(version_id: int, name: str, form: RuleFile) -> ResponseReturnValue:
    """Another text was saved meanwhile: this one is still in its box, theirs below."""
    database.let_go()
    with database.reading() as own:
        found = own.get_one(RuleSetVersion, version_id)
        if found.number is not None:
            raise Refused("It was published meanwhile, and is never edited any more.")
        return _edit_page(found, name, form, theirs=found.files[name]), 409


def _edit_page(
    found: RuleSetVersion, name: str, form: RuleFile, theirs: str | None = None
) -> str:
    files = {**found.files, name: text_of(form)}
    problems = rule_sets.problems_in(files, today())
    here = _places(found, problems, name, files[name])
    return render_template(
        "staff/edit.html",
        version=found,
        name=name,
        form=form,
        problems=here,
        elsewhere=sum(each.path != name for each in rule_sets.errors_of(problems)),
        revision=found.revision,
        saved="saved" in request.args,
        theirs=theirs,
    )


def _places(
    found: RuleSetVersion,
    problems: tuple[Problem, ...],
    name: str | None = None,
    text: str | None = None,
) -> list[Place]:
    """The problems of every file, or of the named one alone."""
    texts = found.files if name is None else {name: text or ""}
    return [
        Place(problem, excerpt(problem, texts.get(problem.path, "")))
        for problem in problems
        if name is None or problem.path == name
    ]


def _version(version_id: int) -> RuleSetVersion:
    known = version_id <= MAX_ID
    found = database.session().get(RuleSetVersion, version_id) if known else None
    if found is None:
        raise NotFound
    return found
