"""Passkeys as second factor: the library's pages, with our words and limits around."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Flask, redirect, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_security import (
    WebAuthnDeleteForm,
    WebAuthnRegisterForm,
    WebAuthnSigninResponseForm,
    wan_deleted,
    wan_registered,
)
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from intake.web import access, database, second_factor
from intake.web.clock import now
from intake.workflow import audit

MAX_NAME = 64

SETTINGS: Final = {
    "SECURITY_WEBAUTHN": True,
    # Beside the password, never in place of it.
    "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": False,
    "SECURITY_WAN_ALLOW_AS_VERIFY": [],
    "SECURITY_WAN_REGISTER_URL": "/account/passkeys",
    "SECURITY_WAN_DELETE_URL": "/account/passkeys/remove",
    "SECURITY_WAN_SIGNIN_URL": "/sign-in/passkey",
    "SECURITY_WAN_REGISTER_TEMPLATE": "auth/passkeys.html",
    "SECURITY_WAN_SIGNIN_TEMPLATE": "auth/passkey.html",
    "SECURITY_MSG_WEBAUTHN_NAME_INUSE": (
        "You have a passkey of that name: choose another.",
        "error",
    ),
}


class RegisterForm(WebAuthnRegisterForm):
    name = StringField(
        "A name for it, such as “work telephone”",
        [DataRequired("Write a name."), Length(max=MAX_NAME)],
        filters=[lambda typed: typed and unicodedata.normalize("NFKD", typed).strip()],
        render_kw={"autocomplete": "off"},
    )
    usage = StringField()  # type: ignore[assignment]


class RemoveForm(WebAuthnDeleteForm):
    name = StringField("Name", [DataRequired()], id="remove")


class SignInResponse(WebAuthnSigninResponseForm):
    """The passkey must be of the account whose password was given: the library would
    let in whosever it is."""

    def validate(self, **more: Any) -> bool:
        if not super().validate(**more):
            return False
        whose = browser_session.get("tf_user_id")
        return self.user is not None and self.user.fs_uniquifier == whose


FORMS: Final[Mapping[str, Any]] = {
    "wan_register_form": RegisterForm,
    "wan_delete_form": RemoveForm,
    "wan_signin_response_form": SignInResponse,
}


def init_app(app: Flask) -> None:
    second_factor.put_around(app, AROUND)
    wan_registered.connect(note_new, app)
    wan_deleted.connect(note_removal, app)


def sign_in(view: Callable[..., Any], token: str) -> ResponseReturnValue:
    second_factor.count()
    found: ResponseReturnValue = view(token=token)
    if second_factor.is_through():
        return found
    return redirect(
        url_for("security.wan_signin", failed="yes", next=request.args.get("next"))
    )


def register(view: Callable[..., Any], token: str) -> ResponseReturnValue:
    before = len(_mine())
    view(token=token)
    failed = None if len(_mine()) > before else "yes"
    return redirect(url_for("security.wan_register", failed=failed))


AROUND: Final = {
    "wan_signin_response": sign_in,
    "wan_register_response": register,
}


def note_new(_app: Flask, **_how: object) -> None:
    user = access.signed_in()
    audit.log(database.session(), user, "added a passkey", user, now())


def note_removal(_app: Flask, **_how: object) -> None:
    user = access.signed_in()
    audit.log(database.session(), user, "removed a passkey", user, now())


def _mine() -> list[Any]:
    return list(access.signed_in().webauthn)
