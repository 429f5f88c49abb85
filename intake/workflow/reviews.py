"""What a clinician does to a submission, and what is kept of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from intake.questionnaire.asked_again import AskedAgain
from intake.records import details
from intake.records.accounts import User
from intake.records.base import Base
from intake.records.details import ALL_THE_SAME, PASSED_OVER, WORDS
from intake.records.models import Review, Status, Submission
from intake.workflow import audit, submissions
from intake.workflow.actions import ACTIONS, ASK, Action, in_the_way, open_to
from intake.workflow.errors import Overtaken, Refused, SayWhy

TABLE = Base.metadata.tables[Submission.__tablename__]
# With every look at one, so put together once.
OPENED = (
    update(TABLE)
    .where(TABLE.c.id == bindparam("submission_id"), TABLE.c.first_opened_at.is_(None))
    .values(first_opened_at=bindparam("at"))
)


def note_opening(
    session: Session, submission_id: UUID, reviewer: User, at: datetime
) -> None:
    """A clinician reads it: from the first time on, the patient cannot withdraw it.

    Its revision stays: nobody who has it open is told that it changed.
    """
    session.connection().execute(OPENED, {"submission_id": submission_id, "at": at})
    audit.log_each(session, reviewer, "viewed", [submission_id], at)


@dataclass(frozen=True)
class MoreAsked:
    """A clinician's words to the patient, and the questions to answer again."""

    words: str
    questions: tuple[AskedAgain, ...]


def asked_of(submission: Submission) -> MoreAsked | None:
    """What the patient is asked for, while the clinic waits for it."""
    if submission.status is not Status.MORE_ASKED:
        return None
    asked = [review for review in submission.reviews if review.action == ASK]
    if not asked:
        return None
    questions = (AskedAgain(name, area or None) for name, area in asked[-1].questions)
    return MoreAsked(details.of(asked[-1]).get(WORDS, ""), tuple(questions))


def told(submission: Submission) -> str:
    """What the clinician wrote to the patient with the decision that stands."""
    for review in reversed(submission.reviews):
        action = ACTIONS.get(review.action)
        if action is not None and action.leaves is not None:
            stands = action.leaves is submission.status
            return str(details.of(review).get(WORDS, "")) if stands else ""
    return ""


def take(
    session: Session,
    action: Action,
    submission: Submission,
    reviewer: User,
    given: Mapping[str, Any],
    questions: Collection[AskedAgain] = (),
    *,
    seen: int,
    today: date,
    at: datetime,
) -> None:
    """Do it, and keep who, what and why.

    `given` are its details by name, `questions` those that the patient is asked again,
    `seen` is the revision that the reviewer was looking at, `today` the clinic's day.
    Raises Overtaken when the record has changed since, Refused when the action is not
    open, lacks a detail, or passes over a danger without saying why.
    """
    must_be_open(action, submission, seen)
    said = _said(action, submission, given, questions)
    review = Review(
        submission_id=submission.id,
        reviewer_id=reviewer.id,
        action=action.name,
        questions=[[each.name, each.area or ""] for each in questions],
        reviewed_at=at,
    )
    session.add(review)
    details.keep(review, said)
    if action.place is not None:
        if submission.status in submissions.EDITABLE and action.leaves is Status.SENT:
            # The patient may have changed answers since they were sent.
            submissions.screen(session, submission, today=today, at=at)
        submission.status = action.leaves or submission.status
        submission.changed_at = at
        action.place(submission, at)
        submission.claimed_by_id = submission.claimed_until = None
    audit.log(session, reviewer, action.name, submission, at)


def must_be_open(action: Action, submission: Submission, seen: int) -> None:
    """Raises Overtaken when the record is not the one that was `seen`, Refused when the
    action cannot be done at its status."""
    if action.place is not None and submission.revision != seen:
        raise Overtaken("This submission changed while you were looking at it.")
    if action not in open_to(submission):
        raise Refused(
            f"“{action.label}” cannot be done: this submission is "
            f"{submission.status.replace('_', ' ')}."
        )


def _said(
    action: Action,
    submission: Submission,
    given: Mapping[str, Any],
    questions: Collection[AskedAgain],
) -> dict[str, Any]:
    """What is kept with it: its own details, and what it passes over and why. Raises
    Refused without what it needs; questions speak for themselves where it asks some."""
    speaks = action.asks_questions and questions
    if not speaks and not all(given.get(name) for name in action.needs):
        raise Refused(f"“{action.label}” lacks something: {', '.join(action.needs)}.")
    said = {each: given.get(each) for each in (*action.needs, *action.may)}
    passed_over = [flag.flag for flag in in_the_way(action, submission)]
    if passed_over and not given.get(ALL_THE_SAME):
        raise SayWhy(f"Say why “{action.label}” is right all the same.")
    if passed_over:
        said[PASSED_OVER] = list(dict.fromkeys(passed_over))
        said[ALL_THE_SAME] = given[ALL_THE_SAME]
    return said
