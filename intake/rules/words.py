"""Facts, answers and comparisons in the words of the questionnaire."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from intake.rules.conditions import Test
from intake.rules.operators import OPERATORS
from intake.rules.vocabulary import NONE_OF_THESE, NOT_ANSWERED, UNKNOWN_WORDS, Fact

# Only the name of a fact may stand in braces: a reason is text, never code.
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
STANDING_WORDS: Mapping[str, str] = {NONE_OF_THESE: "none of these", **UNKNOWN_WORDS}
JOINED_BY = {"values": ", ", "range": " and "}


def answer_in_words(fact: Fact, value: Any) -> str:
    """What was answered, as the patient read it; “not answered” when nothing was."""
    if isinstance(value, str):
        return fact.values.get(value) or STANDING_WORDS.get(value, value)
    if isinstance(value, (list, tuple)):
        return ", ".join([answer_in_words(fact, e) for e in value]) or NOT_ANSWERED
    if value is None:
        return NOT_ANSWERED
    # Two decimals are more than any question asks for.
    return f"{value:.2f}".rstrip("0").rstrip(".")


def fact_in_words(fact: Fact, value: Any) -> str:
    """The answer with what it is counted in."""
    return with_unit(fact, answer_in_words(fact, value))


def with_unit(fact: Fact, words: str) -> str:
    """The words of a number with what it is counted in; other words as they are."""
    return f"{words} {fact.unit}" if fact.unit and words[-1:].isdigit() else words


def fill(because: str, facts: Mapping[str, Any], catalogue: Mapping[str, Fact]) -> str:
    """A rule's reason with each `{fact}` replaced by the answer in words."""
    template, named = _template(because)
    answers = [answer_in_words(catalogue[fact], facts.get(fact)) for fact in named]
    return template % tuple(answers)


def test_in_words(fact: Fact, test: Test) -> str:
    """What is asked of the answer: “is at least 12 weeks”, “is one of left, right”."""
    operator = OPERATORS[test.operator]
    operand = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    joined = JOINED_BY.get(operator.takes, "").join(
        answer_in_words(fact, each) for each in operand
    )
    says = operator.says
    if test.operator == "one_of":
        says = "includes" if fact.kind == "many" else "is"
        says = f"{says} one of" if len(operand) > 1 else says
    return f"{says} {with_unit(fact, joined)}"


@lru_cache(maxsize=4_096)
def _template(because: str) -> tuple[str, tuple[str, ...]]:
    """The reason with a place for each answer, and the facts that they are to."""
    pieces = PLACEHOLDER.split(because.replace("%", "%%"))
    return "%s".join(pieces[::2]), tuple(pieces[1::2])
