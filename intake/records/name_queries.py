"""Submissions by what people call them: a name and a birth date, or a reference."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import BindParameter, Integer, Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased, load_only

from intake.records.finding import NameEntry
from intake.records.models import Submission
from intake.records.queue_queries import SHOWN, with_flags

# The words of a name, each as all that it may have been kept as.
Words: TypeAlias = Sequence[Collection[bytes]]

MOST_FOUND = 50
# How many words somebody may write is bounded elsewhere; a name has a few.
MOST_STATEMENTS = 32


def of_name(session: Session, words: Words) -> Sequence[Submission]:
    """Submissions whose names have every one of these words, MOST_FOUND and one more at
    most."""
    if not words:
        return ()
    found = session.scalars(_of_name(len(words)), _as_values(words)).all()
    return with_flags(session, found)


def others_of_name(
    session: Session, words: Words, but: Submission
) -> Sequence[Submission]:
    """The same, but for this one and the newest first; what a line about each says."""
    if not words:
        return ()
    values = {"but": but.id, **_as_values(words)}
    return session.scalars(_others_of_name(len(words)), values).all()


def of_reference(session: Session, reference: str) -> Submission | None:
    """The submission with this reference, if it is in the queue or was."""
    return session.scalar(
        select(Submission).where(
            Submission.reference == reference, Submission.queue_rank.is_not(None)
        )
    )


def _as_values(words: Words) -> dict[str, Any]:
    sought = {f"word{number}": [*each] for number, each in enumerate(words)}
    return {"most": MOST_FOUND + 1, **sought}


# Put together once for names of so many words.
@lru_cache(maxsize=MOST_STATEMENTS)
def _of_name(words: int) -> Select[Submission]:
    return (
        select(Submission)
        .where(Submission.id.in_(_named(words)))
        .order_by(Submission.queue_rank, Submission.waiting_since, Submission.id)
        .options(*SHOWN)
    )


@lru_cache(maxsize=MOST_STATEMENTS)
def _others_of_name(words: int) -> Select[Submission]:
    return (
        select(Submission)
        .where(Submission.id.in_(_named(words)), Submission.id != bindparam("but"))
        .order_by(Submission.started_at.desc())
        .options(
            load_only(
                Submission.reference,
                Submission.status,
                Submission.queue_rank,
                Submission.started_at,
            )
        )
    )


def _named(words: int) -> Select[UUID]:
    """The ids of those whose names have every one of so many words."""
    asked: list[BindParameter[Any]] = [
        bindparam(f"word{n}", expanding=True) for n in range(words)
    ]
    chosen = select(NameEntry.submission_id).where(NameEntry.digest.in_(asked[0]))
    for word in asked[1:]:
        other = aliased(NameEntry)
        chosen = chosen.where(
            exists().where(
                other.digest.in_(word), other.submission_id == NameEntry.submission_id
            )
        )
    return chosen.distinct().limit(bindparam("most", type_=Integer()))
