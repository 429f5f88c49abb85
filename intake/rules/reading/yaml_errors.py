"""What is wrong with the YAML of a file, in the words of those who write it."""

from dataclasses import dataclass
from typing import Any

import yaml

from intake.rules.problems import Mark, Problems


@dataclass(frozen=True)
class Reason:
    """What the parser says, what we say, and what may be done about it.

    `at_start`: the mistake is where the parser began, not where it gave up.
    """

    part: str
    words: str
    hint: str
    at_start: bool = False


REASONS = (
    Reason(
        "mapping values are not allowed",
        "a colon cannot stand here",
        "put text that has a colon in it in quotes; or is the indentation off?",
    ),
    Reason(
        "cannot start any token",
        "no text can begin with (this)",
        "indent with spaces, and put text that begins so in quotes",
    ),
    Reason(
        "could not find expected ':'",
        "there is no colon after this",
        "a colon is missing, or a space after one",
        at_start=True,
    ),
    Reason(
        "found unexpected end of stream",
        "what is opened here is never closed",
        "close the quote",
        at_start=True,
    ),
    Reason(
        "did not find expected ',' or '}'",
        "a comma or a “}” is missing before this",
        "is a brace open, or a quote off?",
    ),
    Reason(
        "did not find expected ',' or ']'",
        "a comma or a “]” is missing before this",
        "is a bracket open, or a quote off?",
    ),
    Reason(
        "did not find expected '-' indicator",
        "this does not continue the list above",
        "is it indented like the others, with a “- ” in front?",
    ),
    Reason(
        "did not find expected key",
        "this does not fit what stands before it",
        "is the line indented like the others, and every quote and bracket closed?",
    ),
)
CHARACTERS = {"\t": "a Tab", "": "nothing"}


def note_yaml_error(
    path: str, text: str, error: yaml.YAMLError, problems: Problems
) -> None:
    """Adds the problem, where the mistake was probably made."""
    # Not every error of PyYAML knows its place.
    place = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or str(error)
    reason = next((each for each in REASONS if each.part in said), None)
    if reason and reason.at_start and begun:
        place, begun = begun, None
    found = text[place.index : place.index + 1] if place else ""
    words = reason.words if reason else said
    words = words.replace("(this)", CHARACTERS.get(found, f"“{found}”"))
    # What was opened may begin far above.
    since = f", in what begins on line {begun.line + 1}" if begun else ""
    message = f"this is not YAML: {words}{since}"
    problems.add("yaml", _mark(path, place), message, reason.hint if reason else "")


def _mark(path: str, place: Any) -> Mark:
    return Mark(place.line + 1, place.column + 1, path) if place else Mark(1, 1, path)
