"""The line of a file that a problem stands in, with a caret under its place."""

from functools import lru_cache

from intake.rules.problems import LINE_END, Problem

# Of a long line, what stands around the place.
WIDEST = 100
BEFORE = 40
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"


def excerpt(problem: Problem, text: str) -> tuple[str, str] | None:
    """The line and, to be set below it, the caret; None where the text has no such
    line. A long line is cut, and an unprintable character replaced."""
    lines = _lines(text)
    if not 1 <= problem.line <= len(lines):
        return None
    line, place = lines[problem.line - 1], problem.column - 1
    start = max(0, place - BEFORE) if len(line) > WIDEST else 0
    shown = line[start : start + WIDEST].replace("\t", " ")
    return printable(shown), " " * (place - start) + "^"


@lru_cache(maxsize=16)
def _lines(text: str) -> list[str]:
    """A file may have thousands of problems, and is parted into lines once."""
    return LINE_END.split(text)


def printable(text: str) -> str:
    """Nothing that a file says can steer a terminal."""
    if text.isprintable():  # as nearly all is, and whole files are asked about
        return text
    return "".join(each if each.isprintable() else UNPRINTABLE for each in text)
