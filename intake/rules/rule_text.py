"""The lines of each rule as they are written, in files that may have mistakes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from intake.rules.problems import LINE_END

# A key in a list of mappings, or below the first of one: where the mapping begins.
ID = re.compile(
    r"(?P<indent> *(?:- +)?)id: *"
    r"(?P<quote>[\"']?)(?P<id>[a-z0-9-]+)(?P=quote) *(?:#.*)?"
)


def rule_texts(files: Mapping[str, str]) -> dict[str, str]:
    """By its id, the lines of each rule in these files (text by name), as far as they
    are written one key to a line; of two of one id the first."""
    found: dict[str, str] = {}
    for _name, text in sorted(files.items()):
        for rule_id, written in _in_file(LINE_END.split(text)):
            found.setdefault(rule_id, written)
    return found


def _in_file(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        key = ID.fullmatch(line)
        if key is None:
            continue
        indent = len(key["indent"])
        first = number if "-" in key["indent"] else _begins(lines, number, indent)
        if first is not None:
            last = _ends(lines, number + 1, indent)
            yield key["id"], "\n".join(lines[first:last])


def _begins(lines: Sequence[str], number: int, indent: int) -> int | None:
    """The line above with the dash, where the id is not the first key."""
    dash = re.compile(r" *- +")
    for above in range(number - 1, -1, -1):
        found = dash.match(lines[above])
        if found and found.end() == indent:
            return above
        if not _is_within(lines[above], indent):
            return None
    return None


def _ends(lines: Sequence[str], number: int, indent: int) -> int:
    """The line after its last; notes and empty lines at the end are the next one's."""
    last = number
    while number < len(lines) and _is_within(lines[number], indent):
        number += 1
        if not _is_note(lines[number - 1]):
            last = number
    return last


def _is_within(line: str, indent: int) -> bool:
    return _is_note(line) or line[:indent].isspace()


def _is_note(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
