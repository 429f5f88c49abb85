"""What one painful area shows that should be looked at soon."""

from wtforms import Form

from intake.questionnaire.applies import here
from intake.questionnaire.body import LEG
from intake.questionnaire.fields import YesNoField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_


class ThisAreaSigns(Form):
    hot_red_swollen = YesNoField(
        N_("Has it become hot, red and swollen within hours or days?"),
    )
    cannot_take_four_steps = YesNoField(
        N_("Are you unable to take four steps on it, even with a limp?"),
        applies=here(LEG),
        implies="no",
    )
    cannot_bend_90 = YesNoField(
        N_("After an injury: are you unable to bend the knee as far as when you sit?"),
        hint=N_("If you have not injured it, choose No."),
        applies=here({"knee"}),
        implies="no",
    )
    deformed = YesNoField(
        N_("Does it look out of shape, or is it bent in a new way?"),
    )
    snap_or_pop = YesNoField(
        N_("Did you feel or hear a snap or a pop when it began?"),
    )
    lost_strength_at_once = YesNoField(
        N_("Did you lose strength there all at once?"),
        hint=N_(
            "For example, you could no longer stand on your toes or lift your arm."
        ),
    )
    very_tight_and_extreme_pain = YesNoField(
        N_("Is it very tight and swollen, with pain far worse than you would expect?"),
    )
    skin_infection_or_wound_here = YesNoField(
        N_("Is the skin there broken, sore or infected?"),
    )


STEP = Step(
    "this-area-signs", N_("What you have noticed"), ThisAreaSigns, per_area=True
)
