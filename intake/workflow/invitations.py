"""A link with which somebody gets into their account: to begin it, or with another
password. It is used once, and ends by itself."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.records import account_queries
from intake.records.accounts import AccountLink, User
from intake.workflow import accounts, audit
from intake.workflow.errors import Refused

LASTS = timedelta(days=3)
# What the mails are called that bring it.
INVITATION, NEW_PASSWORD = "invitation", "new_password"


def mail_of(user: User) -> str:
    """Which mail brings this account its link."""
    return INVITATION if user.password is None else NEW_PASSWORD


def make_link(session: Session, actor: User | str, user: User, at: datetime) -> str:
    """A new link, as 256 random bits; an older one ends. We keep its SHA-256.

    Raises Refused for an account that is disabled.
    """
    if user.password is not None and not user.active:
        raise Refused("This account is disabled. Enable it first.")
    session.execute(delete(AccountLink).where(AccountLink.user_id == user.id))
    token = secrets.token_urlsafe(32)
    session.add(
        AccountLink(
            token_hash=_hash(token), user_id=user.id, made_at=at, ends_at=at + LASTS
        )
    )
    audit.log(session, actor, f"made a link: {mail_of(user)}", user, at)
    return token


def whose(session: Session, token: str, at: datetime) -> User | None:
    """Whose account a link opens; None when it opens nothing (any more)."""
    link = account_queries.link(session, _hash(token), at)
    return session.get(User, link.user_id) if link else None


def use(
    session: Session, token: str, name: str, password_hash: str, at: datetime
) -> User | None:
    """Set the password, and the name where the account begins. None when the link
    opens nothing any more: of two who use it at once, the second gets that."""
    user = whose(session, token, at)
    if user is None:
        return None
    used = delete(AccountLink).where(AccountLink.token_hash == _hash(token))
    if not session.connection().execute(used).rowcount:
        return None
    begins = user.password is None
    accounts.set_password(session, user, password_hash, at, actor=user)
    if begins:
        user.name, user.active = name, True
    return user


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
