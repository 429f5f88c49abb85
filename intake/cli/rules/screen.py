"""flask rules screen: facts in, flags and reasons out."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from intake import rules
from intake.cli.rules.facts import MOST_BYTES, NOT_JSON, facts_at, facts_of, from_json
from intake.cli.rules.options import (
    EXIT_CODES,
    PATH,
    json_output,
    published_option,
    rules_option,
)
from intake.cli.rules.printing import print_json, read
from intake.cli.rules.reading import (
    Unreadable,
    files_in,
    is_folder,
    open_file,
    rule_files,
)
from intake.rules import InvalidFacts, RuleSet


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=PATH)
@click.option("--jsonl", is_flag=True, help='One {"id": …, "facts": {…}} a line.')
@rules_option
@published_option
@json_output
@with_appcontext
def screen(
    file: Path, jsonl: bool, paths: tuple[Path, ...], published: bool, as_json: bool
) -> None:
    """Screen the facts in FILE and print the result, which is always JSON.

    FILE may be - for standard input, or a folder: then each of its .json files gets a
    line with its name as id.
    """
    rule_set = read(rule_files(paths, published=published), as_json=True)
    if jsonl:
        sys.exit(2 if _screen_lines(rule_set, file) else 0)
    if is_folder(file):
        sys.exit(2 if _screen_folder(rule_set, file) else 0)
    print_json(rules.as_json(rules.screen(rule_set, facts_at(file, rule_set))))


def _screen_folder(rule_set: RuleSet, folder: Path) -> int:
    """Screen each file and print its result; the number that could not be read."""
    unread = 0
    for path in files_in([folder], {".json"}):
        try:
            screening = rules.screen(rule_set, facts_at(path, rule_set))
            print_json({"id": path.name, **rules.as_json(screening)})
        except Unreadable as error:
            unread += 1
            print_json({"id": path.name, "error": error.message})
    return unread


def _screen_lines(rule_set: RuleSet, path: Path) -> int:
    """Screen each line and print its result; the number that could not be read."""
    unread = 0
    for line in filter(bytes.strip, _lines(path)):
        result = _screen_line(rule_set, line)
        unread += "error" in result
        print_json(result)
    return unread


def _lines(path: Path) -> Iterator[bytes]:
    """Line by line; of one that is too long only so much that this can be told."""
    with open_file(path) as file:
        while line := file.readline(MOST_BYTES + 1):
            yield line
            while len(line) > MOST_BYTES and not line.endswith(b"\n"):
                line = file.readline(MOST_BYTES + 1)


def _screen_line(rule_set: RuleSet, line: bytes) -> dict[str, Any]:
    known: Any = None
    if len(line) > MOST_BYTES:
        return {"id": None, "error": f"A line has at most {MOST_BYTES} bytes."}
    try:
        entry = from_json(line)
        if not isinstance(entry, dict) or not {"id", "facts"} <= entry.keys():
            return {"id": None, "error": 'A line is {"id": …, "facts": {…}}.'}
        known = entry["id"]
        screening = rules.screen(rule_set, facts_of(entry["facts"], rule_set))
        return {"id": known, **rules.as_json(screening)}
    except InvalidFacts as invalid:
        return {"id": known, "error": " ".join(invalid.messages)}
    except NOT_JSON as error:
        return {"id": known, "error": f"This is not JSON: {error}"}
