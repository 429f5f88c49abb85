"""The questions that the clinicians' queue puts to the tables: a page of a list, how
many there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    TextClause,
    Tuple,
    bindparam,
    literal,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.orm import Session, aliased, defer, lazyload, load_only, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from intake.records.accounts import User
from intake.records.finding import QueueEntry
from intake.records.models import FlagRecord, Submission
from intake.records.queries import LEFT

# The three that a queue is ordered by, in one table or the other.
Along: TypeAlias = tuple[Any, Any, Any]

PAGE = 25
# The list of all that waits for a clinician, drafts in danger included; the other lists
# are those of one status each.
WAITING = "waiting"
# The facet that everything in a list has.
EVERY = ""
# Counted no further: enough to choose by, and a walk of a few milliseconds for all.
MOST_COUNTED = 200
NOBODY = 0
MOST_PRINTED = 200
# Walked past for one page where several things are asked: two facets that are seldom
# together would else be walked to the end, half a second with a million submissions.
MOST_WALKED = 3_000

# What a line of the list says and no more, beside its flags: who has it.
SHOWN = (
    selectinload(Submission.claimed_by).options(
        load_only(User.name), lazyload(User.roles)
    ),
    defer(Submission.answers),
    defer(Submission.facts),
)
FLAGS_OF = (
    select(FlagRecord)
    .where(FlagRecord.submission_id.in_(bindparam("ids", expanding=True)))
    .order_by(FlagRecord.id)
)

ALONG_SUBMISSIONS: Along = (
    Submission.queue_rank,
    Submission.waiting_since,
    Submission.id,
)
ALONG_ENTRIES: Along = (
    QueueEntry.queue_rank,
    QueueEntry.waiting_since,
    QueueEntry.submission_id,
)


@dataclass(frozen=True)
class Place:
    """Where a page of the queue begins: just after this rank, time and id."""

    rank: int
    since: datetime
    id: UUID


@dataclass(frozen=True)
class QueuePage:
    """`is_cut`: the walk ended here, and the list did not; more may match."""

    submissions: Sequence[Submission]
    following: Place | None
    is_cut: bool = False


@dataclass(frozen=True)
class Filter:
    """A list and what is to be seen of it: what has every one of these facets, came in
    within these times (the first included and the last not), and is whose it is to be.
    """

    listed: str = WAITING
    facets: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    # With times: every rank there is. Within each, times lie together.
    ranks: tuple[int, ...] = ()
    # Whoever has claimed it, NOBODY if nobody has, by what holds `now`.
    claimed_by: int | None = None
    now: datetime | None = None


@dataclass(frozen=True)
class Asked:
    """What is found, along which table, and what is walked past on the way, if that
    may be far more than is found."""

    found: Select[Submission]
    along: Along
    walked: Select[Any] | None = None


def page(
    session: Session,
    chosen: Filter,
    after: Place | None = None,
    size: int | None = None,
    walk: int | None = None,
) -> QueuePage:
    """A page of a list: the gravest first, then the longest waiting. With `walk`, no
    more than so many are looked at for it."""
    size = size or PAGE
    asked = _asked(session, chosen)
    here = asked.along
    within = _within(asked, chosen)
    if after is not None:
        within.append(tuple_(*here) > _key(after))
    end = _end_of(session, asked, within, walk)
    if end is not None:
        within.append(tuple_(*here) <= _key(end))
    found = session.scalars(
        asked.found.where(*within).order_by(*here).limit(size + 1).options(*SHOWN)
    ).all()
    shown = with_flags(session, found[:size])
    if len(found) > size:
        return QueuePage(shown, _place(shown[-1]))
    return QueuePage(shown, end, is_cut=end is not None)


def with_flags(
    session: Session, submissions: Sequence[Submission]
) -> Sequence[Submission]:
    """The same, with the flags of all of them fetched at once."""
    flags: dict[UUID, list[FlagRecord]] = {each.id: [] for each in submissions}
    for flag in session.scalars(FLAGS_OF, {"ids": [*flags]}) if flags else ():
        flags[flag.submission_id].append(flag)
    for each in submissions:
        set_committed_value(each, "flags", flags[each.id])
    return submissions


def ids(session: Session, chosen: Filter, most: int) -> Sequence[UUID]:
    """Those of a list in its order, so many at most."""
    asked = _asked(session, chosen)
    found = asked.found.where(*_within(asked, chosen)).order_by(*asked.along)
    return session.scalars(found.with_only_columns(Submission.id).limit(most)).all()


def counts(
    session: Session, asked: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """How many there are of each (list, facet), up to MOST_COUNTED."""
    wanted = tuple(asked)
    values = {
        f"{name}{number}": value
        for number, pair in enumerate(wanted)
        for name, value in zip(("listed", "facet"), pair, strict=True)
    }
    rows = session.connection().execute(_counting(len(wanted)), values)
    return {wanted[number]: count for number, count in rows}


def _within(asked: Asked, chosen: Filter) -> list[ColumnElement[bool]]:
    """That it came in within the filter's times."""
    rank, since, _id = asked.along
    found: list[ColumnElement[bool]] = []
    if chosen.since is not None:
        found += since >= chosen.since, rank.in_(chosen.ranks)
    if chosen.until is not None:
        found += since < chosen.until, rank.in_(chosen.ranks)
    return found


