"""What reviewers did under load, and whether the records have all of it, once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.finding import QueueEntry
from intake.records.models import AuditEvent, Submission
from intake.records.queries import LEFT
from intake.records.queue_queries import WAITING
from intake.workflow.actions import ACTIONS

CLAIM, CLAIMED = "claim", "claimed"
ACCEPTED = (302, 303)


@dataclass
class Deed:
    """`status`: what was answered, None while nothing was. `seen`: the revision that
    the reviewer was looking at. `note`: no two deeds have the same."""

    reviewer: str
    submission: str
    action: str
    note: str
    seen: int
    status: int | None = None

    @property
    def is_accepted(self) -> bool:
        return self.status in ACCEPTED

    @property
    def changes_status(self) -> bool:
        return self.action != CLAIM and ACTIONS[self.action].leaves is not None


def lost(session: Session, deeds: Sequence[Deed], since: datetime) -> list[str]:
    """Every way in which the records are not what was answered to the reviewers: empty
    if each accepted deed is there once, and nothing else."""
    by_submission: dict[str, list[Deed]] = {}
    for deed in deeds:
        by_submission.setdefault(deed.submission, []).append(deed)
    names = {each.id: each.email for each in session.scalars(select(User))}
    problems: list[str] = []
    for submission, done in by_submission.items():
        found = session.get_one(Submission, UUID(submission))
        problems += _reviews(found, done, names, since)
        problems += _claims(session, found, done, names, since)
        problems += _revision(found, done)
        problems += _lists(session, found)
    return problems


def _reviews(
    found: Submission, done: Sequence[Deed], names: dict[int, str], since: datetime
) -> Iterator[str]:
    kept = Counter(
        (names[each.reviewer_id], each.action, each.note)
        for each in found.reviews
        if each.reviewed_at >= since
    )
    for deed in done:
        if deed.action == CLAIM:
            continue
        times = kept.pop((deed.reviewer, deed.action, deed.note), 0)
        if deed.is_accepted and times != 1:
            yield f"{deed.action} was accepted, and is there {times} times"
        if deed.status is not None and not deed.is_accepted and times:
            yield f"{deed.action} was refused, and is there"
    if kept:
        yield f"{len(kept)} reviews are there that nobody made"


def _claims(
    session: Session,
    found: Submission,
    done: Sequence[Deed],
    names: dict[int, str],
    since: datetime,
) -> Iterator[str]:
    events = session.scalars(
        select(AuditEvent.actor).where(
            AuditEvent.subject == f"submission:{found.id}",
            AuditEvent.verb == CLAIMED,
            AuditEvent.at >= since,
        )
    )
    kept = Counter(names[int(each.removeprefix("user:"))] for each in events)
    claims = [each for each in done if each.action == CLAIM]
    for reviewer in {each.reviewer for each in claims} | {*kept}:
        own = [each for each in claims if each.reviewer == reviewer]
        least = sum(each.is_accepted for each in own)
        most = least + sum(each.status is None for each in own)
        if not least <= kept[reviewer] <= most:
            yield f"{least} claims were accepted, and {kept[reviewer]} are there"


def _revision(found: Submission, done: Sequence[Deed]) -> Iterator[str]:
    """Each change raises the revision that its reviewer saw by one, so that no two
    saw the same."""
    changed = [each for each in done if each.is_accepted and each.changes_status]
    open_end = any(each.status is None and each.changes_status for each in done)
    if not changed or open_end:
        return
    seen = sorted(each.seen for each in changed)
    if seen != list(range(seen[0], seen[0] + len(seen))):
        yield "two changes were accepted of one who had not seen the other"
    if found.revision != seen[-1] + 1:
        yield f"the revision is {found.revision}, not {seen[-1] + 1}"
    last = max(changed, key=lambda each: each.seen)
    if found.status != ACTIONS[last.action].leaves:
        yield f"the last was {last.action}, and the status is {found.status}"


def _lists(session: Session, found: Submission) -> Iterator[str]:
    """It is found by what it is now."""
    entries = session.execute(
        select(QueueEntry.listed, QueueEntry.queue_rank).where(
            QueueEntry.submission_id == found.id
        )
    ).all()
    waits = found.queue_rank is not None and found.queue_rank < LEFT
    due = {WAITING, found.status.value} if waits else {found.status.value}
    if {(each.listed, each.queue_rank) for each in entries} != {
        (each, found.queue_rank) for each in due
    }:
        yield "it is not found where it stands"
