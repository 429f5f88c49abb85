"""What a rule may ask, to be looked up: every fact, its question and its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.rules import OPERATOR_WORDS, OPERATORS, Fact
from intake.workflow import screenings

KINDS = {"choice": "One answer", "many": "Many answers"}


@dataclass(frozen=True)
class Asked:
    """One fact; `kind` says how it is answered, `answers` are the words of a rule file
    with those of the question, `operators` what it can be compared by."""

    name: str
    question: str
    kind: str
    answers: Mapping[str, str]
    operators: Sequence[str]


def with_words(words: str) -> list[Asked]:
    """Those facts of which each of the words is part of the name, the question or an
    answer; without words, all."""
    wanted = words.lower().split()
    return [
        asked
        for asked in map(_asked, screenings.catalogue().values())
        if all(each in _said(asked) for each in wanted)
    ]


def operators() -> Mapping[str, str]:
    """Each operator with what it means."""
    return OPERATOR_WORDS


def _said(asked: Asked) -> str:
    answers = (f"{name} {words}" for name, words in asked.answers.items())
    return " ".join((asked.name, asked.question, asked.kind, *answers)).lower()


def _asked(fact: Fact) -> Asked:
    per_area = ", for each painful area" if fact.per_area else ""
    return Asked(
        fact.name,
        fact.label,
        f"{KINDS.get(fact.kind) or _number(fact)}{per_area}",
        fact.values,
        [name for name in OPERATOR_WORDS if fact.kind in OPERATORS[name].suits],
    )


def _number(fact: Fact) -> str:
    ends = {"from": fact.low, "to": fact.high}
    given = [f"{words} {end:g}" for words, end in ends.items() if end is not None]
    number = "A whole number" if fact.whole else "A number"
    return " ".join((number, *given, fact.unit)).rstrip()
