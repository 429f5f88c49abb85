"""What stands beside a rule file: its problems in their places, its rules in plain
words, and where two texts of it differ."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from intake import rules
from intake.rules import Problem, RuleSet, excerpt, printable
from intake.workflow import rule_sets

# Lines between the first and the last that differ: so many are compared one by one.
MOST_COMPARED = 1_000


@dataclass(frozen=True)
class Place:
    """A problem with the line of the file that it stands in, and a caret below it."""

    problem: Problem
    excerpt: tuple[str, str] | None

    @property
    def words(self) -> str:
        """What is wrong and what is right, as the command line says it."""
        problem = self.problem
        rule = f"rule “{problem.rule}”: " if problem.rule else ""
        hint = f"; {problem.hint}" if problem.hint else ""
        return printable(f"{rule}{problem.message}{hint}")


@dataclass(frozen=True)
class Told:
    """A rule, or a definition, of a file: `words` say what it does."""

    title: str
    line: int
    words: str


@dataclass(frozen=True)
class Line:
    """A line of somebody else's text; `differs`: it does not stand so in one's own."""

    text: str
    differs: bool


def places(
    files: Mapping[str, str], problems: Sequence[Problem], name: str | None = None
) -> list[Place]:
    """The problems of every file, or of the named one alone."""
    return [
        Place(problem, excerpt(problem, files.get(problem.path, "")))
        for problem in problems
        if name is None or problem.path == name
    ]


def told(rule_set: RuleSet, name: str) -> list[Told]:
    """The rules and definitions of this file that can be read, as they stand in it."""
    known = rule_set.catalogue
    found = [
        Told(printable(each.title), each.mark.line, rules.rule_sentence(each, known))
        for each in rule_set.rules
        if each.path == name
    ]
    found += [
        Told(each, place.line, rules.definition_sentence(each, condition, known))
        for each, condition in rule_set.definitions.items()
        if (place := rule_set.places[each]).path == name
    ]
    return sorted(found, key=lambda each: (each.line, each.title))


def as_json(
    files: Mapping[str, str], name: str, problems: Sequence[Problem]
) -> dict[str, Any]:
    """What the page's script shows while somebody writes in the file of this name."""
    rule_set = rule_sets.readable(files)
    return {
        "problems": [_problem(each) for each in places(files, problems, name)],
        "elsewhere": elsewhere(problems, name),
        "told": [vars(each) for each in told(rule_set, name)],
        "definitions": {
            each: {"path": place.path, "line": place.line}
            for each, place in rule_set.places.items()
        },
    }


def elsewhere(problems: Sequence[Problem], name: str) -> int:
    """How many problems stand in other files."""
    return sum(each.path != name for each in rule_sets.errors_of(problems))


def compared(mine: str, theirs: str) -> list[Line]:
    """The lines of their text, marked where they differ from one's own. What was only
    taken out of theirs is marked by an empty line."""
    here, there = mine.split("\n"), theirs.split("\n")
    first = _alike(here, there)
    last = _alike(here[first:][::-1], there[first:][::-1])
    middle = there[first : len(there) - last]
    return [
        *(_line(each) for each in there[:first]),
        *_between(here[first : len(here) - last], middle),
        *(_line(each) for each in there[len(there) - last :]),
    ]


def _alike(mine: list[str], theirs: list[str]) -> int:
    """How many lines are the same at the beginning."""
    pairs = zip(mine, theirs, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _between(mine: list[str], theirs: list[str]) -> Iterator[Line]:
    if max(len(mine), len(theirs)) > MOST_COMPARED:
        yield from (_line(each, differs=True) for each in theirs)
        return
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for how, _from, _to, start, end in matcher.get_opcodes():
        if how == "delete":
            yield _line("", differs=True)
        for each in theirs[start:end]:
            yield _line(each, differs=how != "equal")


def _line(text: str, *, differs: bool = False) -> Line:
    return Line(printable(text.replace("\t", " ")), differs)


def _problem(place: Place) -> dict[str, Any]:
    problem = place.problem
    return {
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "words": place.words,
        "excerpt": place.excerpt,
    }
