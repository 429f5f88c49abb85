"""Advice to get help now: shown before everything else, and a number to call back."""

from functools import partial

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.visit import answers_at
from intake.questionnaire.words import AS_WRITTEN, say, speaking
from intake.records import queries
from intake.records.models import Submission
from intake.web import database, drafts, logs, telephone
from intake.web.clock import now
from intake.web.drafts import Draft
from intake.web.forms import CallbackForm
from intake.workflow import advice as advising
from intake.workflow import screenings, submissions

bp = Blueprint("advice", __name__)

STAY = "stay"


@bp.get("/intake/advice")
def show() -> ResponseReturnValue:
    submission = drafts.existing()
    alerts = advising.standing(submission)
    if not alerts:
        return redirect(drafts.next_url(drafts.find()))
    page = page_of(submission, CallbackForm())
    try:
        with database.writing() as own:
            telephone.sign(own)
            if shown := queries.submission(own, submission.id, to_change=True):
                advising.show(own, shown, now())
    except database.UNREACHABLE as error:
        # Advice that cannot be noted as shown is shown all the same.
        logs.log_fault(error)
    return page


@bp.post("/intake/advice")
def acknowledge() -> ResponseReturnValue:
    """Read, and perhaps a number left: either button keeps what is typed."""
    submission = drafts.existing()
    form = CallbackForm(request.form)
    typed = any(request.form.get(field.name, "").strip() for field in form)
    stays = request.form.get("deed") == STAY
    session = database.session()
    telephone.sign(session)
    if typed or stays:
        if not form.validate():
            database.let_go()
            return _again(submission, form), 422
        name, phone = form.name.data or "", form.phone.data or ""
        advising.leave_number(session, submission, name, phone, now())
    if stays:
        session.commit()
        return redirect(url_for(".show", _anchor="call-me"))
    advising.acknowledge(session, submission, request.form.getlist("flag"), now())
    destination = drafts.next_url(Draft(submission, submissions.answers_of(submission)))
    session.commit()
    return redirect(destination)


def _again(submission: Submission, form: Form) -> str:
    with database.reading() as own:
        found = own.get_one(Submission, submission.id)
        drafts.must_be_advised(found)
        return page_of(found, form)


def page_of(submission: Submission, form: Form) -> str:
    alerts = advising.standing(submission)
    answers = submissions.answers_of(submission)
    return render_template(
        "patient/advice.html",
        level=alerts[0].kind,
        advice=alerts,
        page_url=partial(_reason_url, answers),
        said=partial(_said, answers),
        for_another=answers.get("filled_in_by") == "parent_or_carer",
        unread=[each.flag for each in advising.unread(submission)],
        callback_form=form,
        callback_left=submission.callback is not None,
        sent=submission.sent_at is not None,
        reference=submission.reference,
    )


def _said(answers: Answers, reason: advising.Reason) -> tuple[str, str]:
    """The question and the answer behind it in the patient's language."""
    question = QUESTIONNAIRE.questions.get(reason.fact)
    if question is None:
        return say(reason.question), _as_stored(reason)
    here = answers_at(answers, reason.area) if question.per_area else answers
    answer = here.get(reason.fact)
    with speaking(AS_WRITTEN):
        as_then = answer is not None and question.words(answer) == reason.answer
    words = question.words(answer) if as_then else _as_stored(reason)
    return say(question.label), words


def _as_stored(reason: advising.Reason) -> str:
    """The answer as it was written down, each of its parts said."""
    fact, answer = screenings.catalogue().get(reason.fact), reason.answer
    if fact and fact.unit and answer.endswith(f" {fact.unit}"):
        return f"{answer.removesuffix(fact.unit)}{say(fact.unit)}"
    parts = answer.split(", ") if fact and fact.kind == "many" else [answer]
    return ", ".join(say(each) for each in parts)


def _reason_url(answers: Answers, reason: advising.Reason) -> str | None:
    """Where this answer is changed; None where it follows from others."""
    page = drafts.page_of(reason.fact, reason.area, answers)
    return f"{drafts.url(page)}#question-{reason.fact}" if page else None
