"""What the pain of one area is like now."""

from wtforms import Form

from intake.questionnaire.fields import ChoiceField, ScaleField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_

PAIN = (N_("No pain"), N_("The worst pain you can imagine"))


class Feels(Form):
    pain_now = ScaleField(N_("How bad is the pain right now?"), PAIN)
    pain_average = ScaleField(N_("How bad was it on most days of the last week?"), PAIN)
    pain_worst = ScaleField(N_("How bad was it at its worst in the last week?"), PAIN)
    pattern = ChoiceField(
        N_("Is the pain always there?"),
        {
            "constant": N_("Yes, it is always there"),
            "comes_and_goes": N_("No, it comes and goes"),
        },
    )
    course = ChoiceField(
        N_("Over the last weeks, how has it changed?"),
        {
            "getting_better": N_("It is getting better"),
            "same": N_("It stays the same"),
            "slowly_worse": N_("It is slowly getting worse"),
            "quickly_worse": N_("It is quickly getting worse"),
        },
    )
    morning_stiffness = ChoiceField(
        N_("How long is it stiff after you get up?"),
        {
            "none": N_("It is not stiff"),
            "under_30_min": N_("Less than half an hour"),
            "30_to_60_min": N_("Half an hour to an hour"),
            "over_60_min": N_("More than an hour"),
        },
    )
    night_pain = ChoiceField(
        N_("Does it hurt at night?"),
        {
            "no": N_("No"),
            "when_lying_on_it": N_("Only when I lie on it"),
            "wakes_me_and_settles": N_("It wakes me, then it settles"),
            "wakes_me_and_stays": N_("It wakes me and does not settle"),
        },
    )


STEP = Step("feels", N_("What it feels like"), Feels, per_area=True)
