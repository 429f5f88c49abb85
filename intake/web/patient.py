"""The patient's pages: one page per step, advice when it matters, check and send."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Page, progress
from intake.questionnaire.facts import facts
from intake.records.models import Status, Submission
from intake.web import (
    asking,
    database,
    drafts,
    ended,
    languages,
    news,
    question_page,
    sessions,
    telephone,
    typed,
)
from intake.web.clock import now, today
from intake.web.drafts import Draft
from intake.workflow import advice as advising
from intake.workflow import danger, outbox, reviews, submissions
from intake.workflow import typed as keeping

bp = Blueprint("patient", __name__)


@bp.get("/")
def home() -> ResponseReturnValue:
    if ended.submission() is not None:
        return _home(ended=True, begun=True)
    draft = drafts.find()
    return _home(
        begun=draft.submission is not None,
        sent=draft.is_sent,
        asked=draft.submission and reviews.asked_of(draft.submission),
    )


@bp.get("/intake")
def resume() -> ResponseReturnValue:
    """To the first page that still needs something, or to what the clinic asks."""
    draft = drafts.find()
    onward = drafts.next_url(draft)
    is_asked = onward == url_for(".check") and asking.of(draft.submission)
    return redirect(url_for(".asked") if is_asked else onward)


@bp.get("/intake/asked")
def asked() -> ResponseReturnValue:
    """What the clinic asks for: its words, and exactly those questions."""
    draft = drafts.find()
    pages = asking.pages(draft)
    if not pages or drafts.must_read_advice(draft):
        return redirect(drafts.next_url(draft))
    return render_template(
        "patient/asked.html",
        asked=reviews.asked_of(drafts.existing()),
        rows=asking.rows(draft),
        first=drafts.url(pages[0], back=asking.ASKED),
    )


@bp.route("/intake/<slug>", methods=["GET", "POST"])
@bp.route("/intake/<slug>/<int:number>", methods=["GET", "POST"])
def step(slug: str, number: int | None = None) -> ResponseReturnValue:
    draft = drafts.find()
    page = drafts.page(draft, slug, number)
    only = asking.only(draft, page)
    if request.method in database.SAFE:
        return _looked_at(draft, page, only)
    drafts.must_still_ask_about(page, request.form.get("area"))
    form = QUESTIONNAIRE.form(page, draft.answers, today(), request.form, only)
    if request.form.get(languages.KEY) in languages.offered():
        # The same page in another language, with what is typed.
        languages.remember(request.form[languages.KEY])
        database.let_go()
        return question_page.show(draft, page, form)
    session = database.session()
    telephone.sign(session)
    if not form.validate():
        grave = danger.would_advise(
            session, draft.submission, _valid(draft, page, form)
        )
        database.let_go()
        return question_page.show(draft, page, form, grave), 422
    submission = draft.submission or submissions.start(
        session, languages.spoken(), now()
    )
    given = QUESTIONNAIRE.given(page, form)
    submission.language = languages.spoken()
    submissions.answer(
        session,
        submission,
        page,
        given,
        today=today(),
        at=now(),
        browser=sessions.tag(),
    )
    destination = _after(submission, page)
    drafts.remember(submission)
    news.note_told()
    session.commit()
    return redirect(destination)


@bp.get("/intake/with-a-parent")
def with_a_parent() -> ResponseReturnValue:
    return render_template("patient/with_a_parent.html")


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
            "url": drafts.url(section.page, back=question_page.CHECKING),
        }
        for section in QUESTIONNAIRE.shown(draft.answers, today())
    ]
    submission = drafts.existing()
    return render_template(
        "patient/check.html",
        sections=sections,
        action=url_for(".send"),
        revision=submission.revision,
        has_address=bool(draft.answers.get("email")),
        asked=reviews.asked_of(submission),
        news=news.news(submission, draft.answers),
    )


@bp.post("/intake/send")
def send() -> ResponseReturnValue:
    """Send once. A second press, another tab or Back leads to the same receipt."""
    draft = drafts.find()
    drafts.must_be_complete(draft)
    if drafts.must_read_advice(draft):
        return redirect(url_for("advice.show"))
    drafts.must_show_all(draft, request.form.get("revision", type=int))
    submission = drafts.existing()
    telephone.sign(database.session())
    submissions.send(database.session(), submission, today=today(), at=now())
    news.note_told()
    database.session().commit()
    return redirect(drafts.next_url(Draft(submission, draft.answers)))


@bp.get("/intake/receipt")
def receipt() -> ResponseReturnValue:
    submission = drafts.existing()
    withdrawn = submission.status is Status.WITHDRAWN
    if submission.sent_at is None or withdrawn or advising.unread(submission):
        return redirect(url_for(".resume"))
    return render_template(
        "patient/receipt.html",
        asked=reviews.asked_of(submission),
        reference=submission.reference,
        sent_at=submission.sent_at,
        mail=outbox.state(database.session(), "receipt", submission),
        advised=bool(advising.standing(submission)),
    )


@bp.post("/intake/finish")
def finish() -> ResponseReturnValue:
    """Leave nothing in this browser: what was sent is with the clinic."""
    is_over = ended.submission() is not None
    if not is_over and (submission := drafts.find().submission):
        keeping.drop_all(database.session(), submission)
        database.session().commit()
    drafts.forget()
    called = browser_session.pop(telephone.KEY, None)
    return redirect(url_for("auth.home" if called else ".home"))


def _looked_at(
    draft: Draft, page: Page, only: frozenset[str] | None
) -> ResponseReturnValue:
    """The page as it stands, with what was typed on it and not given."""
    if drafts.must_read_advice(draft, page):
        return redirect(url_for("advice.show"))
    if back := typed.brought_back(draft, page):
        return question_page.show(draft, page, back, brought_back=True)
    form = QUESTIONNAIRE.form(page, draft.answers, today(), only=only)
    return question_page.show(draft, page, form)


def _home(**state: Any) -> str:
    return render_template(
        "patient/home.html",
        minutes=progress.minutes_in_all(),
        minutes_more=progress.minutes_for_a_place(),
        **state,
    )


def _valid(draft: Draft, page: Page, form: Form) -> dict[str, Any]:
    """The facts of what is answered so far, what is not right on this page left out."""
    given = {field.short_name: field.data for field in form if not field.errors}
    answers = QUESTIONNAIRE.merged(draft.answers, page, given, today())
    return facts(answers, today())


def _after(submission: Submission, page: Page) -> str:
    """Where Continue leads: what stands in the way first, then what it has opened."""
    answers = submissions.answers_of(submission)
    draft = Draft(submission, answers)
    onward = drafts.next_url(
        draft, back=question_page.CHECKING if question_page.came_from_check() else None
    )
    back = asking.ASKED if asking.only(draft, page) is not None else None
    following = QUESTIONNAIRE.after(page, answers, today())
    if back:
        _before, following = asking.neighbours(draft, page)
    blocked = advising.unread(submission) or drafts.needs_a_parent(answers)
    if blocked or question_page.came_from_check():
        return onward
    if opened := QUESTIONNAIRE.unanswered(page, answers, today()):
        return f"{drafts.url(page, back=back)}#question-{opened[0]}"
    return drafts.url(following, back=back) if following else onward
