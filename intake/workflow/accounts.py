"""Giving those who work here an account."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import Audience, BrowserSession, Role, User
from intake.workflow import audit
from intake.workflow.errors import Refused


def add(
    session: Session,
    email: str,
    name: str,
    audiences: Iterable[Audience],
    password_hash: str,
    at: datetime,
) -> User:
    """A new account. Raises Refused when the e-mail address has one already."""
    if queries.user_by_email(session, email) is not None:
        raise Refused("This e-mail address has an account already.")
    user = User(
        email=email.strip().lower(),
        name=name,
        password=password_hash,
        active=True,
        fs_uniquifier=uuid4().hex,
        created_at=at,
    )
    user.roles = [_role(session, audience) for audience in dict.fromkeys(audiences)]
    session.add(user)
    audit.log(session, audit.SYSTEM, "added", user, at)
    return user


def set_password(
    session: Session, email: str, password_hash: str, at: datetime
) -> User:
    """Another password, and every session under the old one ends.

    Raises Refused when nobody has this e-mail address.
    """
    user = queries.user_by_email(session, email)
    if user is None:
        raise Refused("No account has this e-mail address.")
    user.password = password_hash
    session.execute(delete(BrowserSession).where(BrowserSession.user_id == user.id))
    audit.log(session, audit.SYSTEM, "set a password", user, at)
    return user


def _role(session: Session, audience: Audience) -> Role:
    role = session.scalar(select(Role).where(Role.name == audience.value))
    if role is None:
        role = Role(name=audience.value)
        session.add(role)
    return role
