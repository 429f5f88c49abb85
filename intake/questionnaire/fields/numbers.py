"""Numbers as people write them: spaces, a decimal comma, digits of any script."""

import re
import unicodedata
from typing import Any

from wtforms import Field
from wtforms.widgets import TextInput

from intake.questionnaire.fields.asked import Asked
from intake.questionnaire.fields.typed import visible
from intake.questionnaire.words import N_

# At most six digits and two decimals: “1,000” is neither a thousand nor one.
WRITTEN = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?")
NO_NUMBER = N_("Write a number in digits, for example %(example)s.")


def read_number(text: str) -> float | None:
    """“ 7,5 ” → 7.5; None if blank. Raises ValueError if it is no plain number."""
    written = "".join(unicodedata.normalize("NFKC", text).split())
    if not written:
        return None
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError
    return float(f"{match[1]}.{match[2] or 0}")


def neat(number: float) -> int | float:
    """A whole number without its decimals."""
    return int(number) if float(number).is_integer() else number


class NumberField(Asked, Field):
    """A number from `low` to `high`, both included; whole unless `decimal`."""

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
        **asked: Any,
    ) -> None:
        self.low, self.high, self.whole = low, high, not decimal
        keyboard = {"inputmode": "decimal" if decimal else "numeric"}
        super().__init__(label, render_kw={**keyboard, "autocomplete": "off"}, **asked)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        try:
            number = read_number(valuelist[0] if valuelist else "")
        except ValueError:
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
        return f"{answer} {self.unit}".strip()

    def _value(self) -> str:
        if self.raw_data:
            return visible(str(self.raw_data[0]))
        return "" if self.data is None else str(self.data)
