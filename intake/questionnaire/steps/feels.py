"""What the pain of one area is like now."""

from wtforms import Form

from intake.questionnaire.body import SITES
from intake.questionnaire.fields import ChoiceField, ManyField, ScaleField
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
    worse_with = ManyField(
        N_("What makes it worse?"),
        {
            "stairs": N_("Going up or down stairs"),
            "walking": N_("Walking"),
            "running": N_("Running"),
            "standing": N_("Standing"),
            "sitting": N_("Sitting"),
            "bending": N_("Bending forward"),
            "lifting": N_("Lifting"),
            "gripping": N_("Gripping or wringing"),
            "overhead": N_("Reaching up"),
            "squatting": N_("Squatting or kneeling"),
            "pivoting": N_("Turning on one leg"),
            "lying_on_it": N_("Lying on it"),
            "turning_in_bed": N_("Turning over in bed"),
            "coughing": N_("Coughing or sneezing"),
            "using_it": N_("Any use of it"),
        },
    )
    better_with = ManyField(
        N_("What makes it better?"),
        {
            "rest": N_("Resting it"),
            "movement": N_("Moving it"),
            "lying": N_("Lying down"),
            "sitting": N_("Sitting"),
            "leaning_forward": N_("Leaning forward"),
            "heat": N_("Warmth"),
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
    symptoms = ManyField(
        N_("What else do you notice there?"),
        {
            "swelling": N_("Swelling"),
            "giving_way": N_("It gives way"),
            "looseness": N_("It feels loose or slips"),
            "locking": N_("It locks or gets stuck"),
            "clicking": N_("It clicks or pops"),
            "grinding": N_("It grinds or creaks"),
            "weakness": N_("It is weak"),
            "numbness_or_tingling": N_("Numbness, tingling or burning"),
            "less_movement": N_("It moves less than it used to"),
            "bruising": N_("Bruising"),
        },
    )
    spreads_to = ManyField(
        N_("Does the pain spread to other places?"),
        {name: site.words[0].upper() + site.words[1:] for name, site in SITES.items()},
        hint=N_("Choose where it spreads to, not where it starts."),
    )


STEP = Step("feels", N_("What it feels like"), Feels, per_area=True)
