"""Where a submission stands in the clinicians' queue, as a table of ranks."""

from datetime import datetime

from intake.records.models import Submission
from intake.records.queries import LEFT

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


def watch(submission: Submission, at: datetime, *, raised: bool) -> None:
    """A draft whose flags changed: into the queue, back into it, or further down."""
    standing = [flag for flag in submission.flags if flag.taken_back_at is None]
    ranks = [DRAFT_RANKS[flag.kind] for flag in standing if flag.kind in DRAFT_RANKS]
    waits = submission.queue_rank is not None and submission.queue_rank < LEFT
    if waits or raised:
        submission.queue_rank = min(ranks, default=TAKEN_BACK_RANK)
        submission.waiting_since = submission.waiting_since if waits else at


def take(submission: Submission, at: datetime) -> None:
    """A sent submission takes its place; one that already waited keeps its time."""
    waits = submission.queue_rank is not None and submission.queue_rank < LEFT
    submission.queue_rank = SENT_RANKS[submission.priority or "none"]
    submission.waiting_since = submission.waiting_since if waits else at


def leave(submission: Submission) -> None:
    """Decided, asked back or closed: nobody need look at it now."""
    submission.queue_rank = LEFT
