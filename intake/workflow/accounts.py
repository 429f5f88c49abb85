"""Giving those who work here an account."""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import Audience, Role, User
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
    user.roles = [_role(session, audience) for audience in audiences]
    session.add(user)
    audit.log(session, audit.SYSTEM, "added", user, at)
    return user


def _role(session: Session, audience: Audience) -> Role:
    role = session.scalar(select(Role).where(Role.name == audience.value))
    if role is None:
        role = Role(name=audience.value)
        session.add(role)
    return role
