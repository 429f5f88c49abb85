"""The forms beside the questionnaire: to be called back, to come back, a rule file."""

from datetime import date
from typing import Any

from wtforms import Form, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from intake.questionnaire import codes
from intake.questionnaire.fields import (
    BirthDateField,
    EmailField,
    PhoneField,
    TextField,
)
from intake.questionnaire.words import N_
from intake.workflow.approvals import SAY_WHY, SAY_WHY_LOST, SAY_WHY_NOT
from intake.workflow.publishing import SAY_WHY_BACK

# More than the reader of rules takes: what is too long for it is kept, and told.
MAX_RULE_FILE = 512 * 1024
MAX_WHY = 2000
NOT_LONGER = Length(
    max=MAX_WHY, message=f"Make this shorter: at most {MAX_WHY:,} characters."
)
CODE_ASKED = N_("What is your code?")


class CallbackForm(Form):
    """Whom the clinic may call about advice that was shown."""

    name = TextField(
        N_("Your name"),
        missing=N_("Write your name."),
        render_kw={"autocomplete": "name"},
    )
    phone = PhoneField(N_("Telephone number"))


class CodeField(TextField):
    """A code to come back, however it is written."""

    missing_words = N_("Write the code.")

    def check(self, data: Any) -> None:
        if codes.read(data) is None:
            self.refuse(
                N_(
                    "Check the code: it has 18 letters and digits, for example "
                    "K7M2QD-4XWP-9TRB-6HN7. One of yours is missing or not right."
                )
            )


def _birth_date() -> Any:
    return BirthDateField(
        N_("What is the patient’s date of birth?"), hint=N_("For example, 27 3 1984")
    )


class BirthDate(Form):
    """What is asked beside a link, or of a browser whose session has ended."""

    date_of_birth = _birth_date()

    def __init__(self, *given: Any, today: date) -> None:
        super().__init__(*given)
        self.date_of_birth.offer({}, today)


class CodeAndBirthDate(BirthDate):
    code = CodeField(
        CODE_ASKED,
        hint=N_("Capital or small letters, with or without hyphens: either is right."),
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        },
    )
    # Again, for a form has its fields in the order in which they are written.
    date_of_birth = _birth_date()


class SearchForm(Form):
    """Whom a clinician looks for."""

    words = TextField(
        "Name or reference",
        missing="Write a name or a reference.",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    date_of_birth = BirthDateField("Date of birth", optional=True)

    def __init__(self, *given: Any, today: date) -> None:
        super().__init__(*given)
        self.date_of_birth.offer({}, today)


class LinkForm(Form):
    """Where to send the link to come back, if it is to be sent."""

    email = EmailField(N_("Send the link to this e-mail address"), optional=True)


class RuleFile(Form):
    text = TextAreaField(
        "Rules",
        [
            InputRequired("Write the rules: an empty file has none."),
            Length(max=MAX_RULE_FILE, message="This file is too long: split it."),
        ],
    )


class AskApproval(Form):
    """What a colleague is told of a draft; `lost`: that with it flags would be lost."""

    why = TextAreaField(
        "Why should the rules change?", [DataRequired(SAY_WHY), NOT_LONGER]
    )
    why_lost = TextAreaField(
        "Why is it right that these flags are lost?",
        [DataRequired(SAY_WHY_LOST), NOT_LONGER],
    )

    def __init__(self, *given: Any, lost: bool) -> None:
        super().__init__(*given)
        if not lost:
            del self.why_lost


class Answer(Form):
    """What a colleague says to a draft; a no needs words."""

    words = TextAreaField("What do you say to it?", [NOT_LONGER])

    def is_right(self, *, approved: bool) -> bool:
        """Whether it can be given like this; if not, the form says why."""
        if self.validate() and not approved and not (self.words.data or "").strip():
            self.words.errors = [SAY_WHY_NOT]
        return not self.errors


class BringBack(Form):
    why = TextAreaField(
        "Why is it brought back?", [DataRequired(SAY_WHY_BACK), NOT_LONGER]
    )


def text_of(form: RuleFile) -> str:
    """The text as files have it: a browser ends lines in its own way."""
    return (form.text.data or "").replace("\r\n", "\n")
