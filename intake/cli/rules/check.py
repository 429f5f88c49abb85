"""flask rules check: every problem of the rule files, and every doubt about them."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from intake.cli.rules.options import EXIT_CODES, json_output, rule_paths
from intake.cli.rules.printing import (
    many,
    print_json,
    print_problems,
    problems_as_json,
    read,
)
from intake.cli.rules.reading import rule_files
from intake.workflow import rule_sets

# A file or two of it cannot be asked for it.
OF_A_WHOLE_SET = "danger-without-rule"


@click.command(epilog=EXIT_CODES)
@rule_paths
@click.option(
    "--publish", is_flag=True, help="As a whole set: each danger needs its rule."
)
@json_output
def check(paths: tuple[Path, ...], publish: bool, as_json: bool) -> None:
    """Name every problem in PATHS (files, folders or -; the shipped rules if none).

    They are those that the staff's pages show; but only with --publish do files have to
    look for every danger. A warning, such as a review that is due, does not change the
    exit status. What a code in brackets means stands in docs/rules.md.
    """
    files = rule_files(paths)
    rule_set = read(files, as_json=as_json)
    found = rule_sets.problems_in(files, datetime.now(UTC).date())
    doubts = [each for each in found if publish or each.code != OF_A_WHOLE_SET]
    errors = sum(each.is_error for each in doubts)
    if as_json:
        print_json({"problems": problems_as_json(doubts)})
        sys.exit(1 if errors else 0)
    print_problems(doubts, files)
    said = many(errors, "problem") if errors else "no problem found"
    warnings = len(doubts) - errors
    warned = f", {many(warnings, 'warning')}" if warnings else ""
    counted = f"{many(len(rule_set.rules), 'rule')} in {many(len(files), 'file')}"
    click.echo(f"{counted}: {said}{warned}.")
    sys.exit(1 if errors else 0)
