"""flask demo …: synthetic patients, for a demonstration."""

import click
from flask.cli import AppGroup

from intake.cli.installation import bring_up_to_date, configured, settings
from intake.demo.seed import seed as seed_patients
from intake.web import database
from intake.web.clock import now, today

group = AppGroup("demo", help="Synthetic patients, for a demonstration.")


@group.command()
@click.option("-n", "count", default=200, show_default=True, type=click.IntRange(1))
@configured
def seed(count: int) -> None:
    """Fill a demo database with COUNT synthetic submissions."""
    if not settings().demo:
        raise click.ClickException("Synthetic patients go into a demo database only.")
    bring_up_to_date()
    with database.writing() as own:
        seed_patients(own, count, today=today(), at=now())
    click.echo(f"{count} synthetic submissions are in the demo database.")
