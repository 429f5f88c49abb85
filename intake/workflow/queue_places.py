"""Where a submission stands in the clinicians' queue, as a table of ranks."""

from datetime import datetime

from intake.records.models import FlagRecord, Submission
from intake.records.queries import LEFT
from intake.rules import KINDS

# Drafts in danger stand first: nobody has sent them, and nobody may be waiting there.
DRAFT_RANKS = {"emergency": 0, "urgent": 1}
TAKEN_BACK_RANK = 12
SENT_RANKS = {
    "emergency": 10,
    "urgent": 11,
    "contraindication": 20,
    "likely": 21,
    "possible": 22,
    "unknown": 23,
    "none": 24,
}
# Every place that there is.
RANKS = (*DRAFT_RANKS.values(), TAKEN_BACK_RANK, *SENT_RANKS.values(), LEFT)


def counts_as(flag: FlagRecord) -> str:
    """The priority that this flag alone would give: one of PRIORITIES."""
    kind = KINDS[flag.kind]
    return (
        kind.not_ruled_out_as if flag.not_ruled_out else kind.raised_as[flag.strength]
    )


def watch(submission: Submission, at: datetime, *, raised: bool) -> None:
    """A draft whose flags changed: into the queue, back into it, or further down."""
    counts = {
        counts_as(flag) for flag in submission.flags if flag.taken_back_at is None
    }
    ranks = [rank for priority, rank in DRAFT_RANKS.items() if priority in counts]
    waits = submission.queue_rank is not None and submission.queue_rank < LEFT
    if waits or raised:
        submission.queue_rank = min(ranks, default=TAKEN_BACK_RANK)
        submission.waiting_since = submission.waiting_since if waits else at


def take(submission: Submission, at: datetime) -> None:
    """A sent submission takes its place; one that already waited keeps its time."""
    waits = submission.queue_rank is not None and submission.queue_rank < LEFT
    submission.queue_rank = SENT_RANKS[submission.priority or "none"]
    submission.waiting_since = submission.waiting_since if waits else at


def withdraw(submission: Submission) -> None:
    """Withdrawn, it leaves; in danger it waits where it is until a clinician closes it,
    for the patient may not have got help."""
    if submission.priority not in DRAFT_RANKS:
        leave(submission)


def leave(submission: Submission) -> None:
    """Decided, asked back or closed: nobody need look at it now."""
    submission.queue_rank = LEFT
