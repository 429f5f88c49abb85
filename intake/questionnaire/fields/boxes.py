"""Answers written in several boxes: a birth date, a height, a weight.

A box is named `date_of_birth-day`; it works without a script, and what was typed
comes back with an error. Height and weight take what the patient is used to, metric
or not, and keep centimetres and kilograms; no rule ever sees which was typed.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

from wtforms import Field

from intake.questionnaire.fields.asked import Asked
from intake.questionnaire.fields.numbers import neat, read_amount
from intake.questionnaire.fields.typed import visible
from intake.questionnaire.step import Answers
from intake.questionnaire.words import N_, day_words, say, say_number

OLDEST = 120  # years
LONGEST = 20  # characters in one box
CM_PER_INCH = 2.54
INCHES_PER_FOOT = 12
KG_PER_POUND = 0.45359237
POUNDS_PER_STONE = 14


@dataclass(frozen=True)
class Box:
    """One text box as the page draws it."""

    name: str
    id: str
    label: str
    value: str
    autocomplete: str = "off"


class _BoxesField(Asked, Field, ABC):
    """Several boxes for one answer; each subclass reads and fills its own."""

    # Part of the name → words beside the box.
    parts: Mapping[str, str] = {}
    autocomplete: Mapping[str, str] = {}

    def process(
        self,
        formdata: Any,
        data: Any = None,
        extra_filters: Sequence[Any] | None = None,
    ) -> None:
        self.process_errors = []
        self.object_data = data
        # WTForms marks “no data” with an object of its own.
        self.data = data if isinstance(data, str | int | float) else None
        self.typed = self.fill() if self.data is not None else {}
        if formdata is None:
            return
        self.data = None
        self.typed = {
            part: _first(formdata.getlist(f"{self.name}-{part}")) for part in self.parts
        }
        if any(self.typed.values()):
            try:
                self.data = self.read()
            except ValueError as error:
                self.process_errors = [str(error)]

    @property
    def is_blank(self) -> bool:
        return super().is_blank and not any(self.typed.values())

    @abstractmethod
    def fill(self) -> dict[str, str]:
        """The boxes' texts for the data."""

    @abstractmethod
    def read(self) -> Any:
        """The data that the boxes' texts mean. Raises ValueError with words."""

    @property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(
            Box(
                name=f"{self.name}-{part}",
                id=f"{self.id}-{part}",
                label=self.gettext(words),
                value=self.typed.get(part, ""),
                autocomplete=self.autocomplete.get(part, "off"),
            )
            for part, words in self.parts.items()
        )


class BirthDateField(_BoxesField):
    """Day, month and year in digits; data is `YYYY-MM-DD`, on or before today."""

    kind = "date"
    missing_words = N_("Write your date of birth.")
    parts = {"day": N_("Day"), "month": N_("Month"), "year": N_("Year")}
    autocomplete = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}
    today = date.max

    def offer(self, known: Answers, today: date) -> None:
        self.today = today

    def fill(self) -> dict[str, str]:
        year, month, day = str(self.data).split("-")
        return {"day": str(int(day)), "month": str(int(month)), "year": year}

    def read(self) -> str:
        if not all(self.typed.values()):
            raise ValueError(self.gettext(N_("Write the day, the month and the year.")))
        if not all(text.isdecimal() for text in self.typed.values()):
            raise ValueError(
                self.gettext(N_("Write the date in digits, for example 27 3 1984."))
            )
        if len(self.typed["year"]) != len("1984"):
            raise ValueError(self.gettext(N_("Write the year with four digits.")))
        numbers = {part: int(text) for part, text in self.typed.items()}
        try:
            return date(**numbers).isoformat()
        except (ValueError, OverflowError) as error:
            raise ValueError(
                self.gettext(N_("There is no such day. Check the day and the month."))
            ) from error

    def check(self, data: Any) -> None:
        born = date.fromisoformat(data)
        if born > self.today:
            self.refuse(N_("This date is still to come. Check the year."))
        if self.today.year - born.year > OLDEST:
            self.refuse(N_("This date is very long ago. Check the year."))

    def words(self, answer: Any) -> str:
        return day_words(date.fromisoformat(answer))


