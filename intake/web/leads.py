"""The lead's pages: who looked at what, and how the clinic does."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from sqlalchemy.orm import Session
from wtforms import Form

from intake.questionnaire import codes
from intake.questionnaire.fields import TextField
from intake.records import trail_queries
from intake.records.accounts import Audience, User
from intake.records.models import Submission
from intake.web import access, database, figures, who_looked
from intake.web.clock import now, today
from intake.web.who_looked import TrailFilter
from intake.workflow import audit

bp = Blueprint("leads", __name__, url_prefix="/lead")

NOT_FOUND = "No submission has this reference. Check its letters and digits."


class ReferenceForm(Form):
    """Which submission a lead asks about. It is sent as a form is, as a search is."""

    reference = TextField(
        "Reference of the submission",
        missing="Write the reference, such as K7M2-QD4X.",
        max_length=20,
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


@bp.get("/")
def looked() -> ResponseReturnValue:
    """A page of the trail. Looking at it is an event too: no trail, no page."""
    before = who_looked.read_place(request.args.get("before", ""))
    with database.reading() as own:
        people = who_looked.people(own)
    form = who_looked.read(request.args, people)
    _note_looking(form)
    with database.reading() as own:
        page = trail_queries.page(own, who_looked.chosen(own, form), before)
        opens = bool(current_user.may_enter(Audience.CLINICIAN))
        about = form.subject
        rendered = render_template(
            "leads/looked.html",
            lines=who_looked.lines(own, page.events, opens=opens),
            form=form,
            options=who_looked.options(form, people),
            about=about and who_looked.reference_of(own, about),
            search=ReferenceForm(),
            first=url_for(".looked", **form.said) if before else None,
            following=page.following
            and url_for(
                ".looked", **form.said, before=who_looked.write_place(page.following)
            ),
        )
    return rendered, 422 if form.errors else 200


@bp.post("/")
def find() -> ResponseReturnValue:
    """By a submission's reference, which stands in no address."""
    form = ReferenceForm(request.form)
    typed = form.reference.data or ""
    with database.reading() as own:
        found = form.validate() and trail_queries.submission_of(
            own, codes.read_reference(typed)
        )
    database.let_go()
    if found:
        return redirect(url_for(".looked", about=found), 303)
    if not form.errors:
        form.reference.errors = [NOT_FOUND]
    return render_template("leads/looked.html", lines=None, search=form), 422


@bp.get("/figures")
def shown() -> ResponseReturnValue:
    """How the clinic does, in figures of these days. They name nobody."""
    form = figures.read(request.args, today())
    first, last = form.since.data, form.until.data
    found = None
    if not form.errors and first and last:
        with database.reading() as own:
            found = figures.tables(own, first, last)
    page = render_template(
        "leads/figures.html", form=form, found=found, **figures.WORDS
    )
    return page, 422 if form.errors else 200


def _note_looking(form: TrailFilter) -> None:
    """Beside whoever is asked about, or beside nobody: who asked."""
    with database.writing() as own:
        me = access.signed_in()
        for record in _asked_about(own, form) or [me]:
            audit.log(own, me, "read the trail", record, now())


def _asked_about(session: Session, form: TrailFilter) -> list[Submission | User]:
    submission = form.subject and session.get(Submission, form.subject)
    number = form.by.data if (form.by.data or "").isdigit() else None
    person = number and session.get(User, int(number))
    return [each for each in (submission, person) if each]
