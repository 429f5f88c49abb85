"""Questions that a patient is asked once more: which they are, and on which pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from intake.questionnaire.questionnaire import Questionnaire
from intake.questionnaire.step import Answers, Page


@dataclass(frozen=True)
class AskedAgain:
    """A question of this patient's: its name, and the area where it has one."""

    name: str
    area: str | None = None


def open_to(
    questionnaire: Questionnaire, answers: Answers, today: date
) -> tuple[AskedAgain, ...]:
    """Everything this patient can be asked again, in the order of the pages."""
    return tuple(
        AskedAgain(row.name, each.page.area)
        for each in questionnaire.shown(answers, today)
        for row in each.rows
        if row.state not in ("not_asked", "implied")
    )


def pages(
    path: Iterable[Page], questionnaire: Questionnaire, asked: Collection[AskedAgain]
) -> tuple[Page, ...]:
    """The pages of the path with one of these questions."""
    places = {
        (questionnaire.questions[each.name].step, each.area)
        for each in asked
        if each.name in questionnaire.questions
    }
    return tuple(page for page in path if (page.step.slug, page.area) in places)


def names(page: Page, asked: Collection[AskedAgain]) -> frozenset[str]:
    """Those of the questions that may stand on this page."""
    return frozenset(each.name for each in asked if each.area == page.area)
