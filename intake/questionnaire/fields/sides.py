"""Left or right, said once more in words: what was pressed on a picture may be the
other side."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import RadioField

from intake.questionnaire.body import my_area, one_sided, opposite_area
from intake.questionnaire.fields.choices import Offering
from intake.questionnaire.step import Answers
from intake.questionnaire.words import N_, say

NEITHER = "neither"
NEITHER_WORDS = N_("Neither of these: I want to change the places above")
CHANGE_ABOVE = N_("Change the places that are wrong above. Then press Continue.")
NOT_OFFERED = N_("Choose from the answers shown.")


class SidesField(Offering, RadioField):
    """Its answer is the areas whose side was confirmed, so that it holds for no others:
    once other places are chosen it is asked again. Both sides are offered, left first
    and neither chosen, since a question that is answered by “yes” is not read."""

    kind = "many"
    missing_words = N_("Choose the side that hurts.")

    def __init__(self, label: str, areas: Mapping[str, str], **asked: Any) -> None:
        self.values = {
            area: words for area, words in areas.items() if opposite_area(area) != area
        }
        super().__init__(label, choices={}, coerce=str.split, **asked)

    def offer(self, known: Answers, today: date) -> None:
        here = one_sided(known.get("regions") or ())
        there = tuple(map(opposite_area, here))
        ways = sorted((here, there), key=lambda way: ":left" not in way[0])
        self.choices = {" ".join(way): _said(way) for way in ways}
        self.choices[NEITHER] = NEITHER_WORDS

    def takes(self, answer: Any, known: Answers) -> bool:
        return tuple(answer or ()) == one_sided(known.get("regions") or ())

    def chosen(self) -> tuple[str, ...]:
        return (" ".join(self.data or ()),)

    def process_data(self, value: Any) -> None:
        self.data = list(value) if value else None

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = " ".join(valuelist).split() or None

    def check(self, data: Any) -> None:
        if data == [NEITHER]:
            self.refuse(CHANGE_ABOVE)
        if " ".join(data) not in (self.choices or ()):
            self.data = None
            self.refuse(NOT_OFFERED)

    def words(self, answer: Any) -> str:
        """Of what was pressed too, before it is read: areas in one, or neither."""
        known = {**self.values, NEITHER: NEITHER_WORDS}
        pressed = " ".join(map(str, answer)).split()
        return ", ".join(say(known.get(each, each)) for each in pressed)


def _said(areas: tuple[str, ...]) -> str:
    words = "; ".join(my_area(area) for area in areas)
    return f"{words[0].upper()}{words[1:]}"