def _asked(session: Session, chosen: Filter) -> Asked:
    """What is asked, and along which table it is walked.

    What somebody has is little: it is asked of the submissions. So is all that waits:
    whatever became of the entries, no emergency is missing there. All else is walked
    along the entries of its rarest facet.
    """
    everything = chosen.facets or (EVERY,)
    until = Submission.claimed_until
    if chosen.claimed_by:
        asked = select(Submission).where(
            Submission.claimed_by_id == chosen.claimed_by, until > chosen.now
        )
        for each in everything:
            asked = asked.where(_also(chosen.listed, each, ALONG_SUBMISSIONS))
        return Asked(asked, ALONG_SUBMISSIONS)
    free = []
    if chosen.claimed_by == NOBODY:
        free.append(or_(until.is_(None), until <= chosen.now))
    if chosen.listed == WAITING and not chosen.facets:
        waiting = select(Submission).where(Submission.queue_rank < LEFT, *free)
        return Asked(waiting, ALONG_SUBMISSIONS)
    number = counts(session, [(chosen.listed, each) for each in everything])
    rarest, *others = sorted(everything, key=lambda each: number[chosen.listed, each])
    led = (QueueEntry.listed == chosen.listed, QueueEntry.facet == rarest)
    asked = (
        select(Submission)
        .join(QueueEntry, QueueEntry.submission_id == Submission.id)
        .where(*led, *free)
    )
    for each in others:
        asked = asked.where(_also(chosen.listed, each, ALONG_ENTRIES))
    walked = select(*ALONG_ENTRIES).where(*led) if others or free else None
    return Asked(asked, ALONG_ENTRIES, walked)


def _end_of(
    session: Session,
    asked: Asked,
    within: Sequence[ColumnElement[bool]],
    walk: int | None,
) -> Place | None:
    """The last that so long a walk comes to; None where the list ends before."""
    if asked.walked is None or walk is None:
        return None
    ahead = asked.walked.where(*within).order_by(*asked.along)
    last = session.execute(ahead.offset(walk - 1).limit(1)).one_or_none()
    return None if last is None else Place(*last)


def _also(listed: str, facet: str, here: Along) -> ColumnElement[bool]:
    """That what is walked past has this facet too, by one look along the key.

    Not as `EXISTS`: PostgreSQL would rather join with everything that has it.
    """
    other = aliased(QueueEntry)
    one = select(literal(1)).where(
        other.listed == listed,
        other.facet == facet,
        other.queue_rank == here[0],
        other.waiting_since == here[1],
        other.submission_id == here[2],
    )
    return one.limit(1).scalar_subquery() == 1


@lru_cache
def _counting(number: int) -> TextClause:
    """As text, once: to put a hundred parts together each time would take as long as to
    count. Each facet is counted by itself, for a walk that ends at the most."""
    asked = ", ".join(
        f"({each}, :listed{each}, :facet{each})" for each in range(number)
    )
    return text(
        f"WITH asked(number, listed, facet) AS (VALUES {asked})"  # noqa: S608
        " SELECT number, (SELECT count(*) FROM (SELECT 1 FROM queue_entry"
        " WHERE queue_entry.listed = asked.listed AND queue_entry.facet = asked.facet"
        f" LIMIT {MOST_COUNTED}) AS few) FROM asked"
    )


def _key(place: Place) -> Tuple:
    since = literal(place.since, Submission.waiting_since.type)
    own = literal(place.id, Submission.id.type)
    return tuple_(literal(place.rank), since, own)


def _place(submission: Submission) -> Place:
    if submission.queue_rank is None or submission.waiting_since is None:
        raise AssertionError("What stands in the queue has a rank and a time.")
    return Place(submission.queue_rank, submission.waiting_since, submission.id)
