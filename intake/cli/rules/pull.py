"""flask rules pull: a version of the database as files, to be kept in git."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from intake.cli.rules import folder as folders
from intake.cli.rules.folder import NotDone
from intake.cli.rules.reading import Unreadable
from intake.records import queries
from intake.web import database

VERSION = click.IntRange(1, 2**31 - 1)


@click.command(epilog=folders.EXIT_CODES)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--version", "number", type=VERSION, help="An earlier one.")
@click.option("--force", is_flag=True, help="Overwrite files that differ.")
@with_appcontext
def pull(folder: Path, number: int | None, force: bool) -> None:
    """Write the rules in force into FOLDER, a file for each.

    With them come a schema for your editor and a small file that says which version it
    is; “rules push” asks for it, so keep it beside the others. Files of yours that
    differ are not overwritten unless you say so.
    """
    pulled, files = _published(number)
    folders.write(folder, files, pulled, force=force)
    click.echo(f"Version {pulled}: {folders.in_words(files)} in {folder}.")


def _published(number: int | None) -> tuple[int, dict[str, str]]:
    try:
        with database.reading() as own:
            version = queries.rule_set_numbered(own, number)
            if version is None or version.number is None:
                words = f"version {number}" if number else "version in force"
                raise NotDone(f"There is no {words} in the database.")
            return version.number, dict(version.files)
    except DBAPIError:
        message = "The database cannot be read. Is INTAKE_DATABASE_URL right?"
        raise Unreadable(message) from None
