"""flask rules push: a folder's files as a draft in the database, by the same checks."""

import sys
from collections.abc import Mapping
from pathlib import Path

import click
from sqlalchemy.orm import Session

from intake.cli.installation import bring_up_to_date, configured
from intake.cli.rules import folder as folders
from intake.cli.rules.accounts import as_option, staff_account
from intake.cli.rules.folder import NotDone, Pulled
from intake.cli.rules.printing import many, print_problems
from intake.records import queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.web import database
from intake.web.clock import now, today
from intake.workflow import approvals, rule_sets, screenings
from intake.workflow.errors import Refused


@click.command(epilog=folders.EXIT_CODES)
@click.argument("folder", type=click.Path(path_type=Path))
@as_option
@click.option("--ask", "asks", is_flag=True, help="Ask a colleague for approval too.")
@click.option("--why", default="", help="With --ask: why the rules should change.")
@click.option("--why-lost", default="", help="With --ask: why flags may be lost.")
@configured
def push(folder: Path, email: str, asks: bool, why: str, why_lost: str) -> None:
    """Make a draft of the files in FOLDER, which “rules pull” has written.

    Every problem is named as “rules check --publish” does, and with an error nothing is
    made. The draft is tried, replayed and published as one that was written on the web.
    It is refused when another version was published since you pulled. To ask for
    approval, run it again with --ask once the draft's replay has finished.
    """
    files, pulled = folders.files_in(folder), folders.pulled(folder)
    folders.must_be_names(files)
    _stop_at_errors(files)
    bring_up_to_date()
    with database.writing() as own:
        author = staff_account(own, email)
        version = _draft(own, files, pulled, author)
        number = version.id if version else None
    if number is None:
        click.echo(f"Nothing changed: these are the files of version {pulled.version}.")
        return
    click.echo(f"Draft {number}: {folders.in_words(files)}, not in force.")
    if asks:
        _ask(number, email, why, why_lost)


def _stop_at_errors(files: Mapping[str, str]) -> None:
    found = rule_sets.problems_in(files, today()) if files else ()
    print_problems(found, files)
    errors = rule_sets.errors_of(found)
    if errors or not files:
        words = many(len(errors), "problem") if errors else "no rule file is there"
        click.echo(f"Nothing was pushed: {words}.", err=True)
        sys.exit(1)


def _draft(
    session: Session, files: dict[str, str], pulled: Pulled, author: User
) -> RuleSetVersion | None:
    """This account's draft with these files: the one there is, or a new one; None where
    the files are those that were pulled."""
    base = screenings.in_force(session)
    if base.number != pulled.version:
        raise NotDone(
            f"Version {base.number} is in force, and you pulled version "
            f"{pulled.version}. Pull version {base.number} into another folder, bring "
            "your changes and its together there, and push that."
        )
    if rule_sets.digest(base.files) != pulled.digest:
        raise NotDone(
            f"Version {base.number} of this database is not the version that you "
            "pulled. Was it another database?"
        )
    digest = rule_sets.digest(files)
    if digest == pulled.digest:
        return None
    for known in queries.drafts_of(session, author, base):
        if rule_sets.digest(known.files) == digest:
            return known
    return rule_sets.write(session, base, author, now(), files)


def _ask(number: int, email: str, why: str, why_lost: str) -> None:
    try:
        with database.writing() as own:
            version = own.get_one(RuleSetVersion, number)
            approvals.ask(
                own,
                version,
                staff_account(own, email),
                why=why,
                why_lost=why_lost,
                seen=version.revision,
                at=now(),
            )
    except Refused as refused:
        raise NotDone(f"Nobody was asked: {refused}") from refused
    click.echo("Your colleagues find the request under Rules.")
