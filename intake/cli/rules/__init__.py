"""flask rules …: check the rule files, try their examples, screen, explain."""

from flask.cli import AppGroup

from intake.cli.rules import check, examples, explain, mutate, schema, screen
from intake.cli.rules.options import EXIT_CODES

group = AppGroup("rules", help="Check, test and run rule files.", epilog=EXIT_CODES)
for command in (
    check.check,
    examples.test,
    mutate.mutate,
    screen.screen,
    explain.explain,
    schema.schema,
):
    group.add_command(command)
