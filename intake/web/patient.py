"""The patient's pages: one page per step, advice when it matters, check and send."""

from functools import partial
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Answers, Page
from intake.questionnaire.body import your_area
from intake.questionnaire.facts import facts
from intake.questionnaire.progress import progress
from intake.records import queries
from intake.records.models import Submission
from intake.web import database, drafts, logs
from intake.web.clock import now, today
from intake.web.drafts import Draft
from intake.web.forms import CallbackForm
from intake.workflow import advice as advising
from intake.workflow import danger, reviews, submissions

bp = Blueprint("patient", __name__)

LANGUAGE = "en"
CHECKING = "check"
STAY = "stay"


@bp.get("/")
def home() -> ResponseReturnValue:
    draft = drafts.find()
    return render_template(
        "patient/home.html",
        begun=draft.submission is not None,
        sent=draft.is_sent,
        asked=draft.submission and reviews.asked_of(draft.submission),
    )


@bp.get("/intake")
def resume() -> ResponseReturnValue:
    """To the first page that still needs something."""
    return redirect(drafts.next_url(drafts.find()))


@bp.route("/intake/<slug>", methods=["GET", "POST"])
@bp.route("/intake/<slug>/<int:number>", methods=["GET", "POST"])
def step(slug: str, number: int | None = None) -> ResponseReturnValue:
    draft = drafts.find()
    page = drafts.page(draft, slug, number)
    if request.method == "GET":
        if drafts.must_read_advice(draft, page):
            return redirect(url_for(".advice"))
        return _show(draft, page, QUESTIONNAIRE.form(page, draft.answers, today()))
    drafts.must_still_ask_about(page, request.form.get("area"))
    form = QUESTIONNAIRE.form(page, draft.answers, today(), request.form)
    session = database.session()
    if not form.validate():
        grave = danger.would_advise(session, _valid(draft, page, form))
        database.let_go()
        return _show(draft, page, form, grave), 422
    submission = draft.submission or submissions.start(session, LANGUAGE, now())
    given = QUESTIONNAIRE.given(page, form)
    submissions.answer(session, submission, page, given, today=today(), at=now())
    destination = _after(submission, page)
    drafts.remember(submission)
    session.commit()
    return redirect(destination)


@bp.get("/intake/with-a-parent")
def with_a_parent() -> ResponseReturnValue:
    return render_template("patient/with_a_parent.html")


@bp.get("/intake/advice")
def advice() -> ResponseReturnValue:
    submission = drafts.existing()
    alerts = advising.standing(submission)
    if not alerts:
        return redirect(drafts.next_url(drafts.find()))
    page = _advice_page(submission, CallbackForm())
    try:
        with database.writing() as own:
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
    if typed or stays:
        if not form.validate():
            database.let_go()
            return _advice_again(submission, form), 422
        name, phone = form.name.data or "", form.phone.data or ""
        advising.leave_number(session, submission, name, phone, now())
    if stays:
        session.commit()
        return redirect(url_for(".advice", _anchor="call-me"))
    advising.acknowledge(session, submission, request.form.getlist("flag"), now())
    destination = drafts.next_url(Draft(submission, submissions.answers_of(submission)))
    session.commit()
    return redirect(destination)


@bp.get("/intake/check")
def check() -> ResponseReturnValue:
    draft = drafts.find()
    drafts.must_be_complete(draft)
    if draft.is_sent or drafts.must_read_advice(draft):
        return redirect(drafts.next_url(draft))
    sections = [
        {
            "title": section.title,
            "rows": section.rows,
            "url": drafts.url(section.page, back=CHECKING),
        }
        for section in QUESTIONNAIRE.shown(draft.answers, today())
    ]
    submission = drafts.existing()
    return render_template(
        "patient/check.html",
        sections=sections,
        action=url_for(".send"),
        revision=submission.revision,
        asked=reviews.asked_of(submission),
    )


