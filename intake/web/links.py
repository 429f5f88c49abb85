"""Bringing an account its link: by mail where that is on, else shown once to whoever
made it, to hand over."""

from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.records.accounts import User
from intake.web import mails
from intake.workflow import invitations, outbox


def bring(session: Session, actor: User | str, user: User, at: datetime) -> str | None:
    """Make the account's link and write it a mail; the link itself where mail is off.
    Raises Refused for an account that is disabled."""
    link = address_of(invitations.make_link(session, actor, user, at))
    outbox.write(
        session,
        invitations.mail_of(user),
        user.email,
        language="en",
        at=at,
        values={"link": link},
    )
    return None if outbox.is_on(session) else link


def address_of(token: str) -> str:
    """As the settings say it, never as a request does."""
    settings: Settings = current_app.config["INTAKE"]
    link = mails.link("invited.show", token=token)
    return link if settings["ADDRESS"] else f"https://{settings['HOSTS'][0]}{link}"
