"""Filling in for a caller: somebody of the clinic writes down what a patient says."""

from typing import Any

from flask import Blueprint, Flask, has_request_context, redirect, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_login import user_logged_out
from flask_security import current_user
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.web import access, drafts
from intake.workflow import audit

bp = Blueprint("telephone", __name__)

KEY = "telephone"


def init_app(app: Flask) -> None:
    app.context_processor(in_templates)
    user_logged_out.connect(hang_up, app)


def in_templates() -> dict[str, bool]:
    return {"taking_down": has_request_context() and KEY in browser_session}


@bp.post("/telephone")
def begin() -> ResponseReturnValue:
    """A new intake in this browser. A draft that was open here stays in the records."""
    drafts.forget()
    browser_session[KEY] = True
    return redirect(url_for("patient.step", slug="start"))


def hang_up(_app: Flask, **_who: Any) -> None:
    """Whoever signs out leaves no caller's answers in the browser."""
    if browser_session.pop(KEY, None):
        drafts.forget()


def who_types() -> User | None:
    """Who of the clinic is filling this in; None when the patient is."""
    if not browser_session.get(KEY) or not current_user.is_authenticated:
        return None
    return access.signed_in()


def sign(session: Session) -> None:
    """Let the deeds of this session be those of whoever types."""
    if user := who_types():
        session.info[audit.TYPING] = user
