"""Values: may this question be answered so, and if not, what may it be?"""

import math
import re
from collections.abc import Iterable
from typing import TypeAlias

from intake.rules.problems import suggestion
from intake.rules.vocabulary import NONE_OF_THESE, UNKNOWN_VALUES, Fact

Answer: TypeAlias = str | int | float | list[str]

# Neither octal nor sexagesimal, no exponents, no dates: a number as people write it.
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,9})?", re.ASCII)
COMPARED = re.compile(r"(>=|<=|≥|≤|>|<) *(-?[0-9]+(?:\.[0-9]+)?)", re.ASCII)
OPERATOR_OF = {
    ">=": "at_least",
    "≥": "at_least",
    "<=": "at_most",
    "≤": "at_most",
    ">": "more_than",
    "<": "less_than",
}
# No fact counts as far; JSON could.
LARGEST = 1e15
MOST_LISTED = 40


class Impossible(Exception):
    """A value that a fact cannot have: what is wrong, and what it may be instead.

    `meant` is the word that was written and the words that it may have meant.
    """

    def __init__(
        self,
        message: str,
        hint: str = "",
        *,
        code: str = "unknown-value",
        meant: tuple[str, Iterable[str]] | None = None,
    ) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint
        self.code = code
        self.meant = meant

    def __str__(self) -> str:
        close = suggestion(*self.meant) if self.meant else ""
        return "; ".join(filter(None, (self.message, self.hint, close)))


def read_answer(fact: Fact, value: object) -> Answer | None:
    """One answer as it may stand in facts; None for null and an empty list.

    Every choice and every list also takes `not_sure` and `prefer_not_to_say`.
    Raises Impossible.
    """
    if value is None:
        return None
    match fact.kind:
        case "number":
            return read_number(fact, value)
        case "many":
            return _read_list(fact, value)
        case _:
            return _read_word(fact, value, UNKNOWN_VALUES)


def read_constant(fact: Fact, text: str) -> str | float:
    """What a rule compares the fact with, read by the kind of the fact.

    Raises Impossible, for not sure too: that is unknown to rules.
    """
    if fact.kind == "number":
        return read_number(fact, number_from(text))
    if text in UNKNOWN_VALUES:
        raise Impossible(
            f"“{text}” is unknown to a rule, so nothing can be compared with it",
            "for a rule that must not overlook it write if_unknown: raise",
        )
    return _read_word(fact, text)


def number_from(text: str) -> str | float:
    """The number that was written, or the text if it is none."""
    if not NUMBER.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def read_number(fact: Fact, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        message = f"“{fact.name}” is a number, not {_shown(value)}"
        if value == "":
            message = f"a number for “{fact.name}” is missing here"
        raise Impossible(message, _how_to_write(value), code="no-number")
    if isinstance(value, float) and not math.isfinite(value):
        message = f"“{fact.name}” is a number, not {value}"
        raise Impossible(message, code="no-number")
    if fact.whole and value != int(value):
        message = f"“{fact.name}” is a whole number, not {value}"
        raise Impossible(message, code="no-number")
    low = -LARGEST if fact.low is None else fact.low
    high = LARGEST if fact.high is None else fact.high
    if not low <= value <= high:
        message = f"“{fact.name}” cannot be {_shown(value)}"
        raise Impossible(message, _range(fact), code="out-of-range")
    return int(value) if fact.whole else value


def _how_to_write(value: object) -> str:
    """For numbers that are none; `>= 12` is how other languages say it."""
    found = COMPARED.fullmatch(str(value)[:60])
    if found:
        return f"write {{ {OPERATOR_OF[found[1]]}: {found[2]} }}"
    return "write digits alone, as in 12 or 7.5"


def _read_list(fact: Fact, value: object) -> list[str] | None:
    if not isinstance(value, list):
        raise Impossible(
            f"“{fact.name}” takes a list of answers, not {_shown(value)}",
            "write [a, b], or [none]",
        )
    words = [_read_word(fact, each, UNKNOWN_VALUES) for each in value]
    alone = [word for word in words if word in {NONE_OF_THESE, *UNKNOWN_VALUES}]
    if alone and len(set(words)) > 1:
        raise Impossible(
            f"“{alone[0]}” cannot stand beside other answers to “{fact.name}”"
        )
    return list(dict.fromkeys(words)) or None


def _read_word(fact: Fact, value: object, also: Iterable[str] = ()) -> str:
    allowed = list(fact.values)
    if fact.kind == "many" and NONE_OF_THESE not in allowed:
        allowed.append(NONE_OF_THESE)
    if isinstance(value, str) and (value in allowed or value in also):
        return value
    hint = f"its answers are: {', '.join(allowed[:MOST_LISTED])}"
    meant = (value, [*allowed, *also]) if isinstance(value, str) else None
    message = f"{_shown(value)} is not an answer to “{fact.name}”"
    if value == "":
        message = f"an answer to “{fact.name}” is missing here"
    raise Impossible(message, hint, meant=meant)


def _range(fact: Fact) -> str:
    ends = {"at least": fact.low, "at most": fact.high}
    given = [f"{words} {end:g}" for words, end in ends.items() if end is not None]
    return f"it is {' and '.join(given)} {fact.unit}".rstrip() if given else ""


def _shown(value: object) -> str:
    names = {bool: "true or false", dict: "an object", list: "a list"}
    if type(value) in names:
        return names[type(value)]
    try:
        shown = str(value)
    except ValueError:  # an integer of more digits than Python will print
        return "a number of that size"
    return f"“{shown[:60]}…”" if len(shown) > 60 else f"“{shown}”"
