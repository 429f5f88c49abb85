"""How an engine that computes a list of outcomes judges a patient and the areas."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.rules.documents import Places
from benchmarks.rules.formula import FAILS, HOLDS, Language, Said, outcome
from intake.rules import RuleSet

Found = list[tuple[int, int | None, bool | None]]
Judge = Callable[[Places], Found]
# The outcomes of all rules that an engine was given, for one flat document.
Outcomes = Callable[[Mapping[str, Any]], Sequence[Any]]


def judging(
    rules: RuleSet,
    language: Language[Said],
    made: Callable[[list[Said]], Outcomes],
) -> Judge:
    """The engine as a function, from how it writes conditions down and runs many."""
    rows = list(enumerate(rules.rules))
    once = [row for row, rule in rows if not rule.per_area]
    each = [row for row, rule in rows if rule.per_area]
    of_patient, of_area = (
        made([outcome(rules.rules[row].when, language) for row in some])
        for some in (once, each)
    )

    def judge(places: Places) -> Found:
        found: Found = [
            (row, None, said == HOLDS or None)
            for row, said in zip(once, of_patient(places.patient), strict=True)
            if said != FAILS
        ]
        for number, area in enumerate(places.areas):
            found += [
                (row, number, said == HOLDS or None)
                for row, said in zip(each, of_area(area), strict=True)
                if said != FAILS
            ]
        return found

    return judge
