"""One patient at one page: what is asked there, and what counts of the answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.questionnaire.derived import AREAS, PAIN_AREAS, known_of
from intake.questionnaire.question import Question
from intake.questionnaire.step import Answers, Page


@dataclass(frozen=True)
class Visit:
    """`asked`: the page's questions that apply, by name. `given`: their answers.
    `known`: all that was known here, this page's answers included, with those of the
    page's area in front; `around`: without them in front."""

    page: Page
    asked: dict[str, Question]
    given: dict[str, Any]
    known: dict[str, Any]
    around: dict[str, Any]

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(name for name in self.asked if name not in self.given)

    def takes(self, name: str, answer: Any) -> bool:
        """Whether the question was asked here and offered this answer."""
        return name in self.asked and self.asked[name].takes(answer, self.known)


def visit(
    page: Page,
    questions: Iterable[Question],
    answers: Answers,
    kept: Answers,
    around: dict[str, Any],
    today: date,
) -> Visit:
    """The page as it is after the answers `kept` of the pages before it, from which
    all that is known `around` it follows.

    `answers` may hold more than counts: what a changed mind left behind is dropped,
    question by question, and does not decide whether a later question applies.
    """
    questions = list(questions)
    own = answers_at(answers, page.area)
    given = {each.name: own[each.name] for each in questions if each.name in own}
    if given:
        around = known_of(put(kept, page.area, given), today)
    known = _at(around, page.area)
    asked: dict[str, Question] = {}
    for question in questions:
        name = question.name
        applies = question.applies(known) is True
        if applies:
            asked[name] = question
        if name in given and not (applies and question.takes(given[name], known)):
            del given[name]
            around = known_of(put(kept, page.area, given), today)
            known = _at(around, page.area)
    return Visit(page, asked, given, known, around)


def answers_at(answers: Answers, area: str | None) -> Answers:
    """The patient's own answers, or those of one area."""
    if area is None:
        return answers
    found: Answers = answers.get(AREAS, {}).get(area, {})
    return found


def put(answers: Answers, area: str | None, given: Answers) -> dict[str, Any]:
    """New answers: the old ones, with these at the patient or at one area."""
    if area is None or not given:
        return {**answers, **given}
    places = answers.get(AREAS, {})
    return {**answers, AREAS: {**places, area: {**places.get(area, {}), **given}}}


def _at(around: dict[str, Any], area: str | None) -> dict[str, Any]:
    """What is known of the patient, and in front of it what is known of one area."""
    here: Answers = next(
        (each for each in around[PAIN_AREAS] if each["area"] == area), {}
    )
    return {**around, **here} if here else around
