"""Screening once more what was sent, by rules that came into force since: a deed of its
own, and what the rules said before is kept beside it."""

from datetime import datetime

from sqlalchemy.orm import Session

from intake.records import queries, standing
from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.records.queries import LEFT
from intake.workflow import audit, danger, queue_places, screenings
from intake.workflow.errors import Overtaken, Refused

# What the patient may still change is screened by the newest rules when it is sent.
STATUSES = frozenset(Status) - {Status.DRAFT, Status.MORE_ASKED, Status.WITHDRAWN}


def newer_rules(session: Session, submission: Submission) -> RuleSetVersion | None:
    """The version in force, where another screened it last and it can be screened
    again."""
    screened = standing.last_on_send(submission)
    if screened is None or submission.status not in STATUSES or not submission.facts:
        return None
    newest = queries.published_rule_set(session)
    known = newest is None or newest.id == screened.rule_set_version_id
    return None if known else newest


def screen(
    session: Session, submission: Submission, by: User, *, seen: int, at: datetime
) -> None:
    """Put the facts as they were on Send to the rules in force. Flags, priority and
    place follow as on sending; each flag that came or went is in the trail.

    What was decided stays out of the queue: whoever does this sees what came of it.
    Raises Overtaken when it changed since revision `seen`, Refused where the rules in
    force have screened it already, or the patient may still change it.
    """
    if submission.revision != seen:
        raise Overtaken("This submission changed while you were looking at it.")
    if newer_rules(session, submission) is None or submission.facts is None:
        raise Refused(
            "It cannot be screened again: the rules in force have screened it already, "
            "or it is not with the clinic now."
        )
    version = screenings.current(session)
    priority, before = submission.priority, _flags(submission)
    screening = screenings.screen(version, submission.facts)
    danger.settle(session, submission, version, screening, at)
    if submission.queue_rank != LEFT:
        queue_places.take(submission, at)
    submission.changed_at = at
    after = _flags(submission)
    said = f"{submission.priority or 'none'}, before {priority or 'none'}"
    audit.log(session, by, f"screened again: {said}", submission, at)
    for flag in sorted(after - before):
        audit.log(session, by, f"raised {flag}", submission, at)
    for flag in sorted(before - after):
        audit.log(session, by, f"took back {flag}", submission, at)


def _flags(submission: Submission) -> set[str]:
    return {flag.flag for flag in danger.standing(submission)}
