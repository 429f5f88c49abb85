"""How long somebody has waited in the clinic's hours, and whether that is too long."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app

from intake.config import Settings
from intake.records.models import Submission
from intake.records.queries import LEFT
from intake.web.formatting import hours

# An emergency waits through the night too: no hour is outside the clinic's for it.
NEVER_STANDS_STILL = "emergency"


@dataclass(frozen=True)
class Waited:
    """In words; `overdue` by how much it is over the target, None if it is not."""

    words: str
    overdue: str | None
    target: str


def waited(submission: Submission, at: datetime) -> Waited | None:
    """None for what waits no longer."""
    since, rank = submission.waiting_since, submission.queue_rank
    if since is None or rank is None or rank >= LEFT:
        return None
    settings: Settings = current_app.config["INTAKE"]
    priority = submission.priority or "none"
    passed = lasted(priority, since, at)
    of_what = "" if priority == NEVER_STANDS_STILL else " of clinic hours"
    target: timedelta = settings["TARGETS"][priority]
    return Waited(
        words=f"{hours(passed)}{of_what}",
        overdue=hours(passed - target) if passed > target else None,
        target=hours(target),
    )


def lasted(priority: str, since: datetime, until: datetime) -> timedelta:
    """From one time to another in the clinic's hours; an emergency waits always."""
    if priority == NEVER_STANDS_STILL:
        return max(until - since, timedelta(0))
    settings: Settings = current_app.config["INTAKE"]
    opened: timedelta = settings["HOURS"].between(since, until, settings["TIME_ZONE"])
    return opened
