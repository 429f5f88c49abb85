"""The forms about accounts: an invitation, roles, a name and a password."""

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import (
    EmailField,
    Form,
    PasswordField,
    SelectMultipleField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from intake.records.accounts import Audience
from intake.web import passwords

ROLES = {
    Audience.CLINICIAN.value: "Clinician: reads what patients send, and decides",
    Audience.LEAD.value: "Lead: reads figures and who did what",
    Audience.STAFF.value: "Staff: writes the rules",
    Audience.ADMIN.value: "Administrator: gives accounts",
}
MAX_NAME = 200


def read_address(typed: str) -> str:
    """The address as mail servers take it; that it exists is not asked of anybody.
    Raises ValueError with what is wrong."""
    try:
        found = validate_email(typed, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return found.normalized


class RolesForm(Form):
    roles = SelectMultipleField("What may the account do?", choices=ROLES)

    @property
    def audiences(self) -> list[Audience]:
        return [Audience(each) for each in self.roles.data or ()]


class InviteForm(RolesForm):
    email = EmailField(
        "E-mail address",
        [InputRequired("Write the e-mail address.")],
        render_kw={"autocomplete": "off"},
    )

    def validate_email(self, field: Any) -> None:
        try:
            field.data = read_address(field.data.strip())
        except ValueError as error:
            raise ValidationError(
                "Write an e-mail address, such as name@example.org."
            ) from error

    def validate_roles(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Choose at least one.")


class NewPasswordField(PasswordField):
    hint = (
        f"At least {passwords.SHORTEST} characters. Four words that do not belong "
        "together are easy to remember. You may paste it."
    )


def _new_password() -> NewPasswordField:
    return NewPasswordField(
        "New password",
        [InputRequired("Write a password.")],
        render_kw={"autocomplete": "new-password"},
    )


class NewPasswordForm(Form):
    """`about`: words that others know of its owner."""

    password = _new_password()

    def __init__(self, *given: Any, about: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.about = about

    def validate_password(self, field: Any) -> None:
        if words := passwords.problem(field.data, *self.about):
            raise ValidationError(words)


class BeginForm(NewPasswordForm):
    name = StringField(
        "Your name",
        [InputRequired("Write your name."), Length(max=MAX_NAME)],
        filters=[lambda typed: typed and typed.strip()],
        render_kw={"autocomplete": "name"},
    )
    password = _new_password()


class ChangePasswordForm(NewPasswordForm):
    old_password = PasswordField(
        "The password you have now",
        [InputRequired("Write the password you have now."), Length(max=1_000)],
        render_kw={"autocomplete": "current-password"},
    )
    password = _new_password()
