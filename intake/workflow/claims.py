"""Who is at work on a submission: taken, handed over, given back, or ended by itself.

A claim tells the others; it keeps nobody from an emergency. It is no change of the
record: its revision stays, and neither the patient nor a colleague is overtaken by it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, or_, select, update
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, Role, User
from intake.records.base import Base
from intake.records.models import Submission
from intake.workflow import audit
from intake.workflow.errors import Overtaken, Refused

COLLEAGUES = (
    select(User.id, User.name)
    .where(
        User.roles.any(Role.name == Audience.CLINICIAN),
        User.active,
        User.id != bindparam("but"),
    )
    .order_by(User.name, User.id)
)
TABLE = Base.metadata.tables[Submission.__tablename__]


def holder(submission: Submission, at: datetime) -> User | None:
    """Whoever has it now."""
    until = submission.claimed_until
    return submission.claimed_by if until is not None and until > at else None


def take(
    session: Session,
    submission: Submission,
    user: User,
    *,
    seen: int | None,
    at: datetime,
    until: datetime,
) -> None:
    """Take it, or keep it for longer; `seen` is the account that had it, as the page
    said. Raises Overtaken when somebody else has taken it since."""
    free = or_(Submission.claimed_until.is_(None), Submission.claimed_until <= at)
    known = [user.id] if seen is None else [user.id, seen]
    allowed = or_(free, Submission.claimed_by_id.in_(known))
    _pass_on(session, submission, user, allowed, until)
    audit.log(session, user, "claimed", submission, at)


def hand_over(
    session: Session,
    submission: Submission,
    giver: User,
    taker: User,
    *,
    at: datetime,
    until: datetime,
) -> None:
    """Give it to a colleague. Raises Overtaken when it is not the giver's any more,
    Refused when the other may not read submissions."""
    if taker.id not in {each.id for each in colleagues(session, giver)}:
        raise Refused("It can be handed to another clinician only.")
    _pass_on(session, submission, taker, Submission.claimed_by_id == giver.id, until)
    audit.log(session, giver, f"handed to user:{taker.id}", submission, at)


def give_back(
    session: Session, submission: Submission, user: User, at: datetime
) -> None:
    """Nobody has it. What is not this person's stays with whoever has it."""
    own = (Submission.id == submission.id, Submission.claimed_by_id == user.id)
    given = _write(session, *own, claimed_by_id=None, claimed_until=None)
    if given:
        audit.log(session, user, "gave back", submission, at)


def free(session: Session, user: User, actor: User | str, at: datetime) -> None:
    """Nobody has what this account had: its owner does not work on it any more."""
    own = Submission.claimed_by_id == user.id
    for submission in session.scalars(select(Submission).where(own)):
        audit.log(session, actor, f"freed from user:{user.id}", submission, at)
    _write(session, own, claimed_by_id=None, claimed_until=None)


def colleagues(session: Session, user: User) -> Sequence[Row[int, str]]:
    """The other clinicians, by name: of each `id` and `name`."""
    return session.connection().execute(COLLEAGUES, {"but": user.id}).all()


def _pass_on(
    session: Session,
    submission: Submission,
    to: User,
    allowed: ColumnElement[bool],
    until: datetime,
) -> None:
    """In one statement: of two who press at once, the second is told."""
    own = Submission.id == submission.id
    if not _write(session, own, allowed, claimed_by_id=to.id, claimed_until=until):
        raise Overtaken("Somebody else has just taken this submission.")


def _write(session: Session, *where: ColumnElement[bool], **values: Any) -> bool:
    done = session.connection().execute(update(TABLE).where(*where).values(**values))
    return bool(done.rowcount)
