"""Files as they come from a shell: paths, folders, standard input, and what is none."""

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

import click
from sqlalchemy.exc import DBAPIError

from intake.records import queries
from intake.rules import MOST_BYTES, Rule, RuleSet, printable, suggestion
from intake.web import database
from intake.workflow import screenings

STDIN = Path("-")
MOST_FILES = 200
RULE_FILES = frozenset({".yaml", ".yml"})


class Unreadable(click.ClickException):
    """What cannot be read, a line for each; the exit status is 2."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        super().__init__(message)
        context = click.get_current_context(silent=True)
        self.as_json = bool(context and context.params.get("as_json"))

    def show(self, file: object = None) -> None:
        if self.as_json:
            click.echo(json.dumps({"error": self.message}))
        for line in self.message.splitlines():
            click.echo(printable(line), err=True)


def rule_files(paths: Iterable[Path], *, published: bool = False) -> Mapping[str, str]:
    """Rule files, text by name: of these files, folders and “-”, or those in force in
    the database, or else the shipped ones. Raises Unreadable with a line for each.
    """
    paths = tuple(paths)
    if published and paths:
        raise click.UsageError("Choose --rules or --published, not both.")
    if published:
        return _published_files()
    if not paths:
        return screenings.shipped_files()
    return texts_in(paths)


def texts_in(paths: Iterable[Path]) -> Mapping[str, str]:
    """The YAML files among the paths and in their folders, text by name. Raises
    Unreadable with a line for each that cannot be read."""
    files: dict[str, str] = {}
    unread = []
    for path in files_in(paths, RULE_FILES):
        try:
            files[str(path)] = _text(path)
        except Unreadable as error:
            unread.append(error.message)
    if unread:
        raise Unreadable("\n".join(unread))
    return files


def rule_named(rule_id: str, rule_set: RuleSet) -> Rule:
    """The rule of this id. Raises Unreadable."""
    found = next((rule for rule in rule_set.rules if rule.id == rule_id), None)
    if found is None:
        close = suggestion(rule_id, [rule.id for rule in rule_set.rules])
        hint = f"; {close}" if close else ""
        raise Unreadable(f"no rule has the id “{rule_id}”{hint}")
    return found


def files_in(paths: Iterable[Path], endings: Iterable[str]) -> list[Path]:
    """The files among the paths, and those with these endings in the folders."""
    paths = tuple(paths)
    found = list(dict.fromkeys(_files_in(paths, frozenset(endings))))
    wanted = " or ".join(sorted(endings))
    where = ", ".join(map(str, paths))
    if not found:
        raise Unreadable(f"{where}: no {wanted} file in this folder.")
    if len(found) > MOST_FILES:
        raise Unreadable(f"{where}: {len(found)} files; at most {MOST_FILES} are read.")
    return found


def read_bytes(path: Path, most: int) -> bytes:
    """All of the file or, for “-”, of standard input. Raises Unreadable."""
    with open_file(path) as file:
        try:
            found = file.read(most + 1)
        except OSError as error:
            raise Unreadable(f"{path}: {_reason(error)}.") from None
    if len(found) > most:
        raise Unreadable(f"{path}: larger than {most // 1024} KiB, the most read here.")
    return found


def open_file(path: Path) -> AbstractContextManager[BinaryIO]:
    """Raises Unreadable for what is not there or has no end, such as a device."""
    if path == STDIN and sys.stdin is None:
        raise Unreadable(f"{path}: standard input is closed.")
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable(f"{path}: not a file; for standard input write “-”.")
        return path.open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise Unreadable(f"{path}: {_reason(error)}.") from None


def _reason(error: OSError | ValueError) -> str:
    number = getattr(error, "errno", None)
    return os.strerror(number) if number else str(error)


def is_folder(path: Path) -> bool:
    """Raises Unreadable where that cannot even be seen."""
    try:
        return path != STDIN and path.is_dir()
    except OSError as error:
        raise Unreadable(f"{path}: {_reason(error)}.") from None


def _files_in(paths: Iterable[Path], endings: frozenset[str]) -> Iterator[Path]:
    for path in paths:
        if not is_folder(path):
            yield path
            continue
        try:
            inside = sorted(path.iterdir())
        except OSError as error:
            raise Unreadable(f"{path}: {_reason(error)}.") from None
        yield from (each for each in inside if _is_meant(each, endings))


def _is_meant(path: Path, endings: frozenset[str]) -> bool:
    """What begins with a dot is left there by editors and systems."""
    return path.suffix.lower() in endings and not path.name.startswith(".")


def _text(path: Path) -> str:
    found = read_bytes(path, MOST_BYTES)
    try:
        return found.decode()
    except UnicodeDecodeError as error:
        line = found.count(b"\n", 0, error.start) + 1
        message = f"{path}: not UTF-8 text, see line {line}; save it as UTF-8."
        raise Unreadable(message) from None


def _published_files() -> Mapping[str, str]:
    try:
        with database.reading() as own:
            version = queries.published_rule_set(own)
            files = version.files if version else None
    except DBAPIError:
        message = "The database cannot be read. Is INTAKE_DATABASE_URL right?"
        raise Unreadable(message) from None
    if files is None:
        raise Unreadable("No rules are published in the database.")
    return files
