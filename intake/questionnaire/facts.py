"""What a rule may know of a patient: one document, without a private word."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Any

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.derived import (
    AREAS,
    DERIVED,
    PAIN_AREAS,
    PLACES,
    Derived,
    known_of,
    with_derived,
)
from intake.questionnaire.question import Question
from intake.questionnaire.step import Applies

__all__ = ["DERIVED", "Derived", "asked", "facts", "fill", "fits"]

IMPLIED = "implied"
# What the questionnaire knows for itself: no rule may name it.
INTERNAL = frozenset({"area", PLACES, AREAS})


def facts(answers: Answers, today: date) -> dict[str, Any]:
    """The facts document of a patient's answers on the clinic's day.

    Patient facts at the top, `pain_areas` (worst first, at most three) below; `sites`
    has every place that was marked, so that a fourth is not lost to the rules. In each
    place `implied` lists the facts that follow from a question that cannot apply.
    """
    known = known_of(QUESTIONNAIRE.kept(answers, today), today)
    areas = [_coded(area) for area in known[PAIN_AREAS]]
    return fill({**_coded(known), PAIN_AREAS: areas})


def fill(facts: Answers) -> dict[str, Any]:
    """A facts document, perhaps partial, with what follows from it.

    Adds derived facts and implied answers where they are missing and never changes
    what is given. A question whose own conditions are not known implies nothing.
    """
    known = with_derived(facts, None)
    areas = known.pop(PAIN_AREAS)
    whole = {**known, PAIN_AREAS: areas}
    filled = _with_implied(known, whole, _questions(per_area=False))
    filled_areas = [
        _with_implied(area, {**whole, **filled, **area}, _questions(per_area=True))
        for area in areas
    ]
    document = _without_internal(filled)
    if PAIN_AREAS in facts:
        document[PAIN_AREAS] = [_without_internal(area) for area in filled_areas]
    return document


def asked(name: str) -> Applies | None:
    """Of a question that not every patient is asked, and that implies nothing for the
    others: whether a patient of these facts, an area's among them, is. None of others.
    """
    question = QUESTIONNAIRE.questions.get(name)
    if question is None or question.of_all or question.implies is not None:
        return None

    def applies(flat: Answers) -> bool | None:
        return question.applies(_known_of_flat(flat))

    return applies


def fits(name: str) -> Callable[[Any, Answers], bool] | None:
    """Of a question that is not put to every patient in the same way: whether one of
    these facts, an area's among them, can have given this answer. None of others.
    """
    question = QUESTIONNAIRE.questions.get(name)
    if question is None or (question.of_all and question.offers is None):
        return None

    def fits(answer: Any, flat: Answers) -> bool:
        known = _known_of_flat(flat)
        if question.applies(known) is False:
            return bool(answer == question.implies)
        answers = [answer] if question.offers is None else _as_list(answer)
        return all(question.takes(each, known) for each in answers)

    return fits


def _as_list(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def _known_of_flat(flat: Answers) -> Answers:
    known = with_derived({**flat, PAIN_AREAS: [flat]}, None)
    return {**known, **known[PAIN_AREAS][0]}


def _with_implied(
    place: Answers, known: Answers, questions: Iterable[Question]
) -> dict[str, Any]:
    """The facts of the patient or of an area, and what its questions imply."""
    implied: dict[str, Any] = {}
    for question in questions:
        missing = place.get(question.name) is None
        if missing and question.applies({**known, **implied}) is False:
            implied[question.name] = question.implies
    if not implied:
        return dict(place)
    names = [*place.get(IMPLIED, ()), *implied]
    return {**place, **implied, IMPLIED: names}


@cache
def _questions(*, per_area: bool) -> list[Question]:
    return [
        question
        for question in QUESTIONNAIRE.questions.values()
        if question.per_area is per_area and question.implies is not None
    ]


def _coded(place: Answers) -> dict[str, Any]:
    """The answers and derived facts of one place that are coded and given."""
    return {
        name: value
        for name, value in place.items()
        if value is not None and (name in DERIVED or _is_coded(name))
    }


def _is_coded(name: str) -> bool:
    question = QUESTIONNAIRE.questions.get(name)
    return question is not None and not question.private


def _without_internal(place: Answers) -> dict[str, Any]:
    return {name: each for name, each in place.items() if name not in INTERNAL}