class _MeasureField(_BoxesField):
    """A measure in its metric box, or in the larger and the smaller of another kind."""

    kind = "number"
    metric = ""
    larger = ""
    smaller = ""
    # What one of the smaller box is in the metric unit, and how many make a larger.
    worth = 1.0
    per_larger = 1
    either = ""
    typed_metric = True

    def __init__(self, label: str, *, low: float, high: float, **asked: Any) -> None:
        self.low, self.high = low, high
        super().__init__(label, unit=self.metric, **asked)

    @abstractmethod
    def both(self, large: int) -> str:
        """Words for so many of the larger box, and some of the smaller."""

    def fill(self) -> dict[str, str]:
        return {self.metric: str(self.data)}

    def read(self) -> int | float | None:
        numbers = {part: self._number(part) for part in self.parts}
        metric, large = numbers[self.metric], numbers[self.larger]
        small = numbers[self.smaller]
        if metric is not None and not (large is None and small is None):
            raise ValueError(self.gettext(self.either))
        if metric is not None:
            return neat(metric)
        if large is not None and not large.is_integer():
            # “5.8” is meant as 5 feet 8 as often as not.
            raise self._fault(N_("Write a whole number for %(box)s."), box=self.larger)
        if large is not None and small is not None and small >= self.per_larger:
            raise self._fault(
                N_("Write a number below %(most)s for %(box)s."),
                box=self.smaller,
                most=self.per_larger,
            )
        self.typed_metric = False
        whole = (large or 0) * self.per_larger + (small or 0)
        return neat(round(whole * self.worth, 1))

    def check(self, data: Any) -> None:
        low, high = self.low or 0, self.high or 0
        if low <= data <= high:
            return
        if not self.typed_metric and not self.typed[self.larger]:
            self.refuse(
                N_("Check the number for %(box)s, or fill in %(other)s too."),
                box=self._label(self.smaller),
                other=self._label(self.larger),
            )
        metric = self.typed_metric
        self.refuse(
            N_("Check the number: it should be from %(low)s to %(high)s."),
            low=f"{low:g}" if metric else self._in_boxes(low, ceil),
            high=f"{high:g} {say(self.unit)}"
            if metric
            else self._in_boxes(high, floor),
        )

    def words(self, answer: Any) -> str:
        return f"{answer} {say(self.unit)}"

    def _number(self, part: str) -> float | None:
        try:
            return read_amount(self.typed[part], (part,))[0]
        except ValueError as error:
            raise self._fault(
                N_("Write only a number for %(box)s, in digits."), box=part
            ) from error

    def _fault(self, words: str, *, box: str, **values: object) -> ValueError:
        said = {"box": self._label(box), **values}
        return ValueError(self.gettext(words) % said)

    def _label(self, part: str) -> str:
        return f"“{self.gettext(self.parts[part])}”"

    def _in_boxes(self, metric: float, whole: Callable[[float], int]) -> str:
        """A limit in what the patient is used to."""
        large, small = divmod(whole(metric / self.worth), self.per_larger)
        return self.both(large) % {"large": large, "small": small}


class HeightField(_MeasureField):
    missing_words = N_("Write your height.")
    metric, larger, smaller = "cm", "feet", "inches"
    parts = {"cm": N_("Centimetres"), "feet": N_("Feet"), "inches": N_("Inches")}
    worth, per_larger = CM_PER_INCH, INCHES_PER_FOOT
    either = N_("Write your height in centimetres, or in feet and inches, not in both.")

    def both(self, large: int) -> str:
        return say_number(
            "%(large)s foot %(small)s inches", "%(large)s feet %(small)s inches", large
        )


class WeightField(_MeasureField):
    missing_words = N_("Write your weight.")
    metric, larger, smaller = "kg", "stones", "pounds"
    parts = {"kg": N_("Kilograms"), "stones": N_("Stones"), "pounds": N_("Pounds")}
    worth, per_larger = KG_PER_POUND, POUNDS_PER_STONE
    either = N_("Write your weight in kilograms, or in stones and pounds, not in both.")

    def both(self, large: int) -> str:
        return say_number(
            "%(large)s stone %(small)s pounds",
            "%(large)s stones %(small)s pounds",
            large,
        )


def _first(texts: Sequence[str]) -> str:
    return visible(texts[0]).strip()[:LONGEST] if texts else ""
