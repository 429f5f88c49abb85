"""The questions we put to the tables of those who come back, with every page or when
they do."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, func, or_, select
from sqlalchemy.orm import Session

from intake.records.base import Base
from intake.records.coming_back import AnswerChange, ReturnCode, Typed
from intake.records.models import Status, Submission
from intake.records.queries import LEFT

# Asked with every page, so put together once.
TYPED = select(Typed).where(
    Typed.submission_id == bindparam("submission"),
    Typed.step == bindparam("step"),
    Typed.area == bindparam("area"),
)
CHANGES = Base.metadata.tables[AnswerChange.__tablename__].c
CHANGED_ELSEWHERE = (
    select(CHANGES.id, CHANGES.questions, CHANGES.changed_at)
    .where(
        CHANGES.submission_id == bindparam("submission"),
        CHANGES.browser != bindparam("browser"),
        CHANGES.id > bindparam("told"),
    )
    .order_by(CHANGES.id)
)


def return_code(
    session: Session, submission_id: UUID, *, mailed: bool = False
) -> ReturnCode | None:
    """The patient's own, or the one whose link the clinic mailed."""
    return session.scalar(
        select(ReturnCode).where(
            ReturnCode.submission_id == submission_id, ReturnCode.mailed.is_(mailed)
        )
    )


def typed(session: Session, submission_id: UUID, step: str, area: str) -> Typed | None:
    """What was typed on one page and not given."""
    return session.scalar(
        TYPED, {"submission": submission_id, "step": step, "area": area}
    )


def return_code_by_public(session: Session, public: str) -> ReturnCode | None:
    return session.scalar(select(ReturnCode).where(ReturnCode.public == public))


def return_code_by_link(session: Session, link_hash: str) -> ReturnCode | None:
    return session.scalar(select(ReturnCode).where(ReturnCode.link_hash == link_hash))


def changes_elsewhere(
    own: Connection, submission_id: UUID, browser: str, told: int
) -> Sequence[Row[int, list[list[str | None]], datetime]]:
    """What other browsers changed since the one that this browser was told of."""
    asked = {"submission": submission_id, "browser": browser, "told": told}
    return own.execute(CHANGED_ELSEWHERE, asked).all()


def newest_change(session: Session, submission_id: UUID) -> int:
    """The number of the last change of these answers; 0 before the first."""
    of_these = AnswerChange.submission_id == submission_id
    return session.scalar(select(func.max(AnswerChange.id)).where(of_these)) or 0


def ended_drafts(session: Session, changed_before: datetime) -> Sequence[UUID]:
    """Drafts that were not changed since and that no clinician has to see."""
    return session.scalars(
        select(Submission.id)
        .where(
            Submission.status == Status.DRAFT,
            Submission.changed_at <= changed_before,
            or_(Submission.queue_rank.is_(None), Submission.queue_rank >= LEFT),
        )
        .order_by(Submission.changed_at)
    ).all()
