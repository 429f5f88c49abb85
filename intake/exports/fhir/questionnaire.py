"""What is asked, as a Questionnaire: made from the tables that the pages are made of.

A question's linkId is its name. A page is a group; the pages of a painful area stand in
a group that repeats for each area, and begin with which area it is.
"""

import hashlib
import json
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from intake.exports.fhir.enable_when import enable_when
from intake.exports.fhir.terms import (
    DEFINED,
    LOINC,
    UCUM,
    Resource,
    answer_coding,
    coding,
)
from intake.exports.reading import Sender
from intake.questionnaire import QUESTIONNAIRE, VERSION, Step
from intake.questionnaire.derived import AREAS
from intake.questionnaire.question import Question
from intake.questionnaire.step import always

AREA, PAGE = "area", "page."
TYPES = {"choice": "choice", "many": "choice", "text": "text", "date": "date"}
UNITS = {"cm": "cm", "kg": "kg", "%": "%", "weeks": "wk"}
# Only where code and wording say the same; a score of our own making has none.
LOINC_CODES = {
    "pain_now": coding(
        LOINC,
        "72514-3",
        "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
    )
}
NOTICE = (
    "This material contains content from LOINC (http://loinc.org). LOINC is copyright ©"
    " Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and"
    " Codes (LOINC) Committee and is available at no cost under the license at"
    " http://loinc.org/license. LOINC® is a registered United States trademark of"
    " Regenstrief Institute, Inc."
)


@cache
def area_question() -> Question:
    """Which area a group is about: chosen on the drawing, not asked again."""
    worst = QUESTIONNAIRE.questions["worst_area"]
    label = "Which painful area these answers are about"
    return replace(
        worst, name=AREA, label=label, per_area=True, of_all=True, applies=always
    )


def questionnaire(sender: Sender) -> Resource:
    """Always the same for one sender and one program; its version changes with every
    word of it."""
    return _made(sender.address, sender.clinic, sender.zone)


def canonical(sender: Sender) -> str:
    made = questionnaire(sender)
    return f"{made['url']}|{made['version']}"


@cache
def _made(*sender: Any) -> Resource:
    of = Sender(*sender)
    items = _items(of)
    said = json.dumps(items, sort_keys=True).encode()
    return {
        "resourceType": "Questionnaire",
        "url": of.uri("Questionnaire/intake"),
        "version": f"{VERSION}-{hashlib.sha256(said).hexdigest()[:12]}",
        "name": "Intake",
        "title": "Intake: pain, health and what was tried",
        "status": "active",
        "subjectType": ["Patient"],
        "publisher": of.clinic,
        "copyright": NOTICE,
        "item": items,
    }


def _items(sender: Sender) -> list[Resource]:
    items: list[Resource] = []
    for per_area, group in groupby(QUESTIONNAIRE.steps, key=lambda step: step.per_area):
        pages = [_page(sender, step) for step in group]
        if not per_area:
            items += pages
            continue
        area = {**_item(sender, area_question()), "readOnly": True}
        items.append(
            {
                "linkId": AREAS,
                "text": "One painful area",
                "type": "group",
                "repeats": True,
                "item": [area, *pages],
            }
        )
    return items


def _page(sender: Sender, step: Step) -> Resource:
    questions = QUESTIONNAIRE.questions.values()
    return {
        "linkId": f"{PAGE}{step.slug}",
        "text": step.title,
        "type": "group",
        "item": [_item(sender, each) for each in questions if each.step == step.slug],
    }


def _item(sender: Sender, question: Question) -> Resource:
    code = LOINC_CODES.get(question.name)
    offered = (*question.values, *question.unknowns)
    options = [
        {"valueCoding": answer_coding(sender, question, value)} for value in offered
    ]
    found = {
        "linkId": question.name,
        "extension": _extensions(question),
        "code": [code] if code else [],
        "text": question.label,
        "type": _type(question),
        **enable_when(sender, question, area_question()),
        "repeats": question.kind == "many",
        "answerOption": options,
    }
    # FHIR knows no empty lists, and a question does not repeat unless it says so.
    return {name: each for name, each in found.items() if each}


def _type(question: Question) -> str:
    if question.kind == "number":
        return "integer" if question.whole else "decimal"
    return TYPES[question.kind]


def _extensions(question: Question) -> list[Resource]:
    if question.kind != "number":
        return []
    value = "valueInteger" if question.whole else "valueDecimal"
    ends = {"minValue": question.low, "maxValue": question.high}
    found: list[Resource] = [
        {
            "url": f"{DEFINED}/{name}",
            value: int(end) if float(end).is_integer() else end,
        }
        for name, end in ends.items()
        if end is not None
    ]
    if question.unit:
        unit = coding(UCUM, UNITS[question.unit], question.unit)
        found.append({"url": f"{DEFINED}/questionnaire-unit", "valueCoding": unit})
    return found
