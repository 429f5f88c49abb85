"""Rule files, damaged by chance: as bytes, lines, words and as what they say."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from random import Random
from typing import Any

import yaml

from intake.rules import InvalidRuleSet
from intake.workflow import screenings
from tests.rules.broken_files import STORED, text_of

WORD = re.compile(r"\w+|\s+|[^\w\s]")
ODD: list[str] = [
    *"\t\r\n :-[]{},&*!|>'\"%@`#?\\\x00\x85\ufeff\u2028\xa0",
    "é",
    "\U0001d11e",
]
# What is put around a condition, an example, a list or anything else.
WRAPPINGS: tuple[Callable[[Any], Any], ...] = (
    lambda inner: [inner],
    lambda inner: {"all": [inner, inner]},
    lambda inner: {"any": inner},
    lambda inner: {"not": inner},
    lambda inner: {"count": {"at_least": 1, "of": [inner]}},
    lambda inner: {"holds": inner},
    lambda inner: {"none_of": inner},
    lambda inner: {"between": [inner, inner]},
    lambda inner: {"facts": inner, "expect": "raised"},
)


@cache
def broken() -> tuple[str, ...]:
    return tuple(map(text_of, STORED))


@cache
def whole() -> tuple[str, ...]:
    """Each shipped rule with the definitions of its file, if it needs no others."""
    found = []
    for text in screenings.shipped_files().values():
        head, *rules = text.split("\n  - id:")
        found += [f"{head}\n  - id:{rule}" for rule in rules]
    return tuple(text for text in found if not _is_refused(text))


def _is_refused(text: str) -> bool:
    try:
        screenings.read({"rules.yaml": text})
    except InvalidRuleSet:
        return True
    return False


@cache
def _words() -> tuple[str, ...]:
    found = (WORD.findall(text) for text in (*whole(), *broken()))
    return tuple(sorted({word for words in found for word in words}))


def damaged(chance: Random) -> str:
    """A broken file, or more often a whole one, after a misfortune or more."""
    text = chance.choice(chance.choice([whole, whole, broken])())
    for _ in range(chance.choice([1, 1, 2, 4])):
        text = harmed(text, chance)
    return text


def harmed(text: str, chance: Random) -> str:
    """The text after one misfortune."""
    return chance.choice(DAMAGES)(text, chance)


def _characters(text: str, chance: Random) -> str:
    start = chance.randint(0, len(text))
    end = start + chance.randint(0, 3)
    instead: str = chance.choice(["", text[start:end] * 2, chance.choice(ODD)])
    return text[:start] + instead + text[end:]


def _bytes(text: str, chance: Random) -> str:
    data = bytearray(text.encode(errors="surrogateescape"))
    if data:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data.decode(errors="surrogateescape")


def _lines(text: str, chance: Random) -> str:
    return "".join(_shuffled(text.splitlines(keepends=True), chance, _indented))


def _tokens(text: str, chance: Random) -> str:
    return "".join(_shuffled(WORD.findall(text), chance, _another))


def _another(word: str, chance: Random) -> str:
    return chance.choice(_words())


def _indented(line: str, chance: Random) -> str:
    return chance.choice([f" {line}", f"  {line}", line[1:], line[2:], f"\t{line}"])


def _shuffled(
    parts: list[str], chance: Random, changed: Callable[[str, Random], str]
) -> list[str]:
    """One part left out, doubled, changed, or two of them the other way round."""
    if not parts:
        return parts
    one, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    match chance.randrange(4):
        case 0:
            del parts[one]
        case 1:
            parts.insert(other, parts[one])
        case 2:
            parts[one], parts[other] = parts[other], parts[one]
        case _:
            parts[one] = changed(parts[one], chance)
    return parts


def _structure(text: str, chance: Random) -> str:
    """A piece of what is said stands somewhere else, too often or not at all."""
    try:
        document = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError):
        return text
    places = list(_places(document))
    if not places:
        return text
    (where, key), (other, other_key) = chance.choice(places), chance.choice(places)
    match chance.randrange(4):
        case 0:
            del where[key]
        case 1:
            where[key] = chance.choice(WRAPPINGS)(where[key])
        case 2:
            where[key] = json.loads(json.dumps(other[other_key]))
        case _:
            where[key] = chance.choice(_words())
    return json.dumps(document, ensure_ascii=False)


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in it, with each of its keys."""
    inside: Mapping[Any, Any] | dict[int, Any] = {}
    if isinstance(node, dict):
        inside = node
    elif isinstance(node, list):
        inside = dict(enumerate(node))
    for key, value in list(inside.items()):
        yield node, key
        yield from _places(value)


DAMAGES: tuple[Callable[[str, Random], str], ...] = (
    _characters,
    _bytes,
    _lines,
    _tokens,
    _structure,
    _structure,
)
