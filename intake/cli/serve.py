"""flask serve: the embedded server; in demo mode it prepares everything itself."""

import gc
import secrets
import signal
import socket
from dataclasses import replace

import click
import waitress
from flask import current_app
from flask_security import hash_password
from sqlalchemy import select

from intake.cli.installation import bring_up_to_date, configured, settings
from intake.cli.replaying import running
from intake.cli.sending import sending
from intake.demo.seed import seed
from intake.records import queries
from intake.records.accounts import Audience, User
from intake.web import database, logs
from intake.web.clock import now, today
from intake.workflow import accounts

DEMO_PATIENTS = 200
DEMO_ACCOUNTS = (
    ("carol@clinic.example", "Carol Clinician", Audience.CLINICIAN),
    ("lena@clinic.example", "Lena Lead", Audience.LEAD),
    ("sam@clinic.example", "Sam Staff", Audience.STAFF),
    # What one has written, the other approves.
    ("tess@clinic.example", "Tess Staff", Audience.STAFF),
    ("ada@clinic.example", "Ada Admin", Audience.ADMIN),
)
# Slow connections must not use up what others need (measured: 100 is too few).
CONNECTIONS = 4000
# By default 700, 10, 10: as often as that there is nothing to find. Ten times as seldom
# as here it takes no less in all, and holds up one request in thirty for 15 ms.
COLLECT_AT = (2_000, 20, 200)


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
        # Told to stop by whatever started it, it ends as by Ctrl-C: work is finished.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        settle()
        with sending(app), running(app):
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


def settle() -> None:
    """What is there now stays: Python need not look for rubbish in it again and again.
    Nor as often in what comes: a request leaves hardly any behind."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AT)


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
    _find_it_at(port)
    click.echo("Demonstration: synthetic patients only. Do not enter real data.")
    fill_if_empty(DEMO_PATIENTS)
    click.echo(f"\n  Patients   http://127.0.0.1:{port}/")
    click.echo(f"  Clinic     http://127.0.0.1:{port}/sign-in")
    click.echo(f"  Mails      {settings().mails}\n")
    for line in demo_accounts():
        click.echo(f"  {line}")
    click.echo("\nStop with Ctrl-C.")


def _find_it_at(port: int) -> None:
    """The links in a demo's mails lead to where this one is served."""
    values = {**settings().values, "ADDRESS": f"http://127.0.0.1:{port}"}
    current_app.config["INTAKE"] = replace(settings(), values=values)


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
            user.password, user.active = hashed, True
