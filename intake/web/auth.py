"""Signing in and out, for those who work here: Flask-Security's, with our pages."""

from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final

from flask import Blueprint, Flask, redirect, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_security import (
    LoginForm,
    Security,
    SQLAlchemySessionUserDatastore,
    current_user,
    user_authenticated,
)
from limits import parse
from werkzeug.exceptions import TooManyRequests
from werkzeug.local import LocalProxy
from wtforms import EmailField, PasswordField
from wtforms.validators import DataRequired, Length

from intake.records.accounts import Audience, Passkey, Role, User
from intake.web import database, passkeys, passwords, second_factor, totp, tries
from intake.web.clock import now
from intake.workflow import audit

bp = Blueprint("auth", __name__)

# Whatever session the request has; the library asks for a thread's.
REQUEST_SESSION: Any = LocalProxy(database.session)

HOME = {
    Audience.CLINICIAN: "queue.show",
    Audience.LEAD: "leads.looked",
    Audience.STAFF: "staff.versions",
    Audience.ADMIN: "accounts.show",
}

# Per address that is typed, and per machine that types: a person who mistypes goes
# on; somebody who tries passwords does not.
LIMITS: Final = (
    (parse("10 per 5 minutes"), "email here"),
    (parse("60 per 5 minutes"), "machine"),
    (parse("100 per 5 minutes"), "email"),
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
    "SECURITY_PASSWORD_LENGTH_MIN": passwords.SHORTEST,
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
        [Length(max=passwords.LONGEST)],
        render_kw={"autocomplete": "current-password", "required": False},
    )
    remember = None  # type: ignore[assignment]  # how WTForms drops a field


def init_app(app: Flask) -> None:
    app.config.from_mapping({**SETTINGS, **second_factor.SETTINGS, **passkeys.SETTINGS})
    app.config.from_mapping(totp.settings(app.config["INTAKE"]))
    app.config["SECURITY_WAN_RP_NAME"] = app.config["SECURITY_TOTP_ISSUER"]
    app.config["SECURITY_DATETIME_FACTORY"] = lambda: datetime.now(UTC)
    Security(
        app,
        SQLAlchemySessionUserDatastore(REQUEST_SESSION, User, Role, Passkey),
        login_form=SignIn,
        **second_factor.FORMS,
        **passkeys.FORMS,
    )
    user_authenticated.connect(note_sign_in, app)
    _leave_patients_alone(app)
    second_factor.init_app(app)
    passkeys.init_app(app)
    _limit_sign_in(app)
    # Theirs asks the database who is signed in, on an error page too; ours does not.
    processors = app.template_context_processors[None]
    processors[:] = [
        each for each in processors if each.__module__ != "flask_login.utils"
    ]


def _leave_patients_alone(app: Flask) -> None:
    """Before each request the library works out who is signed in and what they may.
    A patient never is: nothing is asked then. Nor does anybody come in by a token."""
    hooks = app.before_request_funcs[None]
    [of_everybody] = [each for each in hooks if each.__module__ == "flask_principal"]

    def of_accounts() -> None:
        if "_user_id" in browser_session:
            of_everybody()

    hooks[hooks.index(of_everybody)] = of_accounts
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]


def note_sign_in(_app: Flask, user: User, **_how: object) -> None:
    """Who came in, and when: kept with the sign-in itself."""
    user.signed_in_at = now()
    audit.log(database.session(), user, "signed in", user, now())


@bp.get("/home")
def home() -> ResponseReturnValue:
    """To the first page that this account may enter."""
    for audience, endpoint in HOME.items():
        if current_user.may_enter(audience):
            return redirect(url_for(endpoint))
    return redirect(url_for("account.show"))


def _limit_sign_in(app: Flask) -> None:
    view: Any = app.view_functions["security.login"]

    @wraps(view)
    def sign_in() -> ResponseReturnValue:
        if request.method == "POST":
            _count_try()
        found: ResponseReturnValue = view()
        return found

    app.view_functions["security.login"] = sign_in


def _count_try() -> None:
    subjects = {
        "email here": f"{_typed_address()} {tries.machine()}",
        "machine": tries.machine(),
        "email": _typed_address(),
    }
    for limit, subject in LIMITS:
        if tries.is_one_too_many(limit, "sign in", subject, subjects[subject]):
            raise TooManyRequests


def _typed_address() -> str:
    """The address as far as one can be."""
    return request.form.get("email", "").strip().lower()[:255]
