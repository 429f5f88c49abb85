"""flask serve: the embedded server; in demo mode it prepares everything itself."""

import secrets
import socket

import click
import waitress
from flask import current_app
from flask_security import hash_password
from sqlalchemy import select

from intake.cli.installation import bring_up_to_date, configured, settings
from intake.demo.seed import seed
from intake.records import queries
from intake.records.accounts import Audience, User
from intake.web import database, logs
from intake.web.clock import now, today
from intake.workflow import accounts

DEMO_PATIENTS = 200
DEMO_ACCOUNTS = (
    ("carol@clinic.example", "Carol Clinician", Audience.CLINICIAN),
    ("sam@clinic.example", "Sam Staff", Audience.STAFF),
)
# Slow connections must not use up what others need (measured: 100 is too few).
CONNECTIONS = 4000


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--host", default="127.0.0.1", show_default=True)
@configured
def serve(port: int, host: str) -> None:
    """Serve until stopped. Half-configured, say what is missing and do not start."""
    if settings().demo and host != "127.0.0.1":
        raise click.ClickException("The demo answers on 127.0.0.1 only.")
    # First the port: one that is taken must not cost the running demo its passwords.
    with _listen(host, port) as listening:
        bring_up_to_date()
        if settings().demo:
            _prepare_demo(port)
        logs.write_to()
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        waitress.serve(
            app,
            sockets=[listening],
            threads=8,
            connection_limit=CONNECTIONS,
            channel_timeout=20,
            expose_tracebacks=False,
            ident=None,
            # What a proxy says is believed or not by INTAKE_PROXIES, in one place.
            clear_untrusted_proxy_headers=False,
        )


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise click.ClickException(
            f"Port {port} cannot be used here: {error.strerror}. Another program, or "
            f"another Intake, may be using it; choose another: PORT=8001 make run."
        ) from error


def _prepare_demo(port: int) -> None:
    click.echo("Demonstration: synthetic patients only. Do not enter real data.")
    fill_if_empty(DEMO_PATIENTS)
    click.echo(f"\n  Patients   http://127.0.0.1:{port}/")
    click.echo(f"  Clinic     http://127.0.0.1:{port}/sign-in\n")
    for line in demo_accounts():
        click.echo(f"  {line}")
    click.echo("\nStop with Ctrl-C.")


def fill_if_empty(count: int) -> None:
    """Synthetic patients for a demo that has none."""
    with database.writing() as own:
        if not queries.any_submission(own):
            click.echo(f"Making {count} synthetic submissions …")
            seed(own, count, today=today(), at=now())


def demo_accounts() -> list[str]:
    """The demo's accounts, each with a fresh password, as they are announced."""
    announced = []
    for email, name, audience in DEMO_ACCOUNTS:
        password = secrets.token_urlsafe(16)
        _set_demo_password(email, name, audience, password)
        announced.append(f"{audience.value:<10} {email}   {password}")
    return announced


def _set_demo_password(
    email: str, name: str, audience: Audience, password: str
) -> None:
    hashed = hash_password(password)
    with database.writing() as own:
        user = own.scalar(select(User).where(User.email == email))
        if user is None:
            accounts.add(own, email, name, [audience], hashed, now())
        else:
            user.password = hashed
