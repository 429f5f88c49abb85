"""The clinician's page of one submission, and what may be done with it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.derived import AREAS
from intake.questionnaire.drawing import FIGURES
from intake.records import queries
from intake.records.accounts import Audience
from intake.records.models import Submission
from intake.web import access, asking, case, database, mails, summary, waiting
from intake.web.clock import now, today
from intake.workflow import (
    claims,
    opinions,
    outbox,
    returning,
    reviews,
    submissions,
)
from intake.workflow.errors import Overtaken
from intake.workflow.opinions import About
from intake.workflow.reviews import ACTIONS, ASK, Action

bp = Blueprint("clinician", __name__, url_prefix="/clinician")
bp.before_request(access.only(Audience.CLINICIAN))

MAX_NOTE = 5_000
EMPTY_NOTE = "Say why: this action needs a note."
EMPTY_REQUEST = "Choose at least one question, or write what you need to know."
GONE = "The patient is not asked one of these questions any more. Choose again."
LONG_NOTE = f"Make the note shorter: at most {MAX_NOTE:,} characters."


@dataclass(frozen=True)
class Offer:
    """An action as the page offers it, with what was already typed for it."""

    action: Action
    note: str = ""
    error: str | None = None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Thought:
    """What was typed about a flag and is not right yet."""

    about: About
    reason: str
    error: str


@bp.get("/submissions/<uuid:submission_id>")
def submission(submission_id: UUID) -> ResponseReturnValue:
    """With `ask`, the request for more is open, and this question chosen in it."""
    asked = tuple(request.args.getlist("ask"))
    return read(submission_id, Offer(ACTIONS[ASK], questions=asked) if asked else None)


@bp.post("/submissions/<uuid:submission_id>/<name>")
def act(submission_id: UUID, name: str) -> ResponseReturnValue:
    action = ACTIONS.get(name)
    if action is None:
        raise NotFound
    note = request.form.get("note", "").strip()
    sent = tuple(request.form.getlist("question"))
    if error := _error_in(action, note, sent):
        database.let_go()
        return read(submission_id, Offer(action, note, error, sent)), 422
    session = database.session()
    found = find(session, submission_id, to_change=True)
    questions = asking.chosen(submissions.answers_of(found), case.day_of(found))
    if questions is None:
        database.let_go()
        return read(submission_id, Offer(action, note, GONE, sent)), 422
    seen = request.form.get("revision", type=int, default=0)
    try:
        reviews.take(
            session,
            action,
            found,
            access.signed_in(),
            note,
            questions if action.asks_questions else (),
            seen=seen,
            today=today(),
            at=now(),
        )
        if action.asks_questions:
            _write_to(session, found)
        session.commit()
    except Overtaken:
        database.let_go()
        return _changed(submission_id, action, note, sent)
    return redirect(url_for(".submission", submission_id=submission_id))


def _write_to(session: Session, found: Submission) -> None:
    """A private link to what is asked, where the patient gave an address."""
    address = found.private.get("email")
    if not address or not outbox.is_on(session):
        return
    token = returning.make_mailed(session, found, now())
    outbox.write(
        session,
        "asked",
        address,
        language=found.language,
        at=now(),
        about=found,
        values={"link": mails.link("returning.link", token=token)},
    )


def _error_in(action: Action, note: str, questions: Collection[str]) -> str | None:
    if action.asks_questions and not note and not questions:
        return EMPTY_REQUEST
    if action.needs_note and not note and not questions:
        return EMPTY_NOTE
    return LONG_NOTE if len(note) > MAX_NOTE else None


def read(submission_id: UUID, typed: Offer | Thought | None = None) -> str:
    """The submission's page. Reading it is an event too: no trail, no page."""
    _note_reading(submission_id)
    with database.reading() as own:
        return _page(own, find(own, submission_id), typed)


def _note_reading(submission_id: UUID) -> None:
    """Before it is read: what a clinician has on the screen is never withdrawn."""
    with database.writing() as own:
        found = find(own, submission_id)
        reviews.note_opening(own, found, access.signed_in(), now())


def _page(own: Session, found: Submission, typed: Offer | Thought | None = None) -> str:
    answers = submissions.answers_of(found)
    screening = case.newest_screening(found)
    sections = QUESTIONNAIRE.shown(answers, case.day_of(found))
    undecided = case.undecided(found)
    return render_template(
        "clinician/submission.html",
        submission=found,
        who=case.who(found),
        unsent=found.sent_at is None,
        asked=reviews.asked_of(found),
        closed=found.queue_rank == queries.LEFT,
        status_words=waiting.status_of(found),
        priority=found.priority or "none",
        priority_words=waiting.PRIORITY_WORDS[found.priority or "none"],
        no_phone=waiting.phone_of(found) is None,
        flag_groups=case.flag_groups(found),
        unknown=undecided,
        ask_links=asking.links(found, answers, case.day_of(found)),
        changed=case.changed(found),
        to_ask=asking.choices(sections, undecided),
        taken_back=case.taken_back(found),
        advice=found.advice,
        version_number=screening and screening.rule_set_version.number,
        figures=FIGURES,
        regions=case.regions(answers),
        sections=sections,
        in_short=summary.places(sections, answers.get(AREAS, {})),
        offers=[
            typed
            if isinstance(typed, Offer) and typed.action is action
            else Offer(action)
            for action in reviews.open_to(found)
        ],
        revision=found.revision,
        opened_at=now().isoformat(),
        reviews=found.reviews,
        action_words={action.name: action.label for action in ACTIONS.values()},
        thought=typed if isinstance(typed, Thought) else None,
        **_around(own, found),
    )


def _around(own: Session, found: Submission) -> dict[str, Any]:
    """Who is at work on it, and what else there is of this patient."""
    me, others = access.signed_in(), case.earlier(own, found)
    return {
        "holder": claims.holder(found, now()),
        "colleagues": claims.colleagues(own, me),
        "me": me.id,
        "opinions": opinions.of(own, found),
        "earlier": [(each, waiting.status_of(each)) for each in others],
    }


def _changed(
    submission_id: UUID, action: Action, note: str, questions: Collection[str]
) -> ResponseReturnValue:
    """What happened since this clinician looked; their words are still there."""
    since = _opened_at()
    _note_reading(submission_id)
    with database.reading() as own:
        found = find(own, submission_id)
        page = render_template(
            "clinician/changed.html",
            submission=found,
            who=case.who(found),
            status_words=waiting.status_of(found),
            changes=[each for each in found.reviews if each.reviewed_at >= since],
            action_words={each.name: each.label for each in ACTIONS.values()},
            action=action,
            still_open=action in reviews.open_to(found),
            note=note,
            questions=questions,
            revision=found.revision,
            opened_at=now().isoformat(),
        )
    return page, 409


def _opened_at() -> datetime:
    try:
        opened = datetime.fromisoformat(request.form.get("opened_at", ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return opened if opened.tzinfo else opened.replace(tzinfo=UTC)


def find(
    session: Session, submission_id: UUID, *, to_change: bool = False
) -> Submission:
    """The submission, if it is anybody's business: NotFound for a draft that raised
    nothing."""
    found = queries.submission(session, submission_id, to_change=to_change)
    if found is None or found.queue_rank is None:
        raise NotFound
    return found
