"""The day's digest: how many wait, and how many are new, to those who asked for it."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records.digests import Digest
from intake.records.models import Submission
from intake.records.queries import LEFT
from intake.workflow import outbox
from intake.workflow.on_call import LANGUAGE


def is_written(session: Session, day: date) -> bool:
    return session.get(Digest, day) is not None


def write(session: Session, addresses: Iterable[str], day: date, at: datetime) -> None:
    """Count what waits, and write to each; where nothing waits, to nobody.

    The caller has seen that the day has none. Raises IntegrityError where another
    server has written it at the same moment: then none of this is kept.
    """
    before = session.scalar(select(func.max(Digest.written_at)))
    waiting = _count(session, None)
    session.add(Digest(day=day, written_at=at, waiting=waiting))
    session.flush()
    if not waiting:
        return
    values = {"waiting": str(waiting), "new": str(_count(session, before))}
    for address in addresses:
        outbox.write(
            session, "digest", address, language=LANGUAGE, at=at, values=values
        )


def _count(session: Session, since: datetime | None) -> int:
    """What stands in the queue; with `since`, what came into it after that."""
    asked = select(func.count()).where(Submission.queue_rank < LEFT)
    if since is not None:
        asked = asked.where(Submission.waiting_since > since)
    return session.scalar(asked) or 0
