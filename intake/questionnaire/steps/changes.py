"""What changes the pain of one area, what comes with it and where it spreads."""

from collections.abc import Collection

from wtforms import Form

from intake.questionnaire.body import ARM, GROUPS, LEG, SITES, site_name
from intake.questionnaire.fields import ManyField
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

WORSE = {
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
    "using_it": N_("Using it in any way"),
}
# What is done with a leg or a back, with an arm or a back, and with a hand: no other
# part of the body is asked about it. What is not here is offered everywhere.
ARM_CHEST = ARM | {"chest"}
DONE_WITH = {
    "stairs": frozenset(SITES) - ARM_CHEST - {"head", "jaw"},
    "squatting": frozenset(SITES) - ARM_CHEST - {"head", "jaw"},
    "pivoting": frozenset(SITES) - ARM_CHEST - {"head", "jaw", "neck"},
    "overhead": frozenset(SITES) - LEG - {"buttock", "tailbone"},
    "gripping": ARM,
}
# The pain of a limb spreads along it and to the trunk beside it.
FROM_LEG = LEG | {"abdomen", "lower_back", "sacroiliac", "tailbone", "buttock"}
FROM_ARM = frozenset(SITES) - LEG - {"sacroiliac", "tailbone", "buttock"}


def worse_here(known: Answers) -> Collection[str]:
    everywhere = frozenset(SITES)
    return [each for each in WORSE if known["site"] in DONE_WITH.get(each, everywhere)]


def spreads_here(known: Answers) -> Collection[str]:
    if known["site"] in LEG:
        return FROM_LEG
    return FROM_ARM if known["site"] in ARM else SITES.keys()


class Changes(Form):
    worse_with = ManyField(
        N_("What makes it worse?"),
        WORSE,
        offers=worse_here,
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
            "cold_pale_or_blue": N_("It is cold, pale or blue"),
        },
    )
    spreads_to = ManyField(
        N_("Does the pain spread to other places?"),
        {name: site_name(name) for name in SITES},
        hint=N_("Choose where it spreads to, not where it starts."),
        groups=GROUPS,
        offers=spreads_here,
    )


STEP = Step(
    "changes", N_("What changes it and what comes with it"), Changes, per_area=True
)
