"""What the commands have in common: paths, --json, --rules, and the exit status."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import click

EXIT_CODES = """\b
Exit status:
  0  done, and nothing is wrong
  1  the rules or the cases have problems
  2  something cannot be read: a file, a fact's name or value
"""
PATH = click.Path(path_type=Path, allow_dash=True)

Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]

rule_paths: Decorator = click.argument("paths", nargs=-1, type=PATH)
json_output: Decorator = click.option(
    "--json", "as_json", is_flag=True, help="One JSON document on standard output."
)
rules_option: Decorator = click.option(
    "--rules",
    "paths",
    multiple=True,
    type=PATH,
    help="Rule files or folders instead of the shipped ones.",
)
published_option: Decorator = click.option(
    "--published", is_flag=True, help="The rules in force in the database."
)
