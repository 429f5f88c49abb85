"""The clinic's own words for its pages: plain text, a file for each language.

A line that begins with `# ` is a heading, lines that begin with `- ` are a list, and
what stands between empty lines is a paragraph. There is nothing else.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

PAGES = ("privacy", "accessibility")
MOST = 100_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
HEADING, ITEM = "# ", "- "


@dataclass(frozen=True)
class Block:
    """`kind`: heading, list or paragraph. A list has a line for each of its items."""

    kind: str
    lines: tuple[str, ...]


Text: TypeAlias = tuple[Block, ...]
# By page and language: ("privacy", "es").
Texts: TypeAlias = Mapping[tuple[str, str], Text]


def read(folder: str, languages: Collection[str]) -> Texts:
    """`privacy.en.txt` and its like. Raises ValueError with words for who sets it."""
    if not folder:
        return {}
    expected = {f"{p}.{each}.txt": (p, each) for p in PAGES for each in languages}
    try:
        files = sorted(Path(folder).iterdir())
    except OSError as error:
        raise ValueError(f"“{folder}” cannot be read ({error.strerror})") from error
    files = [each for each in files if not each.name.startswith(".")]
    if strange := [each.name for each in files if each.name not in expected]:
        raise ValueError(f"“{strange[0]}” is none of {', '.join(expected)}")
    if not files:
        raise ValueError(f"“{folder}” holds none of {', '.join(expected)}")
    return {expected[each.name]: blocks(_words(each)) for each in files}


def blocks(text: str) -> Text:
    return tuple(_blocks(text))


def _words(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"“{file.name}” cannot be read as UTF-8") from error
    if len(text) > MOST:
        raise ValueError(f"“{file.name}” is longer than {MOST} characters")
    if CONTROL.search(text):
        raise ValueError(f"“{file.name}” holds a control character")
    if not text.strip():
        raise ValueError(f"“{file.name}” is empty")
    return text


def _blocks(text: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines()]
    for kind, group in groupby(lines, key=_kind):
        if kind == "heading":
            # Two headings one under the other are two headings.
            yield from (Block(kind, (line.removeprefix(HEADING),)) for line in group)
        elif kind == "list":
            yield Block(kind, tuple(line.removeprefix(ITEM) for line in group))
        elif kind == "paragraph":
            yield Block(kind, (" ".join(group),))


def _kind(line: str) -> str:
    if not line:
        return "nothing"
    if line.startswith(HEADING):
        return "heading"
    return "list" if line.startswith(ITEM) else "paragraph"
