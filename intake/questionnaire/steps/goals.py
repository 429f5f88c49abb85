"""What the patient hopes for, and what would help on the day."""

from wtforms import Form

from intake.questionnaire.fields import LongTextField, YesNoField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_


class Goals(Form):
    goal = LongTextField(
        N_("What would you most like to get out of treatment?"),
        private=True,
        optional=True,
    )
    expectation = LongTextField(
        N_("What do you expect from it, and how soon?"), private=True, optional=True
    )
    anything_else = LongTextField(
        N_("Is there anything else the clinic should know?"),
        private=True,
        optional=True,
    )
    needle_worry = YesNoField(
        N_("Are you worried about needles, or do you faint easily?"),
    )
    has_driver = YesNoField(
        N_("Could somebody drive you home after a treatment?"),
    )


STEP = Step("goals", N_("What you hope for"), Goals)
