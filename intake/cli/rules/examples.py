"""flask rules test: do the rules do what their own examples say?"""

import sys
from pathlib import Path

import click

from intake import rules
from intake.cli.rules.options import EXIT_CODES, json_output, rule_paths
from intake.cli.rules.printing import (
    print_json,
    print_problems,
    problems_as_json,
    read,
)
from intake.cli.rules.reading import rule_files


@click.command(epilog=EXIT_CODES)
@rule_paths
@json_output
def test(paths: tuple[Path, ...], as_json: bool) -> None:
    """Run the examples in PATHS (files, folders or -; the shipped rules if none)."""
    files = rule_files(paths)
    rule_set = read(files, as_json=as_json)
    failing = rules.failing_examples(rule_set)
    passed = sum(len(rule.examples) for rule in rule_set.rules) - len(failing)
    if as_json:
        print_json({"passed": passed, "problems": problems_as_json(failing)})
    else:
        print_problems(failing, files)
        click.echo(f"{passed} passed, {len(failing)} failed")
    sys.exit(1 if failing else 0)
