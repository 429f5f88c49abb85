"""Where the link of an account leads: its owner chooses a name and a password."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from werkzeug.exceptions import TooManyRequests

from intake.records.accounts import User
from intake.web import database, passwords, tries
from intake.web.account_forms import BeginForm, NewPasswordForm
from intake.web.clock import now
from intake.web.errors import Link, NextStep
from intake.workflow import invitations

bp = Blueprint("invited", __name__, url_prefix="/invited")

# Nobody guesses 256 bits; but each password that is set costs us its hash.
LIMIT = parse("30 per 5 minutes")


@bp.get("/<token>")
def show(token: str) -> ResponseReturnValue:
    """Opened, the link does nothing: programs that look at mail open links too."""
    with database.reading() as own:
        user = _whose(invitations.whose(own, token, now()))
        return _page(user, token, _form(user))


@bp.post("/<token>")
def use(token: str) -> ResponseReturnValue:
    if tries.is_one_too_many(LIMIT, "link", tries.machine()):
        raise TooManyRequests
    session = database.session()
    user = _whose(invitations.whose(session, token, now()))
    form = _form(user)
    if not form.validate():
        database.let_go()
        return make_response(_page(user, token, form), 422)
    name = form.name.data if isinstance(form, BeginForm) else user.name
    hashed = passwords.hashed(form.password.data or "")
    _whose(invitations.use(session, token, name or "", hashed, now()))
    session.commit()
    return redirect(url_for("security.login", ready="yes"))


def _whose(user: User | None) -> User:
    """Raises a page that says alike of every link that it opens nothing."""
    if user is None:
        raise NextStep(
            404,
            "This link opens nothing any more",
            "It was used, or it ended, or a newer one was sent. Ask an administrator "
            "of the clinic for another.",
            Link(url_for("security.login"), "Sign in"),
        )
    return user


def _form(user: User) -> NewPasswordForm:
    given = request.form or None
    if user.password is None:
        typed = request.form.get("name", "")
        return BeginForm(given, about=(user.email, user.email.split("@")[0], typed))
    return NewPasswordForm(given, about=(user.email, user.name))


def _page(user: User, token: str, form: NewPasswordForm) -> str:
    return render_template(
        "account/invited.html",
        form=form,
        user=user,
        begins=user.password is None,
        action=url_for(".use", token=token),
    )
