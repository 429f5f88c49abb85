"""What a cell says of an answer: its code, or why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from intake.exports.reading import Taken
from intake.questionnaire.derived import DESCRIBED
from intake.questionnaire.question import Question
from intake.questionnaire.visit import Visit

NOT_ASKED, NOT_ANSWERED, NO_AREA = "not_asked", "not_answered", "no_area"
NOT_KNOWN = "not_known"
# A word for whatever is no answer. None of them is the code of an answer.
NO_ANSWER: Mapping[str, str] = {
    "not_sure": "the patient is not sure: unknown, not “no”",
    "prefer_not_to_say": "the patient would rather not say: unknown, not “no”",
    NOT_ANSWERED: "asked, and left empty",
    NOT_ASKED: "not asked of this patient, or not come to yet",
    f"{NOT_ASKED}:…": "not asked, because it cannot apply; the rules count it so",
    NO_AREA: "there is no second, or no third, painful area",
    NOT_KNOWN: "does not follow from what was answered",
}
BETWEEN = "; "


@dataclass(frozen=True)
class Said:
    """The answers of one submission as cells say them."""

    taken: Taken

    @cached_property
    def _visits(self) -> dict[tuple[str | None, str], Visit]:
        return {
            (visit.page.area, visit.page.step.slug): visit
            for visit in self.taken.visits
        }

    @cached_property
    def areas(self) -> list[str]:
        """The areas that are described, the worst first."""
        found = dict.fromkeys(area for area, _slug in self._visits if area)
        return [*found][:DESCRIBED]

    def area(self, number: int) -> str | None:
        """The key of the area of this number, from 0."""
        return self.areas[number] if number < len(self.areas) else None

    def answer(self, question: Question, area: str | None = None) -> str:
        visit = self._visits.get((area, question.step))
        if visit is None:
            return NOT_ASKED
        if question.name in visit.asked:
            given = visit.given.get(question.name)
            return NOT_ANSWERED if given is None else text(given)
        if question.implies is not None and question.applies(visit.known) is False:
            return f"{NOT_ASKED}:{text(question.implies)}"
        return NOT_ASKED

    def fact(self, name: str) -> str:
        """What followed from the answers on the day they were sent."""
        found = (self.taken.submission.facts or {}).get(name)
        return NOT_KNOWN if found is None else text(found)

    def fact_at(self, name: str, area: str) -> str:
        for each in (self.taken.submission.facts or {}).get("pain_areas", ()):
            key = f"{each.get('site')}:{each.get('side')}"
            if key == area and each.get(name) is not None:
                return text(each[name])
        return NOT_KNOWN


def text(answer: Any) -> str:
    return BETWEEN.join(map(str, answer)) if isinstance(answer, list) else str(answer)
