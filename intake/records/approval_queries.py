"""The questions we put to requests for approval: which counts, and whom it is for."""

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, Role, User
from intake.records.models import RuleSetVersion
from intake.records.rule_work import (
    Replay,
    ReplayState,
    RuleSetApproval,
    RuleSetWriter,
)


def newest(session: Session, version: RuleSetVersion) -> RuleSetApproval | None:
    """The request that counts: a newer one replaces those before."""
    return session.scalar(
        select(RuleSetApproval)
        .where(RuleSetApproval.rule_set_version_id == version.id)
        .order_by(RuleSetApproval.id.desc())
        .limit(1)
    )


def request(session: Session, approval_id: int) -> RuleSetApproval | None:
    """The request, kept from others until we are done."""
    return session.get(
        RuleSetApproval, approval_id, with_for_update=True, populate_existing=True
    )


def open_requests(session: Session) -> Sequence[RuleSetApproval]:
    """The newest request of each draft, where nobody has answered it; oldest first."""
    newest_of_each = select(func.max(RuleSetApproval.id)).group_by(
        RuleSetApproval.rule_set_version_id
    )
    return session.scalars(
        select(RuleSetApproval)
        .join(RuleSetApproval.version)
        .where(
            RuleSetApproval.id.in_(newest_of_each),
            RuleSetApproval.approved.is_(None),
            RuleSetVersion.number.is_(None),
        )
        .order_by(RuleSetApproval.id)
    ).all()


def has_written(session: Session, version: RuleSetVersion, user: User) -> bool:
    """Whether this person wrote in the draft, begun by them or by another."""
    wrote = exists().where(
        RuleSetWriter.rule_set_version_id == version.id,
        RuleSetWriter.user_id == user.id,
    )
    return version.written_by_id == user.id or bool(session.scalar(select(wrote)))


def staff(session: Session) -> Sequence[User]:
    """Every account that can sign in as staff, by name."""
    return session.scalars(
        select(User)
        .where(
            User.active,
            User.password.is_not(None),
            User.roles.any(Role.name == Audience.STAFF),
        )
        .order_by(User.name, User.id)
    ).all()


def shown_with(session: Session, request: RuleSetApproval) -> Replay | None:
    """The replay of the text that was shown, as it had finished when it was shown."""
    return session.scalar(
        select(Replay)
        .where(
            Replay.rule_set_version_id == request.rule_set_version_id,
            Replay.digest == request.digest,
            Replay.state == ReplayState.FINISHED,
            Replay.ended_at <= request.asked_at,
        )
        .order_by(Replay.id.desc())
        .limit(1)
    )
