"""flask users …: accounts for those who work here."""

import click
from flask.cli import AppGroup
from flask_security import hash_password

from intake.cli.installation import bring_up_to_date, configured
from intake.records.accounts import Audience
from intake.web import database
from intake.web.clock import now
from intake.workflow import accounts

MIN_PASSWORD = 15

group = AppGroup("users", help="Accounts for those who work here.")


@group.command()
@click.argument("email")
@click.option(
    "--role",
    "roles",
    type=click.Choice([each.value for each in Audience]),
    multiple=True,
    required=True,
    help="What the account may enter; give it twice for two.",
)
@click.option("--name", prompt="Name", help="Shown beside what they decide.")
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="INTAKE_NEW_PASSWORD",
    help=f"At least {MIN_PASSWORD} characters; asked for when left out.",
)
@configured
def add(email: str, roles: tuple[str, ...], name: str, password: str) -> None:
    """Give EMAIL an account."""
    if len(password) < MIN_PASSWORD:
        raise click.BadParameter(f"use at least {MIN_PASSWORD} characters")
    bring_up_to_date()
    audiences = [Audience(role) for role in roles]
    with database.writing() as own:
        accounts.add(own, email, name, audiences, hash_password(password), now())
    click.echo(f"{email} has an account ({', '.join(roles)}).")
