"""The second factor: the library's pages, with our words and limits around them."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final

from flask import Flask, current_app, redirect, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_security import (
    MfRecoveryForm,
    TwoFactorRescueForm,
    TwoFactorSelectForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    current_user,
    tf_disabled,
)
from limits import parse
from sqlalchemy import delete
from werkzeug.exceptions import TooManyRequests
from wtforms import PasswordField, StringField
from wtforms.validators import DataRequired, Length

from intake.records.accounts import RecoveryCode, User
from intake.web import access, database, passwords, totp, tries
from intake.web.clock import now
from intake.workflow import audit

# Counted before anything is compared, for whoever has the password and the machine.
LIMITS: Final = (
    (parse("5 per 5 minutes"), "account"),
    (parse("20 per hour"), "account for longer"),
    (parse("60 per 5 minutes"), "machine"),
)
# The library's state while a new app is tried out.
TRYING_OUT = "validating_profile"
WRONG_CODE = (
    "This code is not right, or it was used already. Wait for the next one your app "
    "shows, and check that the clock of your telephone is right.",
    "error",
)
WRONG_RECOVERY = ("This is none of your recovery codes, or it was used.", "error")
WRONG_PASSWORD = ("This is not your password.", "error")

SETTINGS: Final = {
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {
        "code": "flask_security.twofactor.CodeTfPlugin",
        "webauthn": "flask_security.webauthn.WebAuthnTfPlugin",
    },
    "SECURITY_TWO_FACTOR_SELECT_URL": "/sign-in/choose",
    "SECURITY_TWO_FACTOR_SELECT_TEMPLATE": "auth/choose.html",
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    # A code of the minute before or after is taken for a clock that is not right.
    "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "SECURITY_TWO_FACTOR_SETUP_URL": "/second-factor",
    "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
    "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "auth/second_factor.html",
    "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "auth/code.html",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "account.show",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/second-factor/recovery-codes",
    "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "auth/recovery_codes.html",
    "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "auth/recovery.html",
    # Whoever changes it has given the password lately.
    "SECURITY_FRESHNESS": access.LATELY,
    "SECURITY_FRESHNESS_GRACE_PERIOD": access.LATELY,
    "SECURITY_VERIFY_TEMPLATE": "auth/verify.html",
    "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": WRONG_CODE,
    "SECURITY_MSG_INVALID_RECOVERY_CODE": WRONG_RECOVERY,
    "SECURITY_MSG_INVALID_PASSWORD": WRONG_PASSWORD,
}


class CodeForm(TwoFactorVerifyCodeForm):
    code = StringField(
        "Code from your app",
        [DataRequired("Write the code."), Length(max=totp.LONGEST)],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "spellcheck": "false",
        },
    )


class RecoveryForm(MfRecoveryForm):
    code = StringField(
        "Recovery code",
        [DataRequired("Write the code."), Length(max=totp.LONGEST)],
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )


class SetUpForm(TwoFactorSetupForm):
    """There is one kind; the library's field for it is of a deprecated form."""

    setup = StringField()  # type: ignore[assignment]


class RescueForm(TwoFactorRescueForm):
    help_setup = StringField()  # type: ignore[assignment]


class ChooseForm(TwoFactorSelectForm):
    which = StringField()  # type: ignore[assignment]


class PasswordAgain(VerifyForm):
    password = PasswordField(
        "Your password",
        [DataRequired("Write your password."), Length(max=passwords.LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


FORMS: Final[Mapping[str, Any]] = {
    "two_factor_verify_code_form": CodeForm,
    "two_factor_setup_form": SetUpForm,
    "two_factor_rescue_form": RescueForm,
    "two_factor_select_form": ChooseForm,
    "mf_recovery_form": RecoveryForm,
    "verify_form": PasswordAgain,
    "totp_cls": totp.OnceOnly,
    "mf_recovery_codes_util_cls": totp.RecoveryCodes,
}


def init_app(app: Flask) -> None:
    put_around(app, AROUND)
    tf_disabled.connect(note_removal, app)
    app.extensions["security"].tf_token_validation_context_processor(picture)
    app.extensions["security"].mf_recovery_codes_context_processor(left)


def put_around(app: Flask, around: Mapping[str, Callable[..., Any]]) -> None:
    """Let ours be called with the library's view, in place of it."""
    for endpoint, own in around.items():
        view = app.view_functions[f"security.{endpoint}"]
        app.view_functions[f"security.{endpoint}"] = _wrapped(view, own)


def sign_in(view: Callable[..., Any]) -> ResponseReturnValue:
    """The password was right, and more is asked for: not for ever."""
    found: ResponseReturnValue = view()
    if "tf_user_id" in browser_session:
        access.password_was_given()
    return found


def code(view: Callable[..., Any]) -> ResponseReturnValue:
    """A code, to come in or to show that a new app works."""
    trying_out = browser_session.get("tf_state") == TRYING_OUT
    if current_user.is_authenticated and not trying_out:
        return redirect(url_for("account.show"))
    count()
    found: ResponseReturnValue = view()
    if not (trying_out and is_through()):
        return found
    user = access.signed_in()
    audit.log(database.session(), user, "set up a second factor", user, now())
    return redirect(url_for("security.mf_recovery_codes"))


def recover(view: Callable[..., Any]) -> ResponseReturnValue:
    """A recovery code in place of the app's."""
    count()
    found: ResponseReturnValue = view()
    if request.method == "POST" and is_through():
        user = access.signed_in()
        audit.log(database.session(), user, "used a recovery code", user, now())
    return found


def make_codes(view: Callable[..., Any]) -> ResponseReturnValue:
    found: ResponseReturnValue = view()
    if request.method == "POST":
        user = access.signed_in()
        audit.log(database.session(), user, "made recovery codes", user, now())
    return found


def counted(view: Callable[..., Any]) -> ResponseReturnValue:
    count()
    found: ResponseReturnValue = view()
    return found


AROUND: Final = {
    "login": sign_in,
    "two_factor_token_validation": code,
    "two_factor_setup": counted,
    "mf_recovery": recover,
    "mf_recovery_codes": make_codes,
    "verify": counted,
}


def note_removal(_app: Flask, user: User, **_how: object) -> None:
    """With the app its recovery codes go."""
    session = database.session()
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    audit.log(session, user, "removed the second factor", user, now())


def picture() -> dict[str, Any]:
    """The new app's picture again, beside a code that was not right."""
    secret = browser_session.get("tf_totp_secret")
    if secret is None or browser_session.get("tf_state") != TRYING_OUT:
        return {}
    security = current_app.extensions["security"]
    user = security.datastore.find_user(fs_uniquifier=_whose())
    values = security.totp_factory.fetch_setup_values(secret, user)
    return {"authr_qrcode": values["image"], "authr_key": values["key"]}


def left() -> dict[str, int]:
    return {"left": totp.codes_left(access.signed_in())}


def _wrapped(view: Callable[..., Any], around: Callable[..., Any]) -> Any:
    @wraps(view)
    def wrapper(**names: Any) -> Any:
        return around(view, **names)

    return wrapper


def is_through() -> bool:
    return current_user.is_authenticated and "tf_state" not in browser_session


def _whose() -> str:
    known = browser_session.get("_user_id") or browser_session.get("tf_user_id")
    return str(known)


def count() -> None:
    if request.method != "POST":
        return
    subjects = {"machine": tries.machine()}
    for limit, subject in LIMITS:
        whose = subjects.get(subject) or _whose()
        if tries.is_one_too_many(limit, "second factor", subject, whose):
            raise TooManyRequests
