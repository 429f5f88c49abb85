"""Answers as people read them: on the check page and on the clinician's."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from intake.questionnaire.applies import NOT_SURE, PREFER_NOT_TO_SAY
from intake.questionnaire.body import area_words
from intake.questionnaire.question import Question
from intake.questionnaire.step import Page
from intake.questionnaire.visit import Visit
from intake.questionnaire.words import say

SAID_UNKNOWN = {NOT_SURE: "not_sure", PREFER_NOT_TO_SAY: "declined"}


@dataclass(frozen=True)
class Row:
    """`state`: answered, not_sure, declined, not_answered, not_asked or implied."""

    name: str
    label: str
    words: str
    state: str


@dataclass(frozen=True)
class Section:
    """One page's rows; the title names the area where there is one."""

    page: Page
    title: str
    rows: tuple[Row, ...]


def section(visit: Visit, questions: Iterable[Question]) -> Section:
    title, area = say(visit.page.step.title), visit.page.area
    return Section(
        visit.page,
        f"{title}: {area_words(area)}" if area else title,
        tuple(_row(question, visit) for question in questions),
    )


def _row(question: Question, visit: Visit) -> Row:
    answer, state = _answer(question, visit)
    words = "" if answer is None else question.words(answer)
    return Row(question.name, say(question.label), words, state)


def _answer(question: Question, visit: Visit) -> tuple[Any, str]:
    if question.name in visit.asked:
        answer = visit.given.get(question.name)
        if answer is None:
            return None, "not_answered"
        said = answer[0] if isinstance(answer, list) else answer
        return answer, SAID_UNKNOWN.get(said, "answered")
    # Only what certainly does not apply implies its answer.
    if question.implies is not None and question.applies(visit.known) is False:
        return question.implies, "implied"
    return None, "not_asked"