@bp.post("/intake/send")
def send() -> ResponseReturnValue:
    """Send once. A second press, another tab or Back leads to the same receipt."""
    draft = drafts.find()
    drafts.must_be_complete(draft)
    if drafts.must_read_advice(draft):
        return redirect(url_for(".advice"))
    drafts.must_show_all(draft, request.form.get("revision", type=int))
    submission = drafts.existing()
    submissions.send(database.session(), submission, today=today(), at=now())
    database.session().commit()
    return redirect(drafts.next_url(Draft(submission, draft.answers)))


@bp.get("/intake/receipt")
def receipt() -> ResponseReturnValue:
    submission = drafts.existing()
    if submission.sent_at is None or advising.unread(submission):
        return redirect(url_for(".resume"))
    return render_template(
        "patient/receipt.html",
        asked=reviews.asked_of(submission),
        reference=submission.reference,
        sent_at=submission.sent_at,
        advised=bool(advising.standing(submission)),
    )


@bp.post("/intake/finish")
def finish() -> ResponseReturnValue:
    """Leave nothing in this browser: what was sent is with the clinic."""
    drafts.forget()
    return redirect(url_for(".home"))


def _valid(draft: Draft, page: Page, form: Form) -> dict[str, Any]:
    """The facts of what is answered so far, what is not right on this page left out."""
    given = {field.short_name: field.data for field in form if not field.errors}
    answers = QUESTIONNAIRE.merged(draft.answers, page, given, today())
    return facts(answers, today())


def _show(draft: Draft, page: Page, form: Form, grave: str | None = None) -> str:
    unanswered = QUESTIONNAIRE.unanswered(page, draft.answers, today())
    opened = 0 < len(unanswered) < len(list(form))
    return render_template(
        "patient/step.html",
        page=page,
        form=form,
        grave=grave,
        area=page.area,
        place=your_area(page.area) if page.area else None,
        progress=progress(page, QUESTIONNAIRE.path(draft.answers, today())),
        back=_back(draft, page),
        action=request.full_path.rstrip("?"),
        opened=len(unanswered) if opened and not form.errors else 0,
    )


def _back(draft: Draft, page: Page) -> str:
    complete = QUESTIONNAIRE.first_unanswered(draft.answers, today()) is None
    if complete and _came_from_check():
        return url_for(".check")
    path = QUESTIONNAIRE.path(draft.answers, today())
    place = path.index(page)
    return drafts.url(path[place - 1]) if place else url_for(".home")


def _after(submission: Submission, page: Page) -> str:
    """Where Continue leads: what stands in the way first, then what it has opened."""
    answers = submissions.answers_of(submission)
    draft = Draft(submission, answers)
    onward = drafts.next_url(draft, back=CHECKING if _came_from_check() else None)
    following = QUESTIONNAIRE.after(page, answers, today())
    blocked = advising.unread(submission) or drafts.needs_a_parent(answers)
    if blocked or following is None or _came_from_check():
        return onward
    if opened := QUESTIONNAIRE.unanswered(page, answers, today()):
        return f"{drafts.url(page)}#question-{opened[0]}"
    return drafts.url(following)


def _came_from_check() -> bool:
    """Whoever changes an answer on the check page comes back to it."""
    return request.args.get("back") == CHECKING


def _advice_again(submission: Submission, form: Form) -> str:
    with database.reading() as own:
        found = own.get_one(Submission, submission.id)
        drafts.must_be_advised(found)
        return _advice_page(found, form)


def _advice_page(submission: Submission, form: Form) -> str:
    alerts = advising.standing(submission)
    return render_template(
        "patient/advice.html",
        level=alerts[0].kind,
        advice=alerts,
        page_url=partial(_reason_url, submissions.answers_of(submission)),
        unread=[each.flag for each in advising.unread(submission)],
        callback_form=form,
        callback_left=submission.callback is not None,
        sent=submission.sent_at is not None,
        reference=submission.reference,
    )


def _reason_url(answers: Answers, reason: advising.Reason) -> str | None:
    """Where this answer is changed; None where it follows from others."""
    page = drafts.page_of(reason.fact, reason.area, answers)
    return f"{drafts.url(page)}#question-{reason.fact}" if page else None
