"""What the engines are given: the patients, and the rules that they judge them by."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from intake.rules import RuleSet
from intake.rules.conditions import known, truth
from intake.rules.facts import AREAS
from intake.workflow import screenings

Judged = set[tuple[int, int | None, bool | None]]


def rule_set() -> RuleSet:
    return screenings.read(screenings.shipped_files())


def patients(file: Path, sample: int) -> Iterator[Any]:
    """The first so many facts documents of a file with one a line.

    Equal words are one object, as they are where the patients are made: read one by one
    they would lie all over the memory, and fetching them be most of what is timed.
    """
    with file.open(encoding="utf-8") as lines:
        for line in islice(lines, sample):
            yield _shared(json.loads(line))


def _shared(value: Any) -> Any:
    match value:
        case str():
            return sys.intern(value)
        case list():
            return [_shared(each) for each in value]
        case dict():
            return {sys.intern(name): _shared(each) for name, each in value.items()}
        case _:
            return value


def by_walking(rules: RuleSet, facts: Mapping[str, Any]) -> Judged:
    """What is raised or undecided, by the meaning itself: the oracle."""
    return set(_walk(rules, facts))


def _walk(rules: RuleSet, facts: Mapping[str, Any]) -> Iterator[Any]:
    areas = list(enumerate({**facts, **area} for area in facts[AREAS]))
    for row, rule in enumerate(rules.rules):
        for number, place in areas if rule.per_area else [(None, facts)]:
            outcome = truth(rule.when, place)
            if outcome is not False:
                yield row, number, outcome


@dataclass(frozen=True)
class Places:
    """A patient as other engines want it: flat documents, made beforehand. What is
    unknown is left out of them, so that there is only one way to be unknown."""

    patient: dict[str, Any]
    areas: list[dict[str, Any]]


def places(facts: Mapping[str, Any]) -> Places:
    patient = _known(facts)
    return Places(patient, [{**patient, **_known(area)} for area in facts[AREAS]])


def _known(document: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in document.items()
        if name not in (AREAS, "implied") and known(value) is not None
    }
