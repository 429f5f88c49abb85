"""Keeping what a submission in the queue is found by, whoever changes it and how.

It follows every flush of the application's sessions, so that no deed can forget it: a
submission that a filter does not show is one that nobody sees.
"""

from collections.abc import Iterable
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from intake.questionnaire.body import REGIONS
from intake.records import blind_index
from intake.records.base import Base
from intake.records.finding import NameEntry, QueueEntry
from intake.records.models import FlagRecord, Submission
from intake.records.queries import LEFT
from intake.records.queue_queries import EVERY, WAITING

TABLES = Base.metadata.tables
ENTRIES = TABLES[QueueEntry.__tablename__]
NAMES = TABLES[NameEntry.__tablename__]
BATCH = 500


def follow(session: Session, _context: Any) -> None:
    """What was written may be found by other things from now on."""
    for submission in _written(session):
        if submission.queue_rank is not None:
            keep(session, submission)


def keep(session: Session, submission: Submission) -> None:
    """Let it be found by what it has now, and by nothing else."""
    own = session.connection()
    for table in (ENTRIES, NAMES):
        own.execute(delete(table).where(table.c.submission_id == submission.id))
    facets = (EVERY, *_facets(session, submission))
    own.execute(
        insert(ENTRIES),
        [
            {
                "listed": listed,
                "facet": facet,
                "queue_rank": submission.queue_rank,
                "waiting_since": submission.waiting_since,
                "submission_id": submission.id,
            }
            for listed, facet in product(_lists(submission), facets)
        ],
    )
    if digests := _digests(session, submission):
        own.execute(
            insert(NAMES),
            [{"digest": each, "submission_id": submission.id} for each in digests],
        )


def facet(kind: str, value: str) -> str:
    """`flag`, `joint` → `flag:joint`."""
    return f"{kind}:{value}"


def begin(session: Session) -> None:
    """Let everything be found where nothing is yet: records from before the lists."""
    if session.scalar(select(exists().select_from(QueueEntry))):
        return
    listed = select(QueueEntry.submission_id).where(
        QueueEntry.submission_id == Submission.id
    )
    lacking = (
        select(Submission)
        .where(Submission.queue_rank.is_not(None), ~listed.exists())
        .limit(BATCH)
    )
    while found := session.scalars(lacking).all():
        for each in found:
            keep(session, each)


def _written(session: Session) -> Iterable[Submission]:
    found: dict[UUID, Submission] = {}
    for each in (*session.new, *session.dirty):
        if isinstance(each, FlagRecord):
            owner = session.get(Submission, each.submission_id)
            found |= {owner.id: owner} if owner else {}
        elif isinstance(each, Submission):
            found[each.id] = each
    return found.values()


def _lists(submission: Submission) -> tuple[str, ...]:
    waits = submission.queue_rank is not None and submission.queue_rank < LEFT
    own = submission.status.value
    return (WAITING, own) if waits else (own,)


def _facets(session: Session, submission: Submission) -> set[str]:
    """The flags that stand, their kinds, the places that hurt, the language."""
    standing = session.connection().execute(
        select(FlagRecord.flag, FlagRecord.kind).where(
            FlagRecord.submission_id == submission.id,
            FlagRecord.taken_back_at.is_(None),
        )
    )
    regions = submission.answers.get("regions") or ()
    return {
        facet("language", submission.language),
        *(facet("site", REGIONS[each].site) for each in regions if each in REGIONS),
        *(
            facet(name, value)
            for flag, kind in standing
            for name, value in (("flag", flag), ("kind", kind))
        ),
    }


def _digests(session: Session, submission: Submission) -> set[bytes]:
    """By the patient's name, and by that of whoever is to be called back."""
    private = submission.private
    names = [private.get("full_name"), (submission.callback or {}).get("name")]
    return blind_index.digests(
        session.info["keyring"],
        [name for name in names if name],
        private.get("date_of_birth"),
    )
