"""flask rules test: do the rules do what their examples say, and are those enough?"""

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from intake import rules
from intake.cli.rules.options import EXIT_CODES, json_output, rule_paths
from intake.cli.rules.printing import (
    many,
    print_json,
    print_problems,
    problems_as_json,
    read,
)
from intake.cli.rules.reading import rule_files
from intake.rules import Missing, example_on_one_line, example_to_paste, printable


@click.command(epilog=EXIT_CODES)
@rule_paths
@json_output
def test(paths: tuple[Path, ...], as_json: bool) -> None:
    """Run the examples in PATHS (files, folders or -; the shipped rules if none).

    For each number in a rule two examples are wanted: the last with which it holds, and
    the nearest with which it fails. Those that are missing are printed, to be pasted.
    """
    files = rule_files(paths)
    rule_set = read(files, as_json=as_json)
    failing = rules.failing_examples(rule_set)
    missing = rules.missing_boundaries(rule_set)
    problems = [*failing, *(each.problem for each in missing)]
    passed = sum(len(rule.examples) for rule in rule_set.rules) - len(failing)
    wanted = [each for each in missing if each.example]
    if as_json:
        found = {"missing": [_as_json(each) for each in wanted]}
        print_json({"passed": passed, "problems": problems_as_json(problems), **found})
    else:
        print_problems(problems, files)
        _print_missing(wanted)
        said = f", {many(len(wanted), 'example')} missing" if wanted else ""
        click.echo(f"{passed} passed, {len(failing)} failed{said}")
    sys.exit(1 if any(each.is_error for each in problems) else 0)


def _print_missing(missing: Iterable[Missing]) -> None:
    for rule, sides in groupby(missing, key=lambda each: each.rule):
        click.echo(f"missing under the examples of {rule.id} ({rule.path}):")
        for each in sides:
            if each.example:  # pragma: no branch  # others are left out
                for line in example_to_paste(each.example).split("\n"):
                    click.echo(printable(line))
        click.echo()


def _as_json(missing: Missing) -> dict[str, str]:
    example = missing.example
    line = example_on_one_line(example) if example else ""
    return {"rule": missing.rule.id, "example": line}
