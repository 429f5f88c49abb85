"""What people write in their own words: tidied, never with hidden characters."""

import re
from typing import Any

from wtforms import StringField, TextAreaField

from intake.questionnaire import codes
from intake.questionnaire.fields.asked import Asked
from intake.questionnaire.fields.typed import tidy, visible
from intake.questionnaire.words import N_

HIDDEN = N_("This holds a character that cannot be shown. Please type it again.")
CODE = N_(
    "This looks like your code or link to come back. Take it out: it opens your "
    "answers, and nobody at the clinic needs it."
)
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
PHONE = re.compile(r"\+?[\d\s()./-]+(?:(?:ext\.?|x|#)\s*\d+)?", re.IGNORECASE)
FEWEST_DIGITS = 6


class TextField(Asked, StringField):
    """One line of at most `max_length` characters; data is None when blank."""

    missing_words = N_("Write your answer.")
    lines = False

    def __init__(self, label: str, *, max_length: int = 200, **asked: Any) -> None:
        self.max_length = max_length
        super().__init__(label, **asked)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = tidy(valuelist[0] if valuelist else "", lines=self.lines) or None

    def check(self, data: Any) -> None:
        if visible(data) != data:
            self.refuse(HIDDEN)
        if len(data) > self.max_length:
            self.refuse(
                N_("This is too long. Use at most %(most)s characters."),
                most=self.max_length,
            )
        if codes.stands_in(data):
            self.refuse(CODE)

    def _value(self) -> str:
        # What was typed comes back, less what no page could hold.
        return visible(self.data or "")


class LongTextField(TextField, TextAreaField):
    """Several lines."""

    lines = True

    def __init__(self, label: str, *, max_length: int = 2000, **asked: Any) -> None:
        super().__init__(label, max_length=max_length, **asked)


class EmailField(TextField):
    missing_words = N_("Write your e-mail address.")

    def __init__(self, label: str, **asked: Any) -> None:
        keyboard = {"type": "email", "autocomplete": "email", "spellcheck": "false"}
        super().__init__(label, max_length=254, render_kw=keyboard, **asked)

    def check(self, data: Any) -> None:
        super().check(data)
        if not EMAIL.fullmatch(data):
            self.refuse(
                N_("Check your e-mail address. It looks like name@example.org.")
            )


class PhoneField(TextField):
    missing_words = N_("Write your telephone number.")

    def __init__(self, label: str, **asked: Any) -> None:
        keyboard = {"type": "tel", "autocomplete": "tel"}
        super().__init__(label, max_length=40, render_kw=keyboard, **asked)

    def check(self, data: Any) -> None:
        super().check(data)
        digits = sum(character.isdigit() for character in data)
        if not PHONE.fullmatch(data) or digits < FEWEST_DIGITS:
            self.refuse(N_("Check your telephone number. Write it in digits."))
