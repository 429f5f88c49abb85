"""In whose name a command does something to the rules."""

import click
from sqlalchemy.orm import Session

from intake.cli.rules.folder import NotDone
from intake.records import queries
from intake.records.accounts import Audience, User

as_option = click.option(
    "--as", "email", required=True, metavar="EMAIL", help="Whose account does it."
)


def staff_account(session: Session, email: str) -> User:
    """The account of staff with this address. Raises NotDone."""
    user = queries.user_by_email(session, email)
    if user is None or not user.active or not user.may_enter(Audience.STAFF):
        raise NotDone(f"{email}: no account of staff has this address.")
    return user
