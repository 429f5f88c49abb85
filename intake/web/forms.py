"""The forms beside the questionnaire: a number to call back, a rule file's text."""

from wtforms import Form, TextAreaField
from wtforms.validators import InputRequired, Length

from intake.questionnaire.fields import PhoneField, TextField

MAX_RULE_FILE = 128 * 1024


class CallbackForm(Form):
    """Whom the clinic may call about advice that was shown."""

    name = TextField(
        "Your name", missing="Write your name.", render_kw={"autocomplete": "name"}
    )
    phone = PhoneField("Telephone number")


class RuleFile(Form):
    text = TextAreaField(
        "Rules",
        [
            InputRequired("Write the rules: an empty file has none."),
            Length(max=MAX_RULE_FILE, message="This file is too long: split it."),
        ],
    )


def text_of(form: RuleFile) -> str:
    """The text as files have it: a browser ends lines in its own way."""
    return (form.text.data or "").replace("\r\n", "\n")
