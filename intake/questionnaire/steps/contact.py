"""Who the patient is and how to reach them: asked last, so a draft holds little."""

from wtforms import Form, ValidationError

from intake.questionnaire.fields import (
    ChoiceField,
    EmailField,
    PhoneField,
    TextField,
)
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_


class Contact(Form):
    full_name = TextField(
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
