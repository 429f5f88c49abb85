"""What a clinician asks a patient for: the questions, and the way through them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from intake.questionnaire import QUESTIONNAIRE, Page, asked_again
from intake.questionnaire.asked_again import AskedAgain
from intake.questionnaire.shown import Row, Section
from intake.records.models import Submission
from intake.web.case import Undecided
from intake.web.clock import today
from intake.web.drafts import Draft
from intake.workflow import reviews
from intake.workflow.actions import ACTIONS, ASK, open_to

# In an address: the patient is on the way through what was asked.
ASKED = "asked"
OPEN = frozenset({"not_sure", "declined", "not_answered"})


@dataclass(frozen=True)
class Choice:
    """A question that a clinician can ask again, and the answer it has."""

    value: str
    label: str
    answer: str


def of(submission: Submission | None) -> tuple[AskedAgain, ...]:
    """The questions that the clinic waits for."""
    asked = submission and reviews.asked_of(submission)
    return asked.questions if asked else ()


def under_way() -> bool:
    return request.args.get("back") == ASKED


def only(draft: Draft, page: Page) -> frozenset[str] | None:
    """What of this page was asked for; None is all of it."""
    asked = of(draft.submission) if under_way() else ()
    return asked_again.names(page, asked) or None


def pages(draft: Draft) -> Sequence[Page]:
    path = QUESTIONNAIRE.path(draft.answers, today())
    return asked_again.pages(path, QUESTIONNAIRE, of(draft.submission))


def neighbours(draft: Draft, page: Page) -> tuple[Page | None, Page | None]:
    """The pages that were asked for before this one and after it."""
    path = QUESTIONNAIRE.path(draft.answers, today())
    here = path.index(page)
    asked = [(path.index(each), each) for each in pages(draft)]
    before = [each for place, each in asked if place < here]
    after = [each for place, each in asked if place > here]
    return (before[-1] if before else None), (after[0] if after else None)


def rows(draft: Draft) -> list[tuple[str, Row]]:
    """What was asked, page by page: the page's title and the question with its answer
    as it is now."""
    asked = set(of(draft.submission))
    return [
        (section.title, row)
        for section in QUESTIONNAIRE.shown(draft.answers, today())
        for row in section.rows
        if AskedAgain(row.name, section.page.area) in asked
    ]


def chosen(answers: Mapping[str, Any], day: date) -> tuple[AskedAgain, ...] | None:
    """The questions in the form that was sent; None if one cannot be asked."""
    values = {_value(each): each for each in _open_to(answers, day)}
    sent = request.form.getlist("question")
    if not values.keys() >= set(sent):
        return None
    return tuple(values[each] for each in dict.fromkeys(sent))


def choices(
    sections: Iterable[Section], undecided: Iterable[Undecided]
) -> tuple[list[Choice], list[tuple[str, list[Choice]]]]:
    """Those that would decide something or have no answer yet; and all others, by the
    title of their page."""
    missing = {each for found in undecided for each in found.missing}
    first: list[Choice] = []
    others: list[tuple[str, list[Choice]]] = []
    for section in sections:
        rest: list[Choice] = []
        for row in section.rows:
            asked = AskedAgain(row.name, section.page.area)
            if row.state in ("not_asked", "implied"):
                continue
            wanted = row.state in OPEN or asked in missing
            choice = Choice(_value(asked), _label(row, section), row.words)
            (first if wanted else rest).append(choice)
        if rest:
            others.append((section.title, rest))
    return first, others


def links(
    submission: Submission, answers: Mapping[str, Any], day: date
) -> dict[AskedAgain, str]:
    """The questions that can be put into a request now, as an address says them."""
    if ACTIONS[ASK] not in open_to(submission):
        return {}
    return {each: _value(each) for each in _open_to(answers, day)}


def _open_to(answers: Mapping[str, Any], day: date) -> tuple[AskedAgain, ...]:
    return asked_again.open_to(QUESTIONNAIRE, answers, day)


def _value(asked: AskedAgain) -> str:
    return f"{asked.name}@{asked.area or ''}"


def _label(row: Row, section: Section) -> str:
    return f"{row.label} ({section.title})" if section.page.area else row.label
