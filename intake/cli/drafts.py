"""flask drafts …: answers that were begun and never sent."""

from datetime import timedelta

import click
from flask.cli import AppGroup

from intake.cli.installation import bring_up_to_date, configured, settings
from intake.web import database
from intake.web.clock import now
from intake.workflow import ended_drafts

group = AppGroup("drafts", help="Answers that were begun and never sent.")


@group.command()
@click.option("--dry-run", is_flag=True, help="Say how many there are; remove none.")
@configured
def remove(dry_run: bool) -> None:
    """Remove answers that ended unsent, with their codes.

    They end INTAKE_DRAFT_DAYS after their last change. Those that point to an emergency
    or an urgent matter stay until a clinician has closed them. That each was removed
    stays in the audit trail. Run it once a day.
    """
    bring_up_to_date()
    before = now() - timedelta(days=settings()["DRAFT_DAYS"])
    with database.reading() as own:
        found = ended_drafts.found(own, before)
    if dry_run:
        click.echo(f"{_said(len(found))} would be removed.")
        return
    removed = 0
    for draft_id in found:
        # Each on its own: nobody who is answering waits for all of them.
        with database.writing() as own:
            removed += ended_drafts.remove(own, draft_id, before, now())
    click.echo(f"{_said(removed)} removed.")


def _said(number: int) -> str:
    return f"{number} ended draft{'' if number == 1 else 's'}"
