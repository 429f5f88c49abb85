"""The administrator's pages: every account, and what may be done with one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeAlias

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from intake.records import account_queries, queries
from intake.records.accounts import User
from intake.web import access, database, links
from intake.web.account_forms import ROLES, InviteForm, RolesForm
from intake.web.clock import now
from intake.workflow import accounts

bp = Blueprint("accounts", __name__, url_prefix="/accounts")

Deed: TypeAlias = Callable[[Session, User, User, datetime], None]
DEEDS: Mapping[str, Deed] = {
    "disable": accounts.disable,
    "enable": accounts.enable,
    "reset": accounts.reset_second_factor,
}
MAX_ID = 2**31 - 1
TAKEN = "This e-mail address has an account already: it is in the list of accounts."


@bp.get("/")
def show() -> ResponseReturnValue:
    with database.reading() as own:
        ends = account_queries.link_ends(own)
        return render_template(
            "accounts/show.html",
            accounts=[
                (each, state_of(each, ends.get(each.id), now()))
                for each in account_queries.everyone(own)
            ],
            roles=ROLES,
        )


@bp.get("/invite")
def invite() -> ResponseReturnValue:
    return _invite_page(InviteForm())


@bp.post("/invite")
def do_invite() -> ResponseReturnValue:
    form = InviteForm(request.form)
    if not form.validate():
        return make_response(_invite_page(form), 422)
    session = database.session()
    email = form.email.data or ""
    if queries.user_by_email(session, email) is not None:
        form.email.errors = [TAKEN]
        database.let_go()
        return make_response(_invite_page(form), 422)
    me, at = access.signed_in(), now()
    user = accounts.add(session, email, "", form.audiences, None, at, actor=me)
    link = links.bring(session, me, user, at)
    session.commit()
    return _brought(user, link)


@bp.get("/<int:user_id>")
def one(user_id: int) -> ResponseReturnValue:
    with database.reading() as own:
        return _page(own, _find(own, user_id))


@bp.post("/<int:user_id>/roles")
def roles(user_id: int) -> ResponseReturnValue:
    session, form = database.session(), RolesForm(request.form)
    user = _find(session, user_id)
    if not form.validate():
        raise NotFound  # a role that there is not, and that no page of ours offers
    accounts.change_roles(session, access.signed_in(), user, form.audiences, now())
    session.commit()
    return redirect(url_for(".one", user_id=user_id, done="roles"))


@bp.post("/<int:user_id>/link")
def link(user_id: int) -> ResponseReturnValue:
    """A link to begin the account with, or for another password."""
    session = database.session()
    user = _find(session, user_id)
    shown = links.bring(session, access.signed_in(), user, now())
    session.commit()
    return _brought(user, shown)


@bp.post("/<int:user_id>/<deed>")
def act(user_id: int, deed: str) -> ResponseReturnValue:
    if deed not in DEEDS:
        raise NotFound
    session = database.session()
    DEEDS[deed](session, access.signed_in(), _find(session, user_id), now())
    session.commit()
    return redirect(url_for(".one", user_id=user_id, done=deed))


def state_of(user: User, link_ends_at: datetime | None, at: datetime) -> str:
    """In a word or two, as the list says it."""
    if user.active:
        return "Active"
    if user.password is not None:
        return "Disabled"
    invited = link_ends_at is not None and link_ends_at > at
    return "Invited" if invited else "Invitation ended"


def _brought(user: User, link: str | None) -> ResponseReturnValue:
    """It is on its way; or, without mail, here it is, this once."""
    if link is None:
        return redirect(url_for(".one", user_id=user.id, done="link"))
    database.let_go()
    return make_response(render_template("accounts/link.html", user=user, link=link))


def _invite_page(form: InviteForm) -> str:
    return render_template("accounts/invite.html", form=form, roles=ROLES)


def _page(own: Session, user: User) -> str:
    ends = account_queries.link_ends(own).get(user.id)
    return render_template(
        "accounts/one.html",
        user=user,
        state=state_of(user, ends, now()),
        link_ends=ends,
        form=RolesForm(data={"roles": [role.name for role in user.roles]}),
        roles=ROLES,
        done=request.args.get("done"),
    )


def _find(session: Session, user_id: int) -> User:
    found = session.get(User, user_id) if user_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found
