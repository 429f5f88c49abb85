"""Numbers as people write them: spaces, a decimal comma, any digits, a unit behind."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wtforms import Field
from wtforms.widgets import TextInput

from intake.questionnaire.fields.asked import Asked
from intake.questionnaire.fields.typed import visible
from intake.questionnaire.words import N_, say, say_number

# At most six digits and two decimals: “1,000” is neither a thousand nor one.
WRITTEN = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?(\D*)")
NO_NUMBER = N_("Write only the number, in digits, for example %(example)s.")
# A unit → how people write it behind a number, small and without spaces.
ENGLISH: Mapping[str, tuple[str, ...]] = {
    "days": ("d", "day", "days"),
    "weeks": ("w", "wk", "wks", "week", "weeks"),
    "months": ("m", "mth", "mths", "month", "months"),
    "years": ("y", "yr", "yrs", "year", "years"),
    "cm": ("cm", "cms", "centimetre", "centimetres", "centimeter", "centimeters"),
    "feet": ("ft", "foot", "feet", "'", "’", "′"),
    "inches": ("in", "ins", "inch", "inches", "''", "’’", "′′", '"', "”"),
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"),
    "stones": ("st", "stone", "stones"),
    "pounds": ("lb", "lbs", "pound", "pounds"),
    "%": ("%", "percent"),
}
# Without its accents too, as many type it on a telephone.
SPANISH: Mapping[str, tuple[str, ...]] = {
    "days": ("día", "días", "dia", "dias"),
    "weeks": ("sem", "semana", "semanas"),
    "months": ("mes", "meses"),
    "years": ("año", "años", "ano", "anos"),
    "cm": ("centímetro", "centímetros", "centimetro", "centimetros"),
    "feet": ("pie", "pies"),
    "inches": ("pulg", "pulgada", "pulgadas"),
    "kg": ("kilogramo", "kilogramos"),
    "pounds": ("libra", "libras"),
    "%": ("porciento",),
}
# Whatever language the page speaks: people write as they are used to.
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    unit: (*each, *SPANISH.get(unit, ())) for unit, each in ENGLISH.items()
}


def read_amount(text: str, units: Iterable[str] = ()) -> tuple[float | None, str]:
    """“ 7,5 ” → (7.5, ""), “2 years” → (2, "years") if that is one of the `units`.

    None if blank. Raises ValueError if it is anything but one plain number.
    """
    written = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    if not written:
        return None, ""
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError
    said = match[3].rstrip(".")
    spelt = {each: unit for unit in units for each in SPELLINGS.get(unit, ())}
    if match[3] and said not in spelt:
        raise ValueError
    return float(f"{match[1]}.{match[2] or 0}"), spelt.get(said, "")


def neat(number: float) -> int | float:
    """A whole number without its decimals."""
    return int(number) if float(number).is_integer() else number


def _weeks(number: int) -> str:
    return say_number("%(number)s week", "%(number)s weeks", number)


# A unit that is another word for one than for many; others stand as they are.
COUNTED: Mapping[str, Callable[[int], str]] = {"weeks": _weeks}


class NumberField(Asked, Field):
    """A number from `low` to `high`, both included; whole unless `decimal`.

    Its own unit may stand behind it, or one of `units`, which is then `said_unit`.
    """

    kind = "number"
    widget = TextInput()
    missing_words = N_("Write a number.")

    def __init__(
        self,
        label: str,
        *,
        low: float,
        high: float,
        decimal: bool = False,
        units: tuple[str, ...] = (),
        **asked: Any,
    ) -> None:
        self.low, self.high, self.whole = low, high, not decimal
        self.units = units
        self.said_unit = ""
        # Where a unit may be typed, letters must be within reach.
        keyboard = {} if units else {"inputmode": "decimal" if decimal else "numeric"}
        super().__init__(label, render_kw={**keyboard, "autocomplete": "off"}, **asked)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        typed = valuelist[0] if valuelist else ""
        try:
            number, self.said_unit = read_amount(typed, self.units or (self.unit,))
        except ValueError:
            # What cannot be read still counts as typed, or it would be lost unseen
            # where the question does not apply to whoever leaves it empty.
            self.data = visible(str(typed))
            example = {"example": "6" if self.whole else "7.5"}
            raise ValueError(self.gettext(NO_NUMBER) % example) from None
        self.data = None if number is None else neat(number)

    def check(self, data: Any) -> None:
        if self.whole and not isinstance(data, int):
            self.refuse(N_("Write a whole number, without a fraction."))
        if not (self.low or 0) <= data <= (self.high or 0):
            self.refuse(
                N_("Write a number from %(low)s to %(high)s."),
                low=f"{self.low:g}",
                high=f"{self.high:g}",
            )

    def words(self, answer: Any) -> str:
        if self.unit in COUNTED:
            return COUNTED[self.unit](answer) % {"number": answer}
        return f"{answer} {say(self.unit)}".strip()

    def _value(self) -> str:
        if self.raw_data:
            return visible(str(self.raw_data[0]))
        return "" if self.data is None else str(self.data)
