"""flask users …: accounts for those who work here."""

import click
from email_validator import EmailNotValidError, validate_email
from flask.cli import AppGroup
from flask_security import hash_password

from intake.cli.installation import bring_up_to_date, configured
from intake.records.accounts import Audience
from intake.web import database
from intake.web.auth import MAX_PASSWORD, MIN_PASSWORD
from intake.web.clock import now
from intake.workflow import accounts

group = AppGroup("users", help="Accounts for those who work here.")


def _address(_command: click.Context, _argument: click.Parameter, typed: str) -> str:
    """An address as mail servers take it; that it exists is not asked of anybody."""
    try:
        found = validate_email(typed, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise click.BadParameter(str(error)) from error
    return found.normalized


def _password(_command: click.Context, _option: click.Parameter, typed: str) -> str:
    if not MIN_PASSWORD <= len(typed) <= MAX_PASSWORD:
        raise click.BadParameter(
            f"use at least {MIN_PASSWORD} characters, at most {MAX_PASSWORD:,}"
        )
    return typed


email_argument = click.argument("email", callback=_address)
password_option = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="INTAKE_NEW_PASSWORD",
    callback=_password,
    help=f"At least {MIN_PASSWORD} characters; asked for when left out.",
)


@group.command()
@email_argument
@click.option(
    "--role",
    "roles",
    type=click.Choice([each.value for each in Audience]),
    multiple=True,
    required=True,
    help="What the account may enter; give it twice for two.",
)
@click.option("--name", prompt="Name", help="Shown beside what they decide.")
@password_option
@configured
def add(email: str, roles: tuple[str, ...], name: str, password: str) -> None:
    """Give EMAIL an account."""
    bring_up_to_date()
    audiences = [Audience(role) for role in roles]
    with database.writing() as own:
        accounts.add(own, email, name, audiences, hash_password(password), now())
    click.echo(f"{email} has an account ({', '.join(roles)}).")


@group.command()
@email_argument
@password_option
@configured
def password(email: str, password: str) -> None:
    """Set another password for EMAIL, and end every session under the old one."""
    bring_up_to_date()
    with database.writing() as own:
        accounts.set_password(own, email, hash_password(password), now())
    click.echo(f"{email} has a new password.")
