"""A patient at the pages: every question asked is answered, through the real forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wtforms import Field

from intake.questionnaire import QUESTIONNAIRE, Answers, Page
from intake.questionnaire.body import one_sided
from intake.questionnaire.fields import BirthDateField, HeightField, WeightField

# What somebody answers who has nothing special to say. Lists are answered “none of
# these”, yes-or-no questions “no”, and whatever may stay empty stays empty.
CALM: Mapping[str, Any] = {
    "filled_in_by": "self",
    "filled_in_by_name": "Robin Helper-Demo",
    "consent": "yes",
    "dominant_hand": "right",
    "work_demand": "sitting",
    "sport_level": "leisure",
    "duration_amount": 6,
    "duration_unit": "months",
    "onset": "gradual",
    "mechanism": "no_clear_cause",
    "pain_now": 3,
    "pain_average": 4,
    "pain_worst": 6,
    "pattern": "comes_and_goes",
    "course": "same",
    "physio_weeks": 8,
    "injections_here": ["other"],
    "last_steroid_injection": "over_3_months",
    "interference_pain": 4,
    "interference_enjoyment": 4,
    "interference_activity": 5,
    "diabetes_control": "good",
    "blood_pressure_controlled": "yes",
    "smoking": "never",
    "goal": "Less pain, and to do more again.",
    "expectation": "To hear whether this treatment suits me.",
    "has_driver": "yes",
    "contact_by": "phone",
}
BY_KIND: Mapping[str, Any] = {"many": ["none"], "number": 0, "text": "Nothing to add."}
BY_CHOICE = ("no", "none", "all_over")


@dataclass(frozen=True)
class Posted:
    """What a browser sends: each name with the texts of its boxes."""

    texts: Mapping[str, list[str]]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __contains__(self, name: object) -> bool:
        return name in self.texts

    def getlist(self, name: str) -> list[str]:
        return self.texts.get(name, [])

    def get(self, name: str, default: str = "") -> str:
        return next(iter(self.getlist(name)), default)


class Unanswerable(Exception):
    """A page refused what the patient would have said: the archetype is out of date."""


def walk(
    wishes: Mapping[str, Any], areas: Mapping[str, Mapping[str, Any]], today: date
) -> dict[str, Any]:
    """All answers of somebody who answers as wished, page by page, until none is left.

    `areas` has the wishes for each painful area by its key, `knee:right`. Raises
    Unanswerable when a form does not take an answer.
    """
    answers: dict[str, Any] = {}
    sides = [*one_sided(wishes.get("regions", ()))]
    while page := QUESTIONNAIRE.first_unanswered(answers, today):
        here = {"own_sides": sides, **wishes, **areas.get(page.area or "", {})}
        answers = _answer(page, answers, here, today)
    return answers


def _answer(
    page: Page, answers: Answers, wishes: Mapping[str, Any], today: date
) -> dict[str, Any]:
    shown = QUESTIONNAIRE.form(page, answers, today)
    texts: dict[str, list[str]] = {}
    for field in shown:
        texts |= _boxes(field, _wish(field, wishes))
    form = QUESTIONNAIRE.form(page, answers, today, Posted(texts))
    if not form.validate():
        raise Unanswerable(f"{page.step.slug}: {form.errors}")
    return QUESTIONNAIRE.merged(answers, page, QUESTIONNAIRE.given(page, form), today)


def _wish(field: Any, wishes: Mapping[str, Any]) -> Any:
    """What is wished, else the calm answer; None leaves the boxes empty."""
    said = {**CALM, **wishes}
    if field.short_name in said:
        return said[field.short_name]
    if field.optional:
        return None
    if field.kind == "choice":
        offered = list(field.choices)
        return next((each for each in BY_CHOICE if each in offered), offered[0])
    return BY_KIND[field.kind]


def _boxes(field: Field, answer: Any) -> dict[str, list[str]]:
    name = field.short_name
    match field, answer:
        case _, None:
            return {name: []}
        case BirthDateField(), str():
            year, month, day = answer.split("-")
            parts = {"day": day, "month": month, "year": year}
            return {f"{name}-{part}": [text] for part, text in parts.items()}
        case HeightField() | WeightField(), _:
            return {f"{name}-{field.metric}": [str(answer)]}
        case _, list():
            return {name: [str(each) for each in answer]}
    return {name: [str(answer)]}
