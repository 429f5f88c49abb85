"""The list of tasks: every section, what is done and left, and the time it takes."""

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from intake.questionnaire import QUESTIONNAIRE, progress
from intake.web import drafts
from intake.web.clock import today

bp = Blueprint("tasks", __name__)


@bp.get("/intake/tasks")
def overview() -> ResponseReturnValue:
    draft = drafts.find()
    if drafts.is_held_up(draft):
        return redirect(drafts.next_url(draft))
    visits = QUESTIONNAIRE.visits(draft.answers, today())
    return render_template(
        "patient/tasks.html",
        sections=progress.sections(visits),
        state_words=progress.STATE_WORDS,
        minutes_left=progress.minutes_left(visits),
        complete=not any(each.unanswered for each in visits),
        begun=draft.submission is not None,
        page_url=drafts.url,
        onward=drafts.next_url(draft),
    )
