"""flask rules schema: what an editor completes names and values with."""

import click

from intake import rules
from intake.cli.rules.options import EXIT_CODES, json_output
from intake.cli.rules.printing import print_json
from intake.workflow import screenings


@click.command(epilog=EXIT_CODES)
@json_output
def schema(as_json: bool) -> None:
    """Print a JSON Schema of rule files, for an editor; it is JSON in any case.

    With it the editor completes the names of questions and their answers and marks
    many mistakes while you write. How to set it up stands in docs/rules.md.
    """
    print_json(rules.schema(screenings.catalogue()))
