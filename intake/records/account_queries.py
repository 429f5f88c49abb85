"""The questions we put to the tables of accounts. They read; workflow/ writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from intake.records.accounts import AccountLink, Audience, Role, User

# Whoever can give others their accounts back.
ADMINISTERS = (
    User.active,
    User.password.is_not(None),
    User.roles.any(Role.name == Audience.ADMIN),
)


def everyone(session: Session) -> Sequence[User]:
    """Every account, by name."""
    return session.scalars(select(User).order_by(User.name, User.email, User.id)).all()


def link_ends(session: Session) -> Mapping[int, datetime]:
    """When the link of an account ends, by the account's id."""
    links = select(AccountLink.user_id, AccountLink.ends_at)
    return {row.user_id: row.ends_at for row in session.execute(links)}


def other_administrator(session: Session, user: User) -> bool:
    """Whether anybody but this account is an active administrator."""
    found = exists().where(User.id != user.id, *ADMINISTERS)
    return bool(session.scalar(select(found)))


def link(session: Session, token_hash: str, at: datetime) -> AccountLink | None:
    """The link, while it opens something."""
    found = session.get(AccountLink, token_hash)
    return found if found is not None and found.ends_at > at else None
