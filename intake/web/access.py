"""Who may come in: one guard before every view, as the policy table says."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import Flask, g, redirect, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_security import check_and_update_authn_fresh, current_user
from sqlalchemy.orm import Session
from werkzeug.exceptions import Forbidden, NotFound

from intake.records.accounts import User
from intake.web import database, policy
from intake.web.clock import now
from intake.web.errors import Link, NextStep

# So long a password that was given counts, for the second factor or to change it.
LATELY: Final = timedelta(minutes=10)
GIVEN_AT: Final = "password_given_at"


@dataclass(frozen=True)
class Viewer:
    """Who is signed in, as the page's head shows it: it asks the database nothing.

    An error page must be able to draw itself with the database gone.
    """

    name: str = ""
    audiences: frozenset[str] = frozenset()
    id: int = 0

    @property
    def is_authenticated(self) -> bool:
        return bool(self.name)

    def may_enter(self, audience: str) -> bool:
        return audience in self.audiences


def viewer() -> dict[str, Viewer]:
    return {"current_user": g.get("viewer", Viewer())}


def init_app(app: Flask) -> None:
    app.before_request(guard)
    app.context_processor(viewer)


def guard() -> ResponseReturnValue | None:
    """Whoever may not open this is sent to sign in, or refused; nobody else notices."""
    if request.endpoint is None:
        return None  # there is no such page, or it answers to another method
    who = policy.who_may_open(request.endpoint)
    if who is policy.Door.OPEN:
        return None
    if who is None or who is policy.Door.CLOSED:
        raise NotFound
    if not current_user.is_authenticated:
        half = who is policy.Door.HALF_WAY and gave_password()
        return None if half else _to_sign_in()
    audiences = frozenset(role.name for role in current_user.roles)
    g.viewer = Viewer(current_user.name, audiences, current_user.id)
    if isinstance(who, frozenset) and not any(map(current_user.may_enter, who)):
        raise Forbidden
    asks = request.blueprint in policy.ASK_AGAIN
    fresh = not asks or check_and_update_authn_fresh(LATELY, LATELY)
    return None if fresh else _ask_again()


def password_was_given() -> None:
    """Whoever is at this browser may go on to the second factor, and nowhere else."""
    browser_session[GIVEN_AT] = now().isoformat()


def gave_password() -> bool:
    given = browser_session.get(GIVEN_AT)
    return given is not None and now() - datetime.fromisoformat(given) < LATELY


def signed_in() -> User:
    """The account behind this request; the guard has seen to it that there is one."""
    user: User = current_user._get_current_object()
    return user


def signed_in_to(session: Session) -> User:
    """The same account as this session has it: what failed may have left the request's
    own session with nothing."""
    return session.get_one(User, g.viewer.id)


def _to_sign_in() -> ResponseReturnValue:
    if request.method in database.SAFE:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
    raise NextStep(
        401,
        "Please sign in again",
        "You have been signed out, and nothing of this page was saved. Sign in again "
        "in a new tab; then come back here and try again.",
        Link(url_for("security.login"), "Sign in"),
    )


def _ask_again() -> ResponseReturnValue:
    if request.method in database.SAFE:
        return redirect(url_for("security.verify", next=request.full_path.rstrip("?")))
    raise NextStep(
        401,
        "Your password, once more",
        "Nothing was changed. Who changes accounts has given the password within ten "
        "minutes. Write it in a new tab; then come back here and try again.",
        Link(url_for("security.verify"), "Write the password"),
    )
