"""What every question carries beside its words, and how its one error is found."""

from collections.abc import Hashable, Mapping
from datetime import date
from textwrap import shorten
from typing import Any, NoReturn

from wtforms.fields import Field
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from intake.questionnaire.step import Answers, Applies, always
from intake.questionnaire.words import N_, say

# Characters of a question's words in a list of several.
LONGEST_CALLED = 72
# What stands after a colon is left out of them, if so much stands before it.
ENOUGH = 20


class Asked(Field):
    """A question.

    applies   when it is asked, judged on what is known, this page's answers included
    implies   the answer that holds when it is not asked because it cannot apply
    private   identifies the patient or is in their own words: sealed, and no fact
    optional  may stay empty; its data is then None
    missing   what to do about an empty one, for the patient
    hint      a sentence that helps; `unit` stands after the box
    """

    kind = "text"
    missing_words = N_("Answer this question.")
    # The same for a list of several such, where it stands beside the question's words.
    missing_brief = ""
    low: float | None = None
    high: float | None = None
    whole = False
    # Value → words, for the kinds that choose; without “not sure” and the like.
    values: Mapping[str, str] = {}
    # “Not sure” and the like with their words, where it offers them.
    unknowns: Mapping[str, str] = {}

    def __init__(
        self,
        label: str,
        *,
        applies: Applies = always,
        implies: str | list[str] | int | None = None,
        private: bool = False,
        optional: bool = False,
        missing: str = "",
        hint: str = "",
        unit: str = "",
        **wtforms: Any,
    ) -> None:
        self.applies = applies
        self.implies = implies
        self.private = private
        self.optional = optional
        self.missing = missing or self.missing_words
        self.hint = hint
        self.unit = unit
        super().__init__(label, description=hint, **wtforms)

    def gettext(self, string: str) -> str:
        return say(string)

    def offer(self, known: Answers, today: date) -> None:
        """Fit what is offered to what is known and to the clinic's day."""

    def takes(self, answer: Any, known: Answers) -> bool:
        """Whether an answer given earlier still fits what is known."""
        return True

    @property
    def is_blank(self) -> bool:
        """Nothing stands in it: no answer, nothing typed, nothing wrong."""
        wrong = self.errors or self.process_errors
        return self.data is None and not self.raw_data and not wrong

    def look(self) -> tuple[Hashable, ...]:
        """What may differ between two patients who are asked it, while it is blank."""
        said = (self.id, self.label.text, self.hint, self.optional)
        return (*said, *sorted((self.render_kw or {}).items()))

    def validate(self, form: BaseForm, extra_validators: Any = ()) -> bool:
        """At most one error, the first: the patient mends one thing at a time."""
        if self.process_errors:
            self.errors = list(self.process_errors[:1])
            return False
        super().validate(form, extra_validators)
        self.errors = list(self.errors[:1])
        return not self.errors

    def pre_validate(self, form: BaseForm) -> None:
        if self.data is not None:
            self.check(self.data)
        elif not self.optional:
            self.refuse(self.missing)

    def check(self, data: Any) -> None:
        """Refuse data that is there and will not do; each kind of field has its own."""

    def refuse(self, words: str, **values: object) -> NoReturn:
        """Raise this error, with named values filled in after it is translated."""
        raise StopValidation(self.gettext(words) % values)

    @property
    def called(self) -> str:
        """The question's words, shortened to name it in a list."""
        words = say(self.label.text)
        head, colon, _ = words.partition(": ")
        if colon and len(head) >= ENOUGH:
            words = f"{head}…"
        return shorten(words, LONGEST_CALLED, placeholder="…")

    @property
    def brief_error(self) -> str:
        """What to do about the error, in few words."""
        error = str(self.errors[0])
        if self.missing_brief and error == self.gettext(self.missing_words):
            return self.gettext(self.missing_brief)
        return error

    def words(self, answer: Any) -> str:
        """An answer as the patient would say it."""
        return str(answer)
