"""What a clinician does. A new action is one new entry in ACTIONS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

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
    while_waiting: bool = False  # once it has left the queue there is nothing to do


def _leave(submission: Submission, _at: datetime) -> None:
    queue_places.leave(submission)


DRAFT = frozenset({Status.DRAFT})
WAITING = frozenset({Status.SENT})
DECIDED = frozenset(
    {Status.ACCEPTED, Status.DECLINED, Status.REFERRED, Status.MORE_ASKED}
)
UNSENT = DRAFT | {Status.MORE_ASKED}
EVERY = DRAFT | WAITING | DECIDED

WHY = "Say why"
WHERE = "Say to whom, and how soon"
WHAT = "What do you need to know? The patient reads this on coming back here"

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action("accept", "Accept", WAITING, Status.ACCEPTED, place=_leave),
        Action("decline", "Decline", WAITING, Status.DECLINED, True, _leave, WHY),
        Action("ask", "Ask for more", WAITING, Status.MORE_ASKED, True, _leave, WHAT),
        Action("refer", "Refer", WAITING, Status.REFERRED, True, _leave, WHERE),
        Action("reopen", "Reopen", DECIDED, Status.SENT, True, queue_places.take, WHY),
        Action("called", "I called the patient", EVERY, None),
        Action("note", "Add a note", EVERY, None, True, asks="Your note"),
        Action("close", "Close", UNSENT, None, True, _leave, WHY, True),
    )
}


def open_to(submission: Submission) -> tuple[Action, ...]:
    left = submission.queue_rank == LEFT
    return tuple(
        each
        for each in ACTIONS.values()
        if submission.status in each.takes and not (each.while_waiting and left)
    )


def asked_of(submission: Submission) -> str | None:
    """What the patient is asked for, while the clinic waits for it."""
    if submission.status is not Status.MORE_ASKED:
        return None
    asked = [review.note for review in submission.reviews if review.action == "ask"]
    return asked[-1] if asked else None


def take(
    session: Session,
    action: Action,
    submission: Submission,
    reviewer: User,
    note: str,
    *,
    seen: int,
    today: date,
    at: datetime,
) -> None:
    """Do it, and keep who, what and why.

    `seen` is the revision that the reviewer was looking at, `today` the clinic's day.
    Raises Overtaken when the record has changed since, Refused when the action is not
    open or says no why.
    """
    _must_be_open(action, submission, note, seen)
    review = Review(
        submission_id=submission.id,
        reviewer_id=reviewer.id,
        action=action.name,
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
    audit.log(session, reviewer, action.name, submission, at)


def _must_be_open(action: Action, submission: Submission, note: str, seen: int) -> None:
    if action.place is not None and submission.revision != seen:
        raise Overtaken("This submission changed while you were looking at it.")
    if action not in open_to(submission):
        raise Refused(
            f"“{action.label}” cannot be done: this submission is "
            f"{submission.status.replace('_', ' ')}."
        )
    if action.needs_note and not note:
        raise Refused("Say why: the note is empty.")
