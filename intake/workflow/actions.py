"""What a clinician can do with a submission, as a table. A new action is a new line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from intake.records.details import NOTE, WORDS
from intake.records.models import FlagRecord, Status, Submission
from intake.records.queries import LEFT
from intake.workflow import queue_places

EMERGENCY, CONTRAINDICATION = "emergency", "contraindication"


@dataclass(frozen=True)
class Action:
    """`leaves` is the status afterwards; None leaves it as it is. `needs` are the
    details without which it is refused, `may` those that may go with it as well.

    `passes_over`: priorities; a flag that counts as one of them stands in its way until
    it is said why, on a page of its own. An action that is `final` asks once more too.

    An action that changes nothing but the notes is never overtaken by another.
    """

    name: str
    label: str
    takes: frozenset[Status]
    leaves: Status | None
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    place: Callable[[Submission, datetime], None] | None = None
    passes_over: frozenset[str] = frozenset()
    final: bool = False
    asks_questions: bool = False
    while_waiting: bool = False  # once it has left the queue there is nothing to do

    @property
    def tells_patient(self) -> bool:
        """Whether it is a decision that its patient is told of."""
        return WORDS in self.needs + self.may


def _leave(submission: Submission, _at: datetime) -> None:
    queue_places.leave(submission)


DRAFT = frozenset({Status.DRAFT})
WAITING = frozenset({Status.SENT})
DECIDED = frozenset(
    {
        Status.ACCEPTED,
        Status.DECLINED,
        Status.REFERRED,
        Status.NOT_REACHED,
        Status.MORE_ASKED,
    }
)
UNSENT = DRAFT | {Status.MORE_ASKED}
WITHDRAWN = frozenset({Status.WITHDRAWN})
EVERY = DRAFT | WAITING | DECIDED | WITHDRAWN
CLOSED = UNSENT | WITHDRAWN

IN_DANGER = frozenset({EMERGENCY})
AT_RISK = IN_DANGER | {CONTRAINDICATION}

ASK = "ask"
PLAN = ("areas", "sessions", "spacing_weeks")
WHY = (NOTE,)

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        Action(
            "accept",
            "Accept",
            WAITING,
            Status.ACCEPTED,
            needs=PLAN,
            may=("conditions", WORDS, NOTE),
            place=_leave,
            passes_over=AT_RISK,
        ),
        Action(
            "decline",
            "Decline",
            WAITING,
            Status.DECLINED,
            needs=("reason", WORDS),
            may=(NOTE,),
            place=_leave,
            passes_over=IN_DANGER,
        ),
        Action(
            ASK,
            "Ask for more",
            WAITING,
            Status.MORE_ASKED,
            needs=(WORDS,),
            place=_leave,
            passes_over=IN_DANGER,
            asks_questions=True,
        ),
        Action(
            "refer",
            "Refer",
            WAITING,
            Status.REFERRED,
            needs=("refer_to", "urgency", WORDS),
            may=(NOTE,),
            place=_leave,
            passes_over=IN_DANGER,
        ),
        Action(
            "not_reached",
            "Not reached",
            WAITING,
            Status.NOT_REACHED,
            needs=WHY,
            may=(WORDS,),
            place=_leave,
            passes_over=IN_DANGER,
        ),
        Action(
            "withdraw",
            "Withdrawn by telephone",
            WAITING | {Status.MORE_ASKED},
            Status.WITHDRAWN,
            needs=WHY,
            place=_leave,
            passes_over=IN_DANGER,
            final=True,
        ),
        Action("reopen", "Reopen", DECIDED, Status.SENT, WHY, place=queue_places.take),
        Action("called", "I called the patient", EVERY, None, may=WHY),
        Action("note", "Add a note", EVERY, None, needs=WHY),
        Action(
            "close",
            "Close",
            CLOSED,
            None,
            needs=WHY,
            place=_leave,
            passes_over=IN_DANGER,
            while_waiting=True,
        ),
    )
}


def open_to(submission: Submission) -> tuple[Action, ...]:
    """What can be done with it now."""
    left = submission.queue_rank == LEFT
    return tuple(
        each
        for each in ACTIONS.values()
        if submission.status in each.takes and not (each.while_waiting and left)
    )


def in_the_way(action: Action, submission: Submission) -> list[FlagRecord]:
    """The flags that stand and that this action passes over, gravest first."""
    return [
        flag
        for priority in (EMERGENCY, CONTRAINDICATION)
        for flag in submission.flags
        if flag.taken_back_at is None
        and priority in action.passes_over
        and queue_places.counts_as(flag) == priority
    ]
