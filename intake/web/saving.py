"""Saving to come back later: a code and a link, made on demand and shown once."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from intake.questionnaire.words import N_
from intake.records import coming_back_queries
from intake.records.models import Submission
from intake.web import database, drafts, ended, languages, mails
from intake.web.clock import now
from intake.web.errors import Link, NextStep
from intake.web.forms import LinkForm
from intake.workflow import outbox, returning, submissions
from intake.workflow.errors import Overtaken

bp = Blueprint("saving", __name__)


@bp.get("/intake/save")
def offer() -> ResponseReturnValue:
    """What a code is for, and the button that makes one."""
    submission = drafts.existing()
    known = submission.private.get("email")
    return _offer(submission, LinkForm(data={"email": known}))


def _offer(submission: Submission, form: LinkForm) -> str:
    made = coming_back_queries.return_code(database.session(), submission.id)
    return render_template(
        "patient/save.html",
        made_at=made and made.made_at,
        replaces=made.id if made else "",
        form=form,
        onward=_onward(submission),
        **_until(submission),
    )


@bp.post("/intake/save")
def make() -> ResponseReturnValue:
    """Make them, and show them: the records do not hold them, so it is this once."""
    submission = drafts.existing()
    form = LinkForm(request.form)
    if not form.validate():
        database.let_go()
        with database.reading() as own:
            return _offer(own.get_one(Submission, submission.id), form), 422
    replaces = request.form.get("replaces", type=int)
    try:
        way = returning.make(database.session(), submission, now(), replaces=replaces)
    except Overtaken as overtaken:
        raise NextStep(
            409,
            N_("A code was made a moment ago"),
            N_(
                "If you see no code, make another one. It ends the one that was made "
                "before."
            ),
            Link(url_for(".offer"), N_("Make another code")),
        ) from overtaken
    if address := form.email.data:
        _mail(submission, address, way.token)
    database.session().commit()
    return render_template(
        "patient/saved.html",
        code=way.code.written,
        link=url_for("returning.link", token=way.token, _external=True),
        mailed=bool(form.email.data) and outbox.is_on(database.session()),
        where=url_for("returning.code", _external=True),
        onward=_onward(submission),
        **_until(submission),
    )


def _mail(submission: Submission, address: str, token: str) -> None:
    """The link is known now and never again."""
    outbox.write(
        database.session(),
        "return_link",
        address,
        language=languages.spoken(),
        at=now(),
        about=submission,
        values={"link": mails.link("returning.link", token=token)},
    )


def _onward(submission: Submission) -> str:
    return drafts.next_url(drafts.Draft(submission, submissions.answers_of(submission)))


def _until(submission: Submission) -> dict[str, object]:
    """When unsent answers end; None for what is with the clinic."""
    return {"ends_at": returning.ends_at(submission, ended.days())}
