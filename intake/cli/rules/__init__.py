"""flask rules …: check the rule files, try their examples, screen, explain, and take
them into the database and out of it."""

import sys
from io import TextIOWrapper

import click
from flask.cli import AppGroup

from intake.cli.rules import (
    cases,
    check,
    diff,
    examples,
    explain,
    mutate,
    publish,
    pull,
    push,
    replay,
    schema,
    screen,
)
from intake.cli.rules.options import EXIT_CODES


@click.group("rules", cls=AppGroup, epilog=EXIT_CODES)
def group() -> None:
    """Check, test and run rule files."""
    # Not every terminal and file takes a ✓: what cannot be written is spelt out.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


for command in (
    check.check,
    examples.test,
    cases.cases,
    mutate.mutate,
    screen.screen,
    explain.explain,
    diff.diff,
    schema.schema,
    pull.pull,
    push.push,
    publish.publish,
    replay.replay,
):
    group.add_command(command)
