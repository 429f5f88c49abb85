"""Who fills this in, for whom, and whether they agree to it."""

from wtforms import Form, ValidationError

from intake.questionnaire.fields import BirthDateField, ChoiceField
from intake.questionnaire.fields.choices import YES_NO
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_

CONSENT = N_(
    "The clinic keeps your answers for as long as its privacy notice says. Only the "
    "people who look after patients there can read them. If an answer may mean an "
    "emergency, the clinic’s team can see it before you send the rest. This is not a "
    "diagnosis, and nobody may be reading while you answer. In an emergency, do not "
    "wait: call the emergency number at the foot of this page."
)


class Start(Form):
    filled_in_by = ChoiceField(
        N_("Who is answering these questions?"),
        {
            "self": N_("I am the patient"),
            "parent_or_carer": N_("I am the patient’s parent or carer"),
            "interpreter": N_("I am helping the patient with the language"),
        },
        not_sure=False,
        hint=N_("If you answer for somebody else, “you” on this page is the patient."),
    )
    date_of_birth = BirthDateField(
        N_("What is your date of birth?"),
        private=True,
        hint=N_("For example, 27 3 1984"),
    )
    sex_at_birth = ChoiceField(
        N_("What sex was written down when you were born?"),
        {
            "female": N_("Female"),
            "male": N_("Male"),
            "intersex": N_("Intersex"),
        },
        not_sure=False,
        may_decline=True,
        hint=N_("Some of the medical questions depend on it."),
    )
    consent = ChoiceField(
        N_("Do you agree that the clinic keeps and reads your answers?"),
        YES_NO | {"yes": N_("Yes, I agree")},
        not_sure=False,
        hint=CONSENT,
    )

    def validate_consent(self, field: ChoiceField) -> None:
        if field.data == "no":
            raise ValidationError(
                field.gettext(
                    N_(
                        "Without your agreement we cannot go on here. You are welcome "
                        "to telephone the clinic instead: its number is at the foot "
                        "of this page."
                    )
                )
            )


STEP = Step("start", N_("Before you start"), Start)
