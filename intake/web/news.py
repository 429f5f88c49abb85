"""What another browser of the same patient's changed, told on the next page."""

from dataclasses import dataclass
from datetime import datetime

from flask import request
from flask import session as browser_session

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.body import your_area
from intake.questionnaire.visit import answers_at
from intake.questionnaire.words import N_, say
from intake.records import coming_back_queries
from intake.records.models import Submission
from intake.web import database, sessions

# The last change elsewhere that this browser was told of; the page carries it along.
TOLD = "told"
NOT_NOW = N_("no answer now")


@dataclass(frozen=True)
class News:
    """`answers` are the questions with what is answered now; `told` numbers them."""

    at: datetime
    answers: tuple[tuple[str, str], ...]
    told: int


def news(submission: Submission | None, answers: Answers) -> News | None:
    """What this browser has not been told yet. It is told until it presses on: a page
    that never arrived has told nobody."""
    if submission is None:
        return None
    with database.looking() as own:
        changes = coming_back_queries.changes_elsewhere(
            own, submission.id, sessions.tag(), browser_session.get(TOLD, 0)
        )
    if not changes:
        return None
    changed = dict.fromkeys(
        (name, area) for each in changes for name, area in each.questions
    )
    return News(
        at=changes[-1].changed_at,
        answers=tuple(
            _said(name, area, answers)
            for name, area in changed
            if name in QUESTIONNAIRE.questions
        ),
        told=changes[-1].id,
    )


def note_told() -> None:
    """The page that was sent had told of changes elsewhere, up to this one."""
    number = request.form.get(TOLD, type=int, default=0)
    if number > browser_session.get(TOLD, 0):
        browser_session[TOLD] = number


def nothing_before(submission: Submission) -> None:
    """Whoever comes back sees the answers as they are: none of it is news."""
    browser_session[TOLD] = coming_back_queries.newest_change(
        database.session(), submission.id
    )


def _said(name: str | None, area: str | None, answers: Answers) -> tuple[str, str]:
    question = QUESTIONNAIRE.questions[str(name)]
    label = say(question.label)
    answer = answers_at(answers, area).get(question.name)
    words = say(NOT_NOW) if answer is None else question.words(answer)
    return (f"{label} ({your_area(area)})" if area else label), words
