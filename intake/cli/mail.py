"""flask mail …: sending what lies in the outbox, and how it stands with it."""

from datetime import datetime

import click
from flask.cli import AppGroup

from intake.cli.installation import bring_up_to_date, configured, settings
from intake.mail.sending import Way
from intake.records import queries
from intake.web import database, digest, mails

OFF = "Mail is off: INTAKE_SMTP_URL is not set. No mail is written, and none is sent."

group = AppGroup("mail", help="Mails to patients: send what waits, see how it stands.")


@group.command()
@configured
def send() -> None:
    """Send what is due, the day's digest too, once; for cron or a timer beside another
    server.

    A mail that cannot be sent now is tried again after 1, 5, 15 and 60 minutes, then
    less often, for 3 days. Ends with 1 if any was given up in this run.
    """
    way = _way()
    if way is None:
        return
    bring_up_to_date()
    digest.write_due()
    counted = mails.send_due(way)
    with database.reading() as own:
        waiting, _since = queries.mails_waiting(own)
    sent, failed = counted[mails.SENT], counted[mails.GIVEN_UP]
    click.echo(f"{sent} sent, {waiting} waiting, {failed} failed for good.")
    if failed:
        raise click.exceptions.Exit(1)


@group.command()
@configured
def status() -> None:
    """How many mails wait, were sent, or were given up and why."""
    way = _way()
    bring_up_to_date()
    if way is not None:
        click.echo(f"Mails go to {way}, from {settings()['MAIL_FROM']}.")
    with database.reading() as own:
        waiting, since = queries.mails_waiting(own)
        sent = queries.mails_sent(own)
        failed = queries.mails_failed(own)
    click.echo(f"{waiting} waiting{_since(since)}, {sent} sent.")
    for kind, error, number in failed:
        click.echo(f"{number} given up: {kind}, {error}.")


def _way() -> Way | None:
    """Which way mails go; says so when they go nowhere."""
    if settings().mails is None:
        click.echo(OFF)
    return settings().mails


def _since(written_at: datetime | None) -> str:
    return f", the first since {written_at:%Y-%m-%d %H:%M} UTC" if written_at else ""
