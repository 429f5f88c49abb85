"""What is asked of the replays: which wait, which a draft has had, what is behind a
number."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, defer, joinedload

from intake.records.rule_work import Replay, ReplayChange, ReplayState

# Neither over nor given up.
OPEN = (ReplayState.WAITING, ReplayState.RUNNING)

# What no list of replays shows.
LONG = (Replay.files, Replay.parts, Replay.counts)


def free(silent_since: datetime) -> ColumnElement[bool]:
    """That it is to be run, and nobody who runs it was heard of since then."""
    unheard = or_(Replay.heard_at.is_(None), Replay.heard_at < silent_since)
    return Replay.state.in_(OPEN) & unheard


def next_free(session: Session, silent_since: datetime) -> int | None:
    """The one that was asked for first."""
    return session.scalar(
        select(Replay.id).where(free(silent_since)).order_by(Replay.id).limit(1)
    )


def of_version(session: Session, version_id: int) -> Sequence[Replay]:
    """Those of a draft, the newest first."""
    return session.scalars(
        select(Replay)
        .options(*map(defer, LONG), joinedload(Replay.asked_by))
        .where(Replay.rule_set_version_id == version_id)
        .order_by(Replay.id.desc())
    ).all()


def open_of(session: Session, version_id: int, digest: str) -> Replay | None:
    """One of exactly this text that is not over."""
    return session.scalar(
        select(Replay)
        .where(
            Replay.rule_set_version_id == version_id,
            Replay.digest == digest,
            Replay.state.in_(OPEN),
        )
        .order_by(Replay.id)
        .limit(1)
    )


def named(
    session: Session,
    replay_id: int,
    change: str,
    flag: str | None,
    month: str | None,
    *,
    first: int,
    most: int,
) -> Sequence[ReplayChange]:
    """Of the submissions behind a number those that are named, by flag and month, from
    the `first` on (counted from 0). None: of any flag, of any month."""
    chosen = select(ReplayChange).where(
        ReplayChange.replay_id == replay_id, ReplayChange.change == change
    )
    if flag is not None:
        chosen = chosen.where(ReplayChange.flag == flag)
    if month is not None:
        chosen = chosen.where(ReplayChange.month == month)
    place = (ReplayChange.flag, ReplayChange.month, ReplayChange.id)
    return session.scalars(chosen.order_by(*place).offset(first).limit(most)).all()
