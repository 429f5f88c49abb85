"""flask users …: accounts for those who work here."""

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from intake.cli.installation import bring_up_to_date, configured
from intake.records import account_queries, queries
from intake.records.accounts import Audience, User
from intake.web import database, links, passwords
from intake.web.account_forms import read_address
from intake.web.accounts import state_of
from intake.web.clock import now
from intake.workflow import accounts, audit
from intake.workflow.errors import Refused

group = AppGroup("users", help="Accounts for those who work here.")


def _address(_command: click.Context, _argument: click.Parameter, typed: str) -> str:
    try:
        return read_address(typed)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _password(_command: click.Context, _option: click.Parameter, typed: str) -> str:
    if words := passwords.problem(typed):
        raise click.BadParameter(words)
    return typed


email_argument = click.argument("email", callback=_address)
password_option = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    confirmation_prompt=True,
    envvar="INTAKE_NEW_PASSWORD",
    callback=_password,
    help=f"At least {passwords.SHORTEST} characters; asked for when left out.",
)
role_option = click.option(
    "--role",
    "roles",
    type=click.Choice([each.value for each in Audience]),
    multiple=True,
    required=True,
    help="What the account may enter; give it twice for two.",
)


@group.command(name="list")
@configured
def list_() -> None:
    """Every account: its roles, its state, its last sign-in, its second factor."""
    bring_up_to_date()
    with database.reading() as own:
        ends = account_queries.link_ends(own)
        for user in account_queries.everyone(own):
            seen = user.signed_in_at
            click.echo(
                f"{user.email}  {user.name or '-'}  "
                f"[{', '.join(role.name for role in user.roles) or 'no role'}]  "
                f"{state_of(user, ends.get(user.id), now())}  "
                f"last sign-in {f'{seen:%Y-%m-%d %H:%M} UTC' if seen else 'never'}  "
                f"second factor {'set up' if user.has_second_factor else 'not set up'}"
            )


@group.command()
@email_argument
@role_option
@click.option("--name", prompt="Name", help="Shown beside what they decide.")
@password_option
@configured
def add(email: str, roles: tuple[str, ...], name: str, password: str) -> None:
    """Give EMAIL an account with a password."""
    bring_up_to_date()
    audiences = [Audience(role) for role in roles]
    hashed = passwords.hashed(password)
    with database.writing() as own:
        accounts.add(own, email, name, audiences, hashed, now())
    click.echo(f"{email} has an account ({', '.join(roles)}).")


@group.command()
@email_argument
@role_option
@configured
def invite(email: str, roles: tuple[str, ...]) -> None:
    """Give EMAIL an account whose owner chooses name and password by a link."""
    bring_up_to_date()
    audiences = [Audience(role) for role in roles]
    with database.writing() as own:
        user = accounts.add(own, email, "", audiences, None, now())
        link = links.bring(own, audit.SYSTEM, user, now())
    _tell(email, link)


@group.command()
@email_argument
@configured
def link(email: str) -> None:
    """Send EMAIL a link to begin the account, or for another password."""
    bring_up_to_date()
    with database.writing() as own:
        found = links.bring(own, audit.SYSTEM, _account(own, email), now())
    _tell(email, found)


@group.command()
@email_argument
@password_option
@configured
def password(email: str, password: str) -> None:
    """Set another password for EMAIL, and end every session under the old one."""
    bring_up_to_date()
    hashed = passwords.hashed(password)
    with database.writing() as own:
        accounts.set_password(own, _account(own, email), hashed, now())
    click.echo(f"{email} has a new password.")


@group.command()
@email_argument
@role_option
@configured
def roles(email: str, roles: tuple[str, ...]) -> None:
    """Let EMAIL enter what --role says, and nothing else. Its sessions end."""
    bring_up_to_date()
    audiences = [Audience(role) for role in roles]
    with database.writing() as own:
        user = _account(own, email)
        accounts.change_roles(own, audit.SYSTEM, user, audiences, now())
    click.echo(f"{email} has these roles now: {', '.join(roles)}.")


@group.command()
@email_argument
@configured
def disable(email: str) -> None:
    """Nobody comes in as EMAIL; its sessions end, what it had taken is free."""
    bring_up_to_date()
    with database.writing() as own:
        accounts.disable(own, audit.SYSTEM, _account(own, email), now())
    click.echo(f"{email} is disabled.")


@group.command()
@email_argument
@configured
def enable(email: str) -> None:
    """Let EMAIL in again, with the password it had."""
    bring_up_to_date()
    with database.writing() as own:
        accounts.enable(own, audit.SYSTEM, _account(own, email), now())
    click.echo(f"{email} is active.")


@group.command(name="reset-second-factor")
@email_argument
@configured
def reset_second_factor(email: str) -> None:
    """Let the owner of EMAIL set up another at the next sign-in. Be sure who asks."""
    bring_up_to_date()
    with database.writing() as own:
        accounts.reset_second_factor(own, audit.SYSTEM, _account(own, email), now())
    click.echo(f"The second factor of {email} is reset.")


def _account(own: Session, email: str) -> User:
    user = queries.user_by_email(own, email)
    if user is None:
        raise Refused("No account has this e-mail address.")
    return user


def _tell(email: str, link: str | None) -> None:
    if link is None:
        click.echo(f"A link is on its way to {email}.")
    else:
        click.echo(f"Mail is off. Give {email} this link, which works once:\n{link}")
