"""flask rules publish: put a draft in force, on the same conditions as on the web."""

import click

from intake.cli.installation import bring_up_to_date, configured
from intake.cli.rules import folder as folders
from intake.cli.rules.accounts import as_option, staff_account
from intake.cli.rules.folder import NotDone
from intake.records.models import RuleSetVersion
from intake.web import database
from intake.web.clock import now
from intake.workflow import publishing
from intake.workflow.errors import Refused


@click.command(epilog=folders.EXIT_CODES)
@click.argument("draft", type=click.IntRange(1, 2**31 - 1))
@as_option
@configured
def publish(draft: int, email: str) -> None:
    """Put DRAFT, the number of a draft, in force.

    Its examples must come out right, its replay must have finished, and a colleague
    must have approved exactly its text; what is missing is said.
    """
    bring_up_to_date()
    try:
        with database.writing() as own:
            version = own.get(RuleSetVersion, draft)
            if version is None:
                raise NotDone(f"There is no draft {draft}.")
            by, seen = staff_account(own, email), version.revision
            publishing.publish(own, version, by, seen=seen, at=now())
            number = version.number
    except Refused as refused:
        raise NotDone(f"Not published: {refused}") from refused
    click.echo(f"Version {number} is in force.")
