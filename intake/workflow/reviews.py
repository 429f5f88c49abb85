"""What a clinician does. A new action is one new entry in ACTIONS."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from intake.questionnaire.asked_again import AskedAgain
from intake.records.accounts import User
from intake.records.models import Review, Status, Submission
from intake.records.queries import LEFT
from intake.workflow import audit, queue_places, submissions
from intake.workflow.errors import Overtaken, Refused


@dataclass(frozen=True)
class Action:
    """`leaves` is the status afterwards; None leaves it as it is. `asks` are the words
    above its note; a note that is needed has words that ask for it.

    An action that changes nothing but the notes is never overtaken by another.
    """

    name: str
    label: str
    takes: frozenset[Status]
    leaves: Status | None
    needs_note: bool = False
    place: Callable[[Submission, datetime], None] | None = None
    asks: str = ""
    asks_questions: bool = False
    while_waiting: bool = False  # once it has left the queue there is nothing to do


def _leave(submission: Submission, _at: datetime) -> None:
    queue_places.leave(submission)


DRAFT = frozenset({Status.DRAFT})
WAITING = frozenset({Status.SENT})
DECIDED = frozenset(
    {Status.ACCEPTED, Status.DECLINED, Status.REFERRED, Status.MORE_ASKED}
)
UNSENT = DRAFT | {Status.MORE_ASKED}
WITHDRAWN = frozenset({Status.WITHDRAWN})
EVERY = DRAFT | WAITING | DECIDED | WITHDRAWN
CLOSED = UNSENT | WITHDRAWN

WHY = "Say why"
WHERE = "Say to whom, and how soon"
WHAT = "What do you need to know? The patient reads this above the questions"

ASK = "ask"

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("accept", "Accept", WAITING, Status.ACCEPTED, place=_leave),
        Action("decline", "Decline", WAITING, Status.DECLINED, True, _leave, WHY),
        Action(
            ASK, "Ask for more", WAITING, Status.MORE_ASKED, True, _leave, WHAT, True
        ),
        Action("refer", "Refer", WAITING, Status.REFERRED, True, _leave, WHERE),
        Action("reopen", "Reopen", DECIDED, Status.SENT, True, queue_places.take, WHY),
        Action("called", "I called the patient", EVERY, None),
        Action("note", "Add a note", EVERY, None, True, asks="Your note"),
        Action("close", "Close", CLOSED, None, True, _leave, WHY, while_waiting=True),
    )
}


def open_to(submission: Submission) -> tuple[Action, ...]:
    left = submission.queue_rank == LEFT
    return tuple(
        each
        for each in ACTIONS.values()
        if submission.status in each.takes and not (each.while_waiting and left)
    )


def note_opening(
    session: Session, submission: Submission, reviewer: User, at: datetime
) -> None:
    """A clinician reads it: from the first time on, the patient cannot withdraw it.

    Its revision stays: nobody who has it open is told that it changed.
    """
    session.execute(
        update(Submission)
        .where(Submission.id == submission.id, Submission.first_opened_at.is_(None))
        .values(first_opened_at=at)
        .execution_options(synchronize_session=False)
    )
    audit.log(session, reviewer, "viewed", submission, at)


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
    return MoreAsked(asked[-1].note, tuple(questions))


def take(
    session: Session,
    action: Action,
    submission: Submission,
    reviewer: User,
    note: str,
    questions: Collection[AskedAgain] = (),
    *,
    seen: int,
    today: date,
    at: datetime,
) -> None:
    """Do it, and keep who, what and why.

    `seen` is the revision that the reviewer was looking at, `today` the clinic's day,
    `questions` those that the patient is asked again.
    Raises Overtaken when the record has changed since, Refused when the action is not
    open or says no why.
    """
    _must_be_open(action, submission, seen)
    if action.needs_note and not note and not questions:
        raise Refused("Say why: the note is empty.")
    review = Review(
        submission_id=submission.id,
        reviewer_id=reviewer.id,
        action=action.name,
        questions=[[each.name, each.area or ""] for each in questions],
        reviewed_at=at,
    )
    session.add(review)
    review.note = note
    if action.place is not None:
        if submission.status in submissions.EDITABLE and action.leaves is Status.SENT:
            # The patient may have changed answers since they were sent.
            submissions.screen(session, submission, today=today, at=at)
        submission.status = action.leaves or submission.status
        submission.changed_at = at
        action.place(submission, at)
        submission.claimed_by_id = submission.claimed_until = None
    audit.log(session, reviewer, action.name, submission, at)


def _must_be_open(action: Action, submission: Submission, seen: int) -> None:
    if action.place is not None and submission.revision != seen:
        raise Overtaken("This submission changed while you were looking at it.")
    if action not in open_to(submission):
        raise Refused(
            f"“{action.label}” cannot be done: this submission is "
            f"{submission.status.replace('_', ' ')}."
        )
