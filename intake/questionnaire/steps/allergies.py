"""Allergies to what an injection or its dressing may hold."""

from wtforms import Form

from intake.questionnaire.applies import something
from intake.questionnaire.fields import LongTextField, ManyField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_


class Allergies(Form):
    allergies = ManyField(
        N_("Have you ever had a bad reaction to any of these?"),
        {
            "local_anaesthetic": N_("A numbing injection, such as at the dentist’s"),
            "corn_or_dextrose": N_("Corn (maize), or dextrose sugar"),
            "latex": N_("Latex"),
            "fish": N_("Fish"),
            "iodine_or_chlorhexidine": N_(
                "A skin cleaner with iodine or chlorhexidine"
            ),
            "other": N_("Another medicine or food"),
        },
    )
    allergy_detail = LongTextField(
        N_("What did you react to, and what happened?"),
        private=True,
        optional=True,
        applies=something("allergies"),
    )


STEP = Step("allergies", N_("Allergies"), Allergies)
