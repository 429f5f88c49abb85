"""flask rules …: check the rule files, run their examples, screen a patient's facts."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DBAPIError

from intake import rules
from intake.questionnaire.facts import fill
from intake.records import queries
from intake.rules import InvalidFacts, InvalidRuleSet, RuleSet
from intake.web import database
from intake.workflow import screenings

EXIT_CODES = """\b
Exit status:
  0  done, and nothing is wrong
  1  the rules have problems
  2  something cannot be read: a file, a fact's name or value
"""

# Not JSON, not UTF-8, a number of thousands of digits, or brackets without an end.
UNREADABLE = (ValueError, RecursionError)

group = AppGroup("rules", help="Check, test and run rule files.", epilog=EXIT_CODES)


@group.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def check(paths: tuple[Path, ...]) -> None:
    """Name every problem in PATHS (files or folders; the shipped rules if none).

    A warning, such as a review that is due, does not change the exit status.
    """
    files = _files(paths)
    rule_set = _read(files)
    doubts = rules.check(rule_set, datetime.now(UTC).date())
    for doubt in doubts:
        click.echo(f"{doubt.severity}: {doubt}", err=True)
    errors = sum(each.severity == "error" for each in doubts)
    said = _many(errors, "problem") if errors else "no problem found"
    warnings = len(doubts) - errors
    warned = f", {_many(warnings, 'warning')}" if warnings else ""
    click.echo(f"{len(rule_set.rules)} rules in {len(files)} files: {said}{warned}.")
    sys.exit(1 if errors else 0)


@group.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def test(paths: tuple[Path, ...]) -> None:
    """Run the examples in PATHS (files or folders; the shipped rules if none)."""
    files = _files(paths)
    rule_set = _read(files)
    failing = rules.failing_examples(rule_set)
    _say_problems(failing)
    count = sum(len(rule.examples) for rule in rule_set.rules)
    click.echo(f"{count - len(failing)} passed, {len(failing)} failed")
    sys.exit(1 if failing else 0)


@group.command(epilog=EXIT_CODES)
@click.argument("file", type=click.File("rb"))
@click.option("--jsonl", is_flag=True, help='One {"id": …, "facts": {…}} a line.')
@click.option(
    "--rules",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Rule files or folders instead of the shipped ones.",
)
@click.option("--published", is_flag=True, help="The rules in force in the database.")
@with_appcontext
def screen(file: Any, jsonl: bool, paths: tuple[Path, ...], published: bool) -> None:
    """Screen the facts in FILE (- for standard input) and print the result as JSON."""
    if published and paths:
        raise click.UsageError("Choose --rules or --published, not both.")
    rule_set = _read(_published_files() if published else _files(paths))
    try:
        if jsonl:
            sys.exit(2 if _screen_lines(rule_set, file) else 0)
        click.echo(_json(_screen(rule_set, json.loads(file.read()))))
    except InvalidFacts as invalid:
        _stop("\n".join(invalid.messages))
    except UNREADABLE as error:
        _stop(f"{getattr(file, 'name', '-')}: this is not JSON: {error}")


def _screen(rule_set: RuleSet, document: object) -> dict[str, Any]:
    """What other answers imply is filled in, as on the web."""
    facts = fill(rules.read_facts(document, rule_set.catalogue))
    return rules.as_json(rules.screen(rule_set, facts))


def _screen_lines(rule_set: RuleSet, lines: Iterable[bytes]) -> int:
    """Screen each line and print its result; the number that could not be read."""
    unread = 0
    for line in filter(bytes.strip, lines):
        result = _screen_line(rule_set, line)
        unread += "error" in result
        click.echo(_json(result))
    return unread


def _screen_line(rule_set: RuleSet, line: bytes) -> dict[str, Any]:
    known: Any = None
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict) or not {"id", "facts"} <= entry.keys():
            return {"id": None, "error": 'A line is {"id": …, "facts": {…}}.'}
        known = entry["id"]
        return {"id": known, **_screen(rule_set, entry["facts"])}
    except InvalidFacts as invalid:
        return {"id": known, "error": " ".join(invalid.messages)}
    except UNREADABLE as error:
        return {"id": known, "error": f"This is not JSON: {error}"}


def _json(result: Mapping[str, Any]) -> str:
    """Words as they are, but escaped where no terminal or file could take them."""
    text = json.dumps(result, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(result)


def _files(paths: tuple[Path, ...]) -> dict[str, str]:
    if not paths:
        return screenings.shipped_files()
    found = [
        file
        for path in paths
        for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    ]
    if not found:
        _stop("There is no .yaml file in " + ", ".join(map(str, paths)) + ".")
    try:
        return {str(file): file.read_text(encoding="utf-8") for file in found}
    except OSError as error:
        _stop(f"{error.filename}: {error.strerror}.")
    except UnicodeDecodeError:
        _stop("A rule file is not UTF-8 text.")


def _published_files() -> Mapping[str, str]:
    try:
        with database.reading() as own:
            version = queries.published_rule_set(own)
    except DBAPIError:
        _stop("The database cannot be read. Is INTAKE_DATABASE_URL right?")
    if version is None:
        _stop("No rules are published in the database.")
    return version.files


def _read(files: Mapping[str, str]) -> RuleSet:
    try:
        return screenings.read(files)
    except InvalidRuleSet as invalid:
        _say_problems(invalid.problems)
        click.echo(_many(len(invalid.problems), "problem"), err=True)
        sys.exit(1)


def _say_problems(problems: Iterable[rules.Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


def _many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _stop(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(2)
