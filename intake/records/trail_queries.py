"""The questions that are put to the audit trail: a page of it, newest first, and what
it knows of."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, literal, select, tuple_, union_all
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import AuditEvent, RuleSetVersion, Submission

PAGE = 50
# So many verbs are asked for in one statement: SQLite takes at most 500.
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Moment:
    """Where a page of the trail begins: just before this event."""

    at: datetime
    id: int


@dataclass(frozen=True)
class Looked:
    """What is to be seen of the trail; the first time included, the last not. `verbs`:
    these alone, or all where it is None."""

    actor: str | None = None
    subject: str | None = None
    verbs: Collection[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


class Event(NamedTuple):
    """One event: nobody changes it, so it is no object of the ORM."""

    id: int
    at: datetime
    actor: str
    verb: str
    subject: str


COLUMNS = [getattr(AuditEvent, name) for name in Event._fields]


@dataclass(frozen=True)
class TrailPage:
    events: Sequence[Event]
    following: Moment | None


def page(
    session: Session,
    chosen: Looked,
    before: Moment | None = None,
    size: int | None = None,
) -> TrailPage:
    """A page of the trail, newest first."""
    size = size or PAGE
    if chosen.verbs is not None and chosen.actor is None and chosen.subject is None:
        found = _of_verbs(session, chosen, chosen.verbs, before, size + 1)
    else:
        asked = _walk(select(*COLUMNS), chosen, before, size + 1)
        if chosen.verbs is not None:
            asked = asked.where(AuditEvent.verb.in_(chosen.verbs))
        found = [Event(*row) for row in session.execute(asked)]
    shown = found[:size]
    more = len(found) > size
    return TrailPage(shown, Moment(shown[-1].at, shown[-1].id) if more else None)


def verbs(session: Session) -> Sequence[str]:
    """Every verb of the trail: a jump from each to the next along their index."""
    first = select(func.min(AuditEvent.verb).label("verb")).cte("verbs", recursive=True)
    further = (
        select(func.min(AuditEvent.verb))
        .where(AuditEvent.verb > first.c.verb)
        .correlate(first)
        .scalar_subquery()
    )
    known = first.union_all(select(further).where(first.c.verb.is_not(None)))
    return session.scalars(select(known.c.verb).where(known.c.verb.is_not(None))).all()


def accounts(session: Session) -> Sequence[User]:
    """Whoever works here or did, by name."""
    return session.scalars(select(User).order_by(User.name, User.id)).all()


def names(session: Session, ids: Iterable[int]) -> Mapping[int, str]:
    asked = select(User.id, User.name).where(User.id.in_(set(ids)))
    return {row[0]: row[1] for row in session.execute(asked)}


def submissions(
    session: Session, ids: Iterable[UUID]
) -> Mapping[UUID, tuple[str, bool]]:
    """By id, the reference, and whether a clinician has it in reach."""
    asked = select(
        Submission.id, Submission.reference, Submission.queue_rank.is_not(None)
    ).where(Submission.id.in_(set(ids)))
    return {
        each: (reference, bool(seen))
        for each, reference, seen in session.execute(asked)
    }


def versions(session: Session, ids: Iterable[int]) -> Mapping[int, int | None]:
    """By id, the number of a version of the rules, None while it is not published."""
    asked = select(RuleSetVersion.id, RuleSetVersion.number).where(
        RuleSetVersion.id.in_(set(ids))
    )
    return {row[0]: row[1] for row in session.execute(asked)}


def submission_of(session: Session, reference: str) -> UUID | None:
    """The submission of this reference, wherever it stands."""
    return session.scalar(
        select(Submission.id).where(Submission.reference == reference)
    )


def _walk(
    asked: Select[Any],
    chosen: Looked,
    before: Moment | None,
    most: int,
) -> Select[Any]:
    here = tuple_(AuditEvent.at, AuditEvent.id)
    if chosen.actor is not None:
        asked = asked.where(AuditEvent.actor == chosen.actor)
    if chosen.subject is not None:
        asked = asked.where(AuditEvent.subject == chosen.subject)
    if chosen.since is not None:
        asked = asked.where(AuditEvent.at >= chosen.since)
    if chosen.until is not None:
        asked = asked.where(AuditEvent.at < chosen.until)
    if before is not None:
        at = literal(before.at, AuditEvent.at.type)
        asked = asked.where(here < tuple_(at, literal(before.id)))
    return asked.order_by(AuditEvent.at.desc(), AuditEvent.id.desc()).limit(most)


def _of_verbs(
    session: Session,
    chosen: Looked,
    wanted: Collection[str],
    before: Moment | None,
    most: int,
) -> Sequence[Event]:
    """The newest of each verb, each along the index, and of these the newest: one that
    is rare is not looked for among all that is not it."""
    left = iter(sorted(wanted))
    found: list[Event] = []
    while some := list(islice(left, MOST_AT_ONCE)):
        each_newest = union_all(
            *(
                select(
                    _walk(select(AuditEvent.id), chosen, before, most)
                    .where(AuditEvent.verb == verb)
                    .subquery()
                )
                for verb in some
            )
        )
        newest = (
            select(*COLUMNS)
            .where(AuditEvent.id.in_(select(each_newest.subquery().c.id)))
            .order_by(AuditEvent.at.desc(), AuditEvent.id.desc())
            .limit(most)
        )
        found += [Event(*row) for row in session.execute(newest)]
    found.sort(key=lambda event: (event.at, event.id), reverse=True)
    return found[:most]
