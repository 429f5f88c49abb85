"""Your account: who you are here, another password, the second factor."""

from typing import Final

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from limits import parse
from werkzeug.exceptions import TooManyRequests

from intake.web import access, database, passwords, totp, tries
from intake.web.account_forms import ChangePasswordForm
from intake.web.clock import now
from intake.workflow import accounts

bp = Blueprint("account", __name__, url_prefix="/account")

# Whoever finds the browser open must not try passwords here.
LIMIT: Final = parse("10 per 15 minutes")
WRONG = "This is not the password you have now."


@bp.get("/")
def show() -> ResponseReturnValue:
    return _page(ChangePasswordForm())


@bp.post("/password")
def password() -> ResponseReturnValue:
    """Another password; every other session of this account ends."""
    user = access.signed_in()
    form = ChangePasswordForm(request.form, about=(user.email, user.name))
    if not form.validate():
        return _wrong(form)
    if tries.is_one_too_many(LIMIT, "own password", str(user.id)):
        raise TooManyRequests
    if not passwords.fits(form.old_password.data or "", user.password):
        form.old_password.errors = [WRONG]
        return _wrong(form)
    hashed = passwords.hashed(form.password.data or "")
    session = database.session()
    accounts.set_password(session, user, hashed, now(), actor=user)
    session.commit()
    stay(user.fs_uniquifier)
    return redirect(url_for(".show", done="password"))


def stay(uniquifier: str) -> None:
    """This browser stays signed in, under a new id; the others are out."""
    browser_session["_user_id"] = uniquifier


def _wrong(form: ChangePasswordForm) -> ResponseReturnValue:
    return make_response(_page(form), 422)


def _page(form: ChangePasswordForm) -> str:
    return render_template(
        "account/show.html",
        user=access.signed_in(),
        form=form,
        done=request.args.get("done"),
        codes_left=totp.codes_left(access.signed_in()),
    )
