"""What was answered, as a QuestionnaireResponse.

What was not asked is absent. What was asked and left empty is an item without an
answer. “Not sure” and “rather not say” are answers, coded as unknown and declined. What
identifies the patient and is not to go out is an answer that is masked.
"""

from collections.abc import Iterator
from typing import Any

from intake.exports.fhir.questionnaire import PAGE, area_question, canonical
from intake.exports.fhir.terms import (
    Resource,
    absent,
    answer_coding,
    full_url,
    identifier,
    instant,
    reference,
)
from intake.exports.reading import Taken
from intake.questionnaire.derived import AREAS
from intake.questionnaire.question import Question
from intake.questionnaire.visit import Visit
from intake.records.models import Status

KIND, PATIENT = "QuestionnaireResponse", "Patient"
STATUS = {
    Status.DRAFT: "in-progress",
    Status.MORE_ASKED: "in-progress",
    Status.WITHDRAWN: "stopped",
}
# Whoever answers as a carer speaks for the patient; an interpreter passes on.
PATIENTS_OWN = frozenset({"self", "interpreter"})
VALUES = {"text": "valueString", "date": "valueDate"}


def response(taken: Taken) -> Resource:
    kept = taken.submission
    patient = reference(full_url(taken, PATIENT))
    own = kept.answers.get("filled_in_by") in PATIENTS_OWN
    return {
        "resourceType": KIND,
        "identifier": identifier(taken),
        "questionnaire": canonical(taken.sender),
        "status": STATUS.get(kept.status, _sent(taken)),
        "subject": patient,
        "authored": instant(taken.answered_at),
        **({"source": patient} if own else {}),
        "item": [*_items(taken)],
    }


def _sent(taken: Taken) -> str:
    return "amended" if len(taken.submission.sendings) > 1 else "completed"


def _items(taken: Taken) -> Iterator[Resource]:
    for area, visits in taken.places():
        pages = [_page(taken, each) for each in visits]
        if area is None:
            yield from pages
            continue
        which = _item(taken, area_question(), area)
        group = {"linkId": AREAS, "text": area_question().values.get(area, area)}
        yield {**group, "item": [which, *pages]}


def _page(taken: Taken, visit: Visit) -> Resource:
    step = visit.page.step
    return {
        "linkId": f"{PAGE}{step.slug}",
        "text": step.title,
        "item": [
            _item(taken, question, visit.given.get(name))
            for name, question in visit.asked.items()
        ],
    }


def _item(taken: Taken, question: Question, given: Any) -> Resource:
    item = {"linkId": question.name, "text": question.label}
    if given is None:
        return item
    if question.private and not taken.named:
        return {**item, "answer": [absent("masked")]}
    return {**item, "answer": [*_values(taken, question, given)]}


def _values(taken: Taken, question: Question, given: Any) -> Iterator[Resource]:
    if question.kind in ("choice", "many"):
        for each in given if isinstance(given, list) else [given]:
            yield {"valueCoding": answer_coding(taken.sender, question, each)}
    elif question.kind == "number":
        yield {"valueInteger" if question.whole else "valueDecimal": given}
    else:
        yield {VALUES[question.kind]: given}
