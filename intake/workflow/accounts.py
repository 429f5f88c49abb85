"""Accounts of those who work here: given, changed, disabled, and never the last key
to them taken away.

`actor` is the administrator who does it, or SYSTEM from the command line.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from intake.records import account_queries, queries
from intake.records.accounts import (
    AccountLink,
    Audience,
    BrowserSession,
    Passkey,
    RecoveryCode,
    Role,
    User,
)
from intake.workflow import audit, claims
from intake.workflow.errors import Refused

LAST = (
    "This is the last administrator. Make somebody else an administrator first: "
    "without one nobody could let anybody in."
)


def add(
    session: Session,
    email: str,
    name: str,
    audiences: Iterable[Audience],
    password_hash: str | None,
    at: datetime,
    actor: User | str = audit.SYSTEM,
) -> User:
    """A new account; without a password it waits for its link to be used.

    Raises Refused when the e-mail address has one already.
    """
    if queries.user_by_email(session, email) is not None:
        raise Refused("This e-mail address has an account already.")
    user = User(
        email=email.strip().lower(),
        name=name,
        password=password_hash,
        active=password_hash is not None,
        fs_uniquifier=uuid4().hex,
        created_at=at,
    )
    user.roles = [_role(session, audience) for audience in dict.fromkeys(audiences)]
    session.add(user)
    audit.log(session, actor, "added", user, at)
    for role in user.roles:
        audit.log(session, actor, f"gave role {role.name}", user, at)
    return user


def set_password(
    session: Session,
    user: User,
    password_hash: str,
    at: datetime,
    actor: User | str = audit.SYSTEM,
) -> None:
    """Another password: every session under the old one ends, and so does a link."""
    _hold(session, user)
    user.password = password_hash
    end_sessions(session, user)
    _end_links(session, user)
    audit.log(session, actor, "set a password", user, at)


def change_roles(
    session: Session,
    actor: User | str,
    user: User,
    audiences: Iterable[Audience],
    at: datetime,
) -> None:
    """The account has these roles and no others; its sessions end.

    Raises Refused where no administrator would be left.
    """
    _take_the_keys(session, actor)
    _hold(session, user)
    wanted, had = set(audiences), {Audience(role.name) for role in user.roles}
    if wanted == had:
        return
    if Audience.ADMIN in had - wanted:
        _must_not_be_the_last(session, user)
    user.roles = [_role(session, each) for each in Audience if each in wanted]
    end_sessions(session, user)
    for each in sorted(wanted - had):
        audit.log(session, actor, f"gave role {each}", user, at)
    for each in sorted(had - wanted):
        audit.log(session, actor, f"took role {each}", user, at)
    if Audience.CLINICIAN in had - wanted:
        claims.free(session, user, actor, at)


def disable(session: Session, actor: User | str, user: User, at: datetime) -> None:
    """Nobody comes in by this account: its sessions and links end, its claims are
    free. Raises Refused where no administrator would be left."""
    _take_the_keys(session, actor)
    _hold(session, user)
    _must_not_be_the_last(session, user)
    was = user.active
    user.active = False
    end_sessions(session, user)
    ended = _end_links(session, user)
    claims.free(session, user, actor, at)
    if was or ended:
        audit.log(session, actor, "disabled", user, at)


def enable(session: Session, actor: User | str, user: User, at: datetime) -> None:
    """It opens again, with the password it had. Raises Refused where it never had
    one."""
    _hold(session, user)
    if user.password is None:
        raise Refused("This account has no password yet. Send its owner a link.")
    if not user.active:
        user.active = True
        audit.log(session, actor, "enabled", user, at)


def reset_second_factor(
    session: Session, actor: User | str, user: User, at: datetime
) -> None:
    """Its owner sets up another at the next sign-in; the old one opens nothing."""
    _hold(session, user)
    user.tf_primary_method = user.tf_totp_secret = user.tf_last_counter = None
    for kind in (RecoveryCode, Passkey):
        session.execute(delete(kind).where(kind.user_id == user.id))
    session.expire(user, ["webauthn"])
    end_sessions(session, user)
    audit.log(session, actor, "reset the second factor", user, at)


def end_sessions(session: Session, user: User) -> None:
    """Wherever a copy of a cookie may be; those that are being written now, too."""
    user.fs_uniquifier = uuid4().hex
    session.execute(delete(BrowserSession).where(BrowserSession.user_id == user.id))


def _take_the_keys(session: Session, actor: User | str) -> None:
    """From here to the end of the deed nobody else changes who is an administrator.

    Of two who would disable each other, the second is no administrator any more.
    """
    session.scalar(
        select(Role).where(Role.name == Audience.ADMIN.value).with_for_update()
    )
    if isinstance(actor, User):
        _look_again(session, actor, select(User))
        if not actor.active or not actor.may_enter(Audience.ADMIN):
            raise Refused("Your own account was changed meanwhile. Sign in again.")


def _must_not_be_the_last(session: Session, user: User) -> None:
    administers = user.active and user.may_enter(Audience.ADMIN)
    if administers and not account_queries.other_administrator(session, user):
        raise Refused(LAST)


def _hold(session: Session, user: User) -> None:
    """As it is now, and nobody else changes it until we are done."""
    session.flush()
    _look_again(session, user, select(User).with_for_update())


def _look_again(session: Session, user: User, chosen: Select[User]) -> None:
    """Not by `refresh`, which would join what cannot be locked with it."""
    mine = chosen.where(User.id == user.id)
    session.scalar(mine.execution_options(populate_existing=True))


def _end_links(session: Session, user: User) -> bool:
    mine = delete(AccountLink).where(AccountLink.user_id == user.id)
    return bool(session.connection().execute(mine).rowcount)


def _role(session: Session, audience: Audience) -> Role:
    role = session.scalar(select(Role).where(Role.name == audience.value))
    if role is None:
        role = Role(name=audience.value)
        session.add(role)
    return role
