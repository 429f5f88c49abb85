"""Signing in and out, for those who work here: Flask-Security's, with our pages."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import (
    LoginForm,
    Security,
    SQLAlchemySessionUserDatastore,
    current_user,
    user_authenticated,
)
from werkzeug.exceptions import NotFound
from werkzeug.local import LocalProxy
from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, Length

from intake.records.accounts import Audience, Role, User
from intake.web import access, database
from intake.web.clock import now
from intake.workflow import audit

bp = Blueprint("auth", __name__)

# Whatever session the request has; the library asks for a thread's.
REQUEST_SESSION: Any = LocalProxy(database.session)

HOME = {
    Audience.CLINICIAN: "clinician.queue",
    Audience.STAFF: "staff.versions",
}
MIN_PASSWORD = 15
# The hasher refuses what is longer than 4,096.
MAX_PASSWORD = 1_000

# Per address that is typed, and per machine that types: a person who mistypes goes
# on; somebody who tries passwords does not.
LIMITS = (
    ("10 per 5 minutes", "email here"),
    ("60 per 5 minutes", "machine"),
    ("100 per 5 minutes", "email"),
)

SETTINGS = {
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_LOGIN_USER_TEMPLATE": "auth/sign_in.html",
    "SECURITY_POST_LOGIN_VIEW": "/home",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_LOGOUT_CSRF": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_CACHE_CONTROL": {},  # every page is no-store already
    "SECURITY_CLI_USERS_NAME": None,
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_PASSWORD_LENGTH_MIN": MIN_PASSWORD,
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_HASH": "argon2",
    # What is hashed is a hash of it, so that it may be long; keyed with a word and no
    # key of the installation, for another key would lock everyone out.
    "SECURITY_PASSWORD_SALT": "intake",
    # 19 MiB and two passes: about 20 ms each, and many at once do not fill memory.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__type": "ID",
        "argon2__memory_cost": 19_456,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_FLASH_MESSAGES": False,
    # Whatever is missing or wrong, these words: they tell nobody who has an account.
    "SECURITY_MSG_GENERIC_AUTHN_FAILED": (
        "This e-mail address and password do not fit together. Check both.",
        "error",
    ),
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [
        {"email": {"mapper": lambda text: text.strip().lower() or None}}
    ],
}


class SignIn(LoginForm):
    """E-mail address and password. No “remember me”: a session is a row that ends."""

    email = EmailField(
        "E-mail address",
        [DataRequired()],
        filters=[lambda text: text and text.strip().lower()],
        render_kw={"autocomplete": "username", "required": False},
    )
    password = PasswordField(
        "Password",
        [Length(max=MAX_PASSWORD)],
        render_kw={"autocomplete": "current-password", "required": False},
    )
    remember = None  # type: ignore[assignment]  # how WTForms drops a field


def init_app(app: Flask) -> None:
    app.config.from_mapping(SETTINGS)
    app.config["SECURITY_DATETIME_FACTORY"] = lambda: datetime.now(UTC)
    Security(
        app,
        SQLAlchemySessionUserDatastore(REQUEST_SESSION, User, Role),
        login_form=SignIn,
    )
    # The library's page to type a password again; nothing of ours leads to it.
    app.view_functions["security.verify"] = not_offered
    user_authenticated.connect(note_sign_in, app)
    _limit_sign_in(app)
    # Theirs asks the database who is signed in, on an error page too; ours does not.
    processors = app.template_context_processors[None]
    processors[:] = [
        each for each in processors if each.__module__ != "flask_login.utils"
    ]
    app.context_processor(access.viewer)


def note_sign_in(_app: Flask, user: User, **_how: object) -> None:
    """Who came in, and when: kept with the sign-in itself."""
    audit.log(database.session(), user, "signed in", user, now())


def not_offered() -> ResponseReturnValue:
    raise NotFound


@bp.get("/home")
def home() -> ResponseReturnValue:
    """To the first page that this account may enter."""
    if not current_user.is_authenticated:
        return redirect(url_for("security.login"))
    for audience, endpoint in HOME.items():
        if current_user.may_enter(audience):
            return redirect(url_for(endpoint))
    return redirect(url_for("patient.home"))


def _limit_sign_in(app: Flask) -> None:
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    keys = {
        "email here": lambda: f"{_typed_address()} {get_remote_address()}",
        "machine": get_remote_address,
        "email": _typed_address,
    }
    view: Any = app.view_functions["security.login"]
    for limit, subject in LIMITS:
        view = limiter.limit(limit, key_func=keys[subject], methods=["POST"])(view)
    app.view_functions["security.login"] = view


def _typed_address() -> str:
    """The address as far as one can be; without any, a word: the limiter takes an
    empty key for a fault of ours."""
    return request.form.get("email", "").strip().lower()[:255] or "none"
