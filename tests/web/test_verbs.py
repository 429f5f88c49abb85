"""The audit trail in words: whatever is written in it can be read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.config import ROOT
from intake.web import verbs
from intake.workflow.actions import ACTIONS

READABLE = re.compile(r"[A-Za-z]+(-[a-z]+)*( [A-Za-z“”'’,…:-]+)*")
LOGS = {"audit.log", "audit.log_each"}
# An f-string's part that is not known here is one of these.
ENDS_IN = {"each": "x", "slug": "health", "id": "7", "flag": "gca", "kind": "receipt"}


def nobody(_account: str) -> str:
    return "Dan"


def written() -> list[str]:
    """Every verb that stands in the program, beside those of a table."""
    found: set[str] = set(ACTIONS)
    for path in sorted((ROOT / "intake").rglob("*.py")):
        found |= set(_in_file(path))
    return sorted(found)


def _in_file(path: Path) -> Iterator[str]:
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(function, ast.FunctionDef):
            continue
        assigned = {
            target.id: node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in LOGS:
                verb = call.args[2]
                named = isinstance(verb, ast.Name) and verb.id in assigned
                yield from _texts(assigned[verb.id] if named else verb)  # type: ignore[attr-defined]


def _texts(verb: ast.expr) -> Iterator[str]:
    """The texts of an expression; of a choice both."""
    if isinstance(verb, ast.Constant):
        yield str(verb.value)
    elif isinstance(verb, ast.IfExp):
        yield from _texts(verb.body)
        yield from _texts(verb.orelse)
    elif isinstance(verb, ast.JoinedStr):
        found = [""]
        for part in verb.values:
            ways = [*_part(part)]
            found = [before + way for before in found for way in ways]
        yield from found


def _part(part: ast.expr) -> Iterator[str]:
    if not isinstance(part, ast.FormattedValue):
        yield from _texts(part)
    elif isinstance(part.value, ast.IfExp):
        yield from _texts(part.value)
    else:
        name = ast.unparse(part.value).rpartition(".")[2]
        yield {"verb": "sent"}.get(name, ENDS_IN.get(name, "x"))


def test_the_verbs_of_the_program_are_found() -> None:
    found = written()

    for verb in ("viewed", "accept", "handed to user:7", "disagreed with gca"):
        assert verb in found
    assert len(found) > 30


@pytest.mark.parametrize("verb", written())
def test_every_verb_is_read_as_words(verb: str) -> None:
    words = verbs.in_words(verb, nobody)

    assert READABLE.fullmatch(re.sub("“[^”]*”", "it", words)), words
    assert verbs.kind_of(verb) in verbs.KINDS


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_has_words_of_its_own(name: str) -> None:
    assert verbs.VERBS[name].kind == verbs.DECIDED


@pytest.mark.parametrize(
    ("verb", "words", "kind"),
    [
        ("handed to user:7", "handed it to Dan", verbs.CLAIMED),
        ("disagreed with gca", "disagreed with the flag “", verbs.DECIDED),
        ("answered urgent-signs", "answered “", verbs.PATIENT),
        ("sent mail receipt", "sent the mail “We have received", verbs.MAIL),
        ("sent", "sent it to the clinic", verbs.PATIENT),
        ("agreed with flag_of_old", "“flag_of_old”", verbs.DECIDED),
        ("sent mail of_old", "“of_old”", verbs.MAIL),
        ("painted the wall", "painted the wall", verbs.OTHER),
    ],
)
def test_a_verb_that_ends_in_something_says_it(
    verb: str, words: str, kind: str
) -> None:
    assert words in verbs.in_words(verb, nobody)
    assert verbs.kind_of(verb) == kind
