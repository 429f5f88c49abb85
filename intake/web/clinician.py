"""The clinician's page of one submission, and what may be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.asked_again import AskedAgain
from intake.questionnaire.derived import AREAS
from intake.questionnaire.drawing import FIGURES
from intake.records import queries, standing
from intake.records.details import ALL_THE_SAME
from intake.records.models import Submission
from intake.web import (
    access,
    activity,
    asking,
    case,
    database,
    decisions,
    opened,
    reasoning,
    second_look,
    summary,
    telling,
    waiting,
)
from intake.web.clock import now, today
from intake.web.decisions import Decision
from intake.web.languages import spoken
from intake.workflow import (
    actions,
    claims,
    opinions,
    reviews,
    screening_again,
    submissions,
)
from intake.workflow.actions import ACTIONS, Action
from intake.workflow.errors import Overtaken, SayWhy
from intake.workflow.opinions import About

bp = Blueprint("clinician", __name__, url_prefix="/clinician")

EMPTY = Markup()
GONE = "The patient is not asked one of these questions any more. Choose again."


@dataclass(frozen=True)
class Offer:
    """An action as the page offers it: with what was already typed for it, or blank."""

    action: Action
    form: Decision | None = None
    questions: tuple[str, ...] = ()
    blank: Markup = EMPTY

    @property
    def is_open(self) -> bool:
        return self.form is not None or bool(self.questions)


@dataclass(frozen=True)
class Thought:
    """What was typed about a flag and is not right yet."""

    about: About
    reason: str
    error: str


@bp.get("/submissions/<uuid:submission_id>")
def submission(submission_id: UUID) -> ResponseReturnValue:
    """With `ask`, the request for more is open, and this question chosen in it."""
    return read(submission_id, asked=tuple(request.args.getlist("ask")))


@bp.post("/submissions/<uuid:submission_id>/<name>")
def act(submission_id: UUID, name: str) -> ResponseReturnValue:
    action = ACTIONS.get(name)
    if action is None:
        raise NotFound
    session = database.session()
    found = opened.find(session, submission_id, to_change=True)
    seen = request.form.get("revision", type=int, default=0)
    asked = asking.chosen(submissions.answers_of(found), case.day_of(found))
    form = decisions.form(action, decisions.fitted(found), request.form)
    try:
        reviews.must_be_open(action, found, seen)
        if not _is_right(form, asked) or second_look.goes_back():
            database.let_go()
            offer = Offer(action, form, tuple(request.form.getlist("question")))
            return read(submission_id, offer), 422 if form.errors else 200
        _take(session, action, found, form, asked or (), seen)
    except Overtaken:
        database.let_go()
        return second_look.overtaken(submission_id, action)
    except SayWhy:
        database.let_go()
        return second_look.page(submission_id, action)
    session.commit()
    return redirect(url_for(".submission", submission_id=submission_id))


def _take(
    session: Session,
    action: Action,
    found: Submission,
    form: Decision,
    asked: Sequence[AskedAgain],
    seen: int,
) -> None:
    """Raises SayWhy for what needs a second look and had none."""
    reviews.take(
        session,
        action,
        found,
        access.signed_in(),
        {**form.data, ALL_THE_SAME: second_look.reason()},
        asked if action.asks_questions else (),
        seen=seen,
        today=today(),
        at=now(),
    )
    if action.final and not second_look.was_seen():
        raise SayWhy
    telling.patient(session, action, found)


def _is_right(form: Decision, asked: Sequence[AskedAgain] | None) -> bool:
    if asked is None:
        form.form_errors.append(GONE)
    return form.validate() and asked is not None


def read(
    submission_id: UUID,
    typed: Offer | Thought | None = None,
    asked: tuple[str, ...] = (),
) -> str:
    """The submission's page. Reading it is an event too: no trail, no page."""
    opened.note_reading(submission_id)
    with database.reading() as own:
        return _page(own, opened.find_to_read(own, submission_id), typed, asked)


def _page(
    own: Session, found: Submission, typed: Offer | Thought | None, asked: Sequence[str]
) -> str:
    answers = submissions.answers_of(found)
    screening = case.newest_screening(found)
    sections = QUESTIONNAIRE.shown(answers, case.day_of(found))
    undecided = case.undecided(own, found)
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
        flag_groups=case.flag_groups(own, found),
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
        offers=_offers(found, typed, asked),
        revision=found.revision,
        opened_at=now().isoformat(),
        reviews=found.reviews,
        details=decisions.rows,
        action_words=waiting.ACTION_WORDS,
        thought=typed if isinstance(typed, Thought) else None,
        **_around(own, found),
    )


def _offers(
    found: Submission, typed: Offer | Thought | None, asked: Sequence[str]
) -> list[Offer]:
    """What can be done now, each with its form; the one that was typed as it was."""
    fitted = decisions.fitted(found)
    return [
        typed
        if isinstance(typed, Offer) and typed.action is action
        else Offer(
            action,
            questions=tuple(asked) if action.asks_questions else (),
            blank=decisions.blank(action, fitted, spoken()),
        )
        for action in actions.open_to(found)
    ]


def _around(own: Session, found: Submission) -> dict[str, Any]:
    """Who is at work on it, what else there is of this patient, and which rules
    screened it."""
    me, others = access.signed_in(), case.earlier(own, found)
    return {
        "holder": claims.holder(found, now()),
        "colleagues": claims.colleagues(own, me),
        "me": me.id,
        "opinions": opinions.of(own, found),
        "feed": activity.feed(own, found),
        "newer_rules": screening_again.newer_rules(own, found),
        "screened": _screened(found),
        "trees": reasoning.trees(own, found),
        "earlier": [(each, waiting.status_of(each)) for each in others],
    }


def _screened(found: Submission) -> list[tuple[datetime, int | None, str]]:
    """Each time that all rules screened it: when, which version, its priority."""
    return [
        (
            each.screened_at,
            each.rule_set_version.number,
            waiting.PRIORITY_WORDS[each.priority],
        )
        for each in standing.all_on_send(found)
    ]
