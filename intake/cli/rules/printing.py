"""Problems for people, with the line they stand in, and for programs as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from intake.rules import Case, InvalidFiles, Problem, RuleSet, excerpt, printable
from intake.workflow import screenings

Found = TypeVar("Found")


def read(files: Mapping[str, str], *, as_json: bool) -> RuleSet:
    """The rule set of the files; if they are none, their problems and exit status 1."""
    return _read(screenings.read, files, as_json=as_json)


def read_cases(files: Mapping[str, str], *, as_json: bool) -> tuple[Case, ...]:
    """The cases in the files; if there are none, their problems and exit status 1."""
    return _read(screenings.read_cases, files, as_json=as_json)


def _read(
    reader: Callable[[Mapping[str, str]], Found],
    files: Mapping[str, str],
    *,
    as_json: bool,
) -> Found:
    try:
        return reader(files)
    except InvalidFiles as invalid:
        if as_json:
            print_json({"problems": problems_as_json(invalid.problems)})
        else:
            print_problems(invalid.problems, files)
            click.echo(many(len(invalid.problems), "problem"), err=True)
        sys.exit(1)


def print_problems(problems: Iterable[Problem], files: Mapping[str, str]) -> None:
    """Each on standard error, with its line and a caret under its place."""
    for problem in problems:
        warning = "warning: " if problem.severity == "warning" else ""
        click.echo(printable(f"{problem} [{warning}{problem.code}]"), err=True)
        if found := excerpt(problem, files.get(problem.path, "")):
            line, caret = found
            click.echo(f"{problem.line:>5} | {line}\n{'':>5} | {caret}", err=True)


def problems_as_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [
        {"code": each.code, "severity": each.severity, **_fields(each)}
        for each in problems
    ]


def print_json(document: Any) -> None:
    """Words as they are, but escaped where no terminal or file could take them."""
    text = json.dumps(document, ensure_ascii=False)
    click.echo(text if text.isprintable() else json.dumps(document))


def many(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _fields(problem: Problem) -> dict[str, Any]:
    return {name: each for name, each in vars(problem).items() if name != "code"}
