"""Who the patient is and how to reach them: asked last, so a draft holds little."""

from datetime import date

from wtforms import Form, ValidationError

from intake.questionnaire.applies import unless
from intake.questionnaire.fields import (
    ChoiceField,
    EmailField,
    PhoneField,
    TextField,
)
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

HELPED = unless("filled_in_by", "self")


class PatientNameField(TextField):
    """The patient's name, in other words to whoever fills this in for them."""

    def offer(self, known: Answers, today: date) -> None:
        if HELPED(known):
            self.label.text = self.gettext(N_("What is the patient’s full name?"))
            self.missing = N_("Write the patient’s full name.")
            # The browser would fill in the name of its owner.
            self.render_kw = {"autocomplete": "off"}


class Contact(Form):
    filled_in_by_name = TextField(
        N_("What is your own name, as you answer for the patient?"),
        private=True,
        applies=HELPED,
        missing=N_("Write your own name."),
        render_kw={"autocomplete": "name"},
    )
    full_name = PatientNameField(
        N_("What is your full name?"),
        private=True,
        missing=N_("Write your full name."),
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        N_("What is your e-mail address?"),
        private=True,
        optional=True,
        hint=N_("Needed if we are to write to you."),
    )
    phone = PhoneField(
        N_("What is your telephone number?"),
        private=True,
        optional=True,
        hint=N_("Needed if we are to telephone you."),
    )
    contact_by = ChoiceField(
        N_("How should the clinic get in touch?"),
        {"phone": N_("By telephone"), "email": N_("By e-mail")},
        not_sure=False,
    )

    def validate_email(self, field: EmailField) -> None:
        self._must_be_there(field, "email")

    def validate_phone(self, field: PhoneField) -> None:
        self._must_be_there(field, "phone")

    def _must_be_there(self, field: TextField, way: str) -> None:
        if self.contact_by.data == way and field.data is None:
            raise ValidationError(field.gettext(field.missing))


STEP = Step("contact", N_("How to reach you"), Contact)
