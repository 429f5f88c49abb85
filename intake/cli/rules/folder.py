"""A folder of rule files that goes to and fro between git and the database."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from intake import rules
from intake.cli.rules.printing import many
from intake.cli.rules.reading import (
    RULE_FILES,
    Unreadable,
    is_folder,
    read_bytes,
    texts_in,
)
from intake.workflow import rule_sets, screenings

# It says of which version the files were made. It belongs into git, beside them.
MARKER = ".pulled.json"
SCHEMA = "rules.schema.json"
MOST_OF_A_MARKER = 4096
# As part of an address of ours, and on every system a file's name.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}\.ya?ml")
EXIT_CODES = """\b
Exit status:
  0  done, or nothing was to be done
  1  the rules have problems, or it was refused
  2  something cannot be read or written
"""


class NotDone(click.ClickException):
    """What was refused, in words; the exit status is 1."""


@dataclass(frozen=True)
class Pulled:
    """Of which version a folder's files were made, and by what its text is known."""

    version: int
    digest: str


def write(folder: Path, files: Mapping[str, str], number: int, *, force: bool) -> None:
    """The files of a version, the schema for editors and the marker. Nothing is written
    where something of one's own would be lost: raises NotDone, or Unreadable."""
    must_be_names(files)
    there = files_in(folder) if folder.exists() else {}
    differ = sorted(name for name in there if there[name] != files.get(name))
    if differ and not force:
        raise NotDone(
            f"{folder}: {', '.join(differ)} would be lost or stay beside what is "
            "pulled. Pull into an empty folder, or say --force: it overwrites files "
            "of the same name and leaves others alone."
        )
    schema = json.dumps(rules.schema(screenings.catalogue()), indent=1) + "\n"
    marker = json.dumps({"version": number, "digest": rule_sets.digest(files)}) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in {**files, SCHEMA: schema, MARKER: marker}.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or error
        raise Unreadable(f"{folder}: {said}.") from error


def files_in(folder: Path) -> dict[str, str]:
    """The rule files of the folder, text by name, lines ending as in the database; none
    in an empty one. Raises Unreadable."""
    if not is_folder(folder):
        raise Unreadable(f"{folder}: not a folder.")
    endings = {path.suffix.lower() for path in folder.iterdir()}
    if not endings & RULE_FILES:
        return {}
    return {
        Path(path).name: text.replace("\r\n", "\n")
        for path, text in texts_in([folder]).items()
    }


def pulled(folder: Path) -> Pulled:
    """What the marker says. Raises NotDone without one, Unreadable for a broken one."""
    marker = folder / MARKER
    if not marker.exists():
        raise NotDone(
            f"{folder}: it was not pulled, so nobody knows on which version it is "
            f"based. Pull into an empty folder, and put your files there beside "
            f"{MARKER}."
        )
    try:
        said = json.loads(read_bytes(marker, MOST_OF_A_MARKER))
        return Pulled(int(said["version"]), str(said["digest"]))
    except (ValueError, KeyError, TypeError) as error:
        message = f"{marker}: this is not what “rules pull” wrote. Pull again."
        raise Unreadable(message) from error


def must_be_names(files: Mapping[str, str]) -> None:
    """Raises Unreadable for a name that could not be a file here, or a page there."""
    if wrong := [name for name in files if not NAME.fullmatch(name)]:
        raise Unreadable(
            "\n".join(
                f"{name}: name it with letters, digits, “-” and “_”, and “.yaml” at "
                "its end."
                for name in wrong
            )
        )


def in_words(files: Mapping[str, str]) -> str:
    return many(len(files), "file")
