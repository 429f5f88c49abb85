"""The editor: a file of a draft, what is wrong in it and what it says; nothing is lost.

What is typed is saved as it is, right or wrong. Whoever saves says which text they
began with: where another stands there now, both are shown side by side.
"""

from collections.abc import Mapping
from typing import Final

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound, TooManyRequests

from intake.records.models import RuleSetVersion
from intake.rules import Problem
from intake.web import (
    access,
    assets,
    database,
    headers,
    rule_facts,
    rule_page,
    sessions,
    tries,
)
from intake.web.clock import now, today
from intake.web.forms import RuleFile, text_of
from intake.web.staff import MAX_ID
from intake.workflow import rule_sets
from intake.workflow.errors import Overtaken, Refused

bp = Blueprint("rule_editor", __name__, url_prefix="/staff/rules")

# The page waits until nothing was typed for a second or two.
MOST_OFTEN: Final = parse("120 per minute")
PUBLISHED = "It was published meanwhile, and is never edited any more."
THEIRS = (
    "Someone else saved this file while you were writing. Your text is still here, and "
    "is not saved. “Save” shows both side by side."
)
# The editor is there if it was built: `make editor`.
BUNDLE = "editor"


@bp.route("/<int:version_id>/<name>", methods=["GET", "POST"])
def edit(version_id: int, name: str) -> ResponseReturnValue:
    if request.method == "GET":
        found = _version(database.session(), version_id, name)
        return _page(found, name, RuleFile(data={"text": found.files[name]}))
    form = RuleFile(request.form)
    if not form.validate():
        return _again(version_id, name, form), 422
    try:
        _save(version_id, name, text_of(form))
    except Overtaken:
        return _again(version_id, name, form, overtaken=True), 409
    return redirect(url_for(".edit", version_id=version_id, name=name, saved="yes"))


@bp.post("/<int:version_id>/<name>/save")
def save(version_id: int, name: str) -> ResponseReturnValue:
    """What the page's script saves while somebody writes; it says what stands there
    from now on, for the next time."""
    sessions.does_not_count()
    _not_too_often("save")
    form = RuleFile(request.form)
    if not form.validate():
        _version(database.session(), version_id, name)
        return {"words": form.text.errors[0]}, 422
    try:
        _save(version_id, name, text_of(form))
    except Overtaken:
        return {"words": THEIRS, "overtaken": True}, 409
    return {"base": rule_sets.digest({name: text_of(form)})}


@bp.post("/<int:version_id>/<name>/problems")
def problems(version_id: int, name: str) -> ResponseReturnValue:
    """What would be wrong, and what the rules would say, if the file read so. Nothing
    is saved."""
    sessions.does_not_count()
    _not_too_often("problems")
    database.let_go()  # nobody waits for the lock while the rules are looked through
    with database.reading() as own:
        kept = _version(own, version_id, name).files
    files = {**kept, name: text_of(RuleFile(request.form))}
    return jsonify(rule_page.as_json(files, name, _problems(files)))


@bp.get("/facts")
def facts() -> ResponseReturnValue:
    """Everything that a rule may ask, or what of it has these words in it."""
    words = request.args.get("words", "").strip()
    return render_template(
        "staff/facts.html",
        words=words,
        facts=rule_facts.with_words(words),
        operators=rule_facts.operators(),
    )


def _save(version_id: int, name: str, text: str) -> None:
    """Raises Overtaken when the file is not the one that this author began with."""
    session = database.session()
    found = _version(session, version_id, name, to_change=True)
    if found.number is not None:
        raise Refused(PUBLISHED)
    base = request.form.get("base")
    if base != _digest(found, name) and text != found.files[name]:
        raise Overtaken(rule_sets.CHANGED)
    author, seen = access.signed_in(), found.revision
    rule_sets.revise(session, found, name, text, author, seen=seen, at=now())
    session.commit()


def _again(
    version_id: int, name: str, form: RuleFile, *, overtaken: bool = False
) -> str:
    """The page with what was sent still in its box. `overtaken`: another text was saved
    meanwhile, and stands beside it; the next to save has seen it."""
    database.let_go()
    with database.reading() as own:
        found = _version(own, version_id, name)
        if overtaken:
            return _page(found, name, form, theirs=found.files[name])
        return _page(found, name, form, base=request.form.get("base", ""))


def _page(
    found: RuleSetVersion,
    name: str,
    form: RuleFile,
    *,
    base: str | None = None,
    theirs: str | None = None,
) -> str:
    """`base`: the text that this one began with, where it is not what stands there."""
    files = {**found.files, name: text_of(form)}
    problems = _problems(files)
    bundle = assets.named(BUNDLE) if found.number is None else None
    return render_template(
        "staff/edit.html",
        version=found,
        name=name,
        own=found.written_by_id == access.signed_in().id,
        form=form,
        problems=rule_page.places(files, problems, name),
        elsewhere=rule_page.elsewhere(problems, name),
        told=rule_page.told(rule_sets.readable(files), name),
        base=_digest(found, name) if base is None else base,
        saved="saved" in request.args,
        theirs=None if theirs is None else rule_page.compared(text_of(form), theirs),
        bundle=bundle,
        nonce=headers.style_nonce() if bundle else "",
        schema=assets.SCHEMA,
    )


def _version(
    session: Session, version_id: int, name: str, *, to_change: bool = False
) -> RuleSetVersion:
    """The version that has a file of this name; `to_change`: nobody else changes it
    until this is done."""
    known = version_id <= MAX_ID
    found = (
        session.get(RuleSetVersion, version_id, with_for_update=to_change or None)
        if known
        else None
    )
    if found is None or name not in found.files:
        raise NotFound
    return found


def _digest(found: RuleSetVersion, name: str) -> str:
    return rule_sets.digest({name: found.files[name]})


def _problems(files: Mapping[str, str]) -> tuple[Problem, ...]:
    return rule_sets.problems_in(files, today())


def _not_too_often(what: str) -> None:
    if tries.is_one_too_many(MOST_OFTEN, what, str(access.signed_in().id)):
        raise TooManyRequests
