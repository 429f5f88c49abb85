"""flask rules replay: what the server's own thread does, once."""

import sys

import click

from intake.cli.installation import bring_up_to_date, configured
from intake.records.history import PARTS
from intake.records.rule_work import Replay, ReplayState
from intake.web import database, replaying
from intake.workflow.replay_runs import Run

CLEAR = "\r\x1b[K"


@click.command()
@configured
def replay() -> None:
    """Run every replay that waits, once; for cron or a timer beside another server.

    A draft is put to every submission there was, beside the version in force. A replay
    that another server left more than 30 seconds ago is taken up where it stands. Needs
    the settings that the server needs. Ends with 1 if a replay failed.
    """
    bring_up_to_date()
    ran = []
    while found := replaying.run_next(told=_progress):
        ran.append(found)
    if not ran:
        click.echo("No replay waits.")
    with database.reading() as own:
        over = [own.get_one(Replay, each) for each in ran]
    for each in over:
        error = f" by {each.error}" if each.error else ""
        said = f"{each.judged:,} submissions judged, {each.state.value}{error}."
        click.echo(f"Replay {each.id}: {said}")
    if any(each.state is ReplayState.FAILED for each in over):
        raise click.exceptions.Exit(1)


def _progress(run: Run) -> None:
    """One line that moves, where somebody sees it."""
    if not sys.stderr.isatty():
        return
    done = f"{len(run.parts) / PARTS:.0%}, {run.judged:,} submissions"
    click.echo(f"{CLEAR}Replay {run.replay_id}: {done}", nl=not run.left, err=True)
