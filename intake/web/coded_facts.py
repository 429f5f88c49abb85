"""The facts that rules were given, in the clinic's words, page by page: no name, no
date, no word of the patient's own is among them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.body import area_name
from intake.questionnaire.derived import PAIN_AREAS
from intake.rules import answer_in_words, area_key
from intake.rules.words import with_unit
from intake.workflow import screenings

FOLLOWS = "What follows from the answers"


@dataclass(frozen=True)
class Row:
    label: str
    words: str
    implied: bool  # not asked, because another answer implies it


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]


def sections(facts: Mapping[str, Any], names: Collection[str]) -> list[Section]:
    """Those of these names, of the patient and then of each painful area."""
    areas = facts.get(PAIN_AREAS, ())
    found = _of_place(facts, names, "")
    for number, area in enumerate(areas, start=1):
        where = area_name(area_key(area, number))
        found += _of_place(area, names, f"{where}: ")
    return found


def _of_place(
    place: Mapping[str, Any], names: Collection[str], before: str
) -> list[Section]:
    titles = {step.slug: step.title for step in QUESTIONNAIRE.steps}
    implied = place.get("implied", ())
    rows: dict[str, list[Row]] = {}
    for name, fact in screenings.catalogue().items():
        if name not in names or place.get(name) is None:
            continue
        question = QUESTIONNAIRE.questions.get(name)
        title = titles[question.step] if question else FOLLOWS
        words = with_unit(fact, answer_in_words(fact, place[name]))
        rows.setdefault(f"{before}{title}", []).append(
            Row(fact.label, words, name in implied)
        )
    return [Section(title, tuple(each)) for title, each in rows.items()]
