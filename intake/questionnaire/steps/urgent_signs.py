"""Signs that cannot wait, asked early and only where they fit the place that hurts."""

from wtforms import Form

from intake.questionnaire.applies import aged, anywhere, both
from intake.questionnaire.body import ARM, BACK_OR_BELLY, HEAD, LEG, SITES, SPINE
from intake.questionnaire.fields import ChoiceField, ManyField, YesNoField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_

OF_AGE = 18
NERVES = anywhere(SPINE | LEG | {"buttock"})
NECK_ARTERIES = anywhere(HEAD | {"neck", "shoulder", "upper_back"})
HEART = anywhere(ARM | {"chest", "upper_back", "neck", "jaw"})


class UrgentSigns(Form):
    fever_or_unwell = YesNoField(
        N_(
            "Do you have a fever or shivers, or feel ill all over: new, or getting "
            "worse, in the last weeks?"
        ),
    )
    weight_loss_unplanned = YesNoField(
        N_(
            "Have you lost weight without trying to: new, or getting worse, in the "
            "last weeks?"
        ),
    )
    constant_night_pain = YesNoField(
        N_(
            "Is there pain at night that never lets go, however you lie: new, or "
            "getting worse, in the last weeks?"
        ),
    )
    new_lump = YesNoField(
        N_("Have you found a lump: new, or getting worse, in the last weeks?"),
    )
    progressive_weakness = YesNoField(
        N_(
            "Is an arm or a leg losing strength, or does a foot drag: new, or getting "
            "worse, in the last weeks?"
        ),
        applies=anywhere(frozenset(SITES) - HEAD),
        implies="no",
    )
    saddle_numbness = YesNoField(
        N_(
            "Is the skin numb, or does wiping feel different, where a saddle would "
            "touch you: new, or getting worse, in the last weeks?"
        ),
        hint=N_("Your bottom, your private parts and high inside your thighs."),
        applies=NERVES,
        implies="no",
    )
    bladder_change = ChoiceField(
        N_(
            "Has peeing changed in one of these ways: new, or getting worse, in the "
            "last weeks?"
        ),
        {
            "none": N_("No, it has not changed"),
            "retention": N_("It is hard to start, or I cannot go"),
            "leaking": N_("It leaks"),
            "no_feeling": N_("I do not feel when I am full, or when I am going"),
        },
        applies=NERVES,
        implies="none",
    )
    bowel_change = YesNoField(
        N_(
            "Does poo leak out, or do you not feel it coming: new, or getting worse, "
            "in the last weeks?"
        ),
        applies=NERVES,
        implies="no",
    )
    sexual_change = YesNoField(
        N_(
            "Has feeling in your private parts during sex, an erection or a climax "
            "changed: new, or getting worse, in the last weeks?"
        ),
        may_decline=True,
        hint=N_("We ask because the same nerves in the back are at work."),
        applies=NERVES,
        implies="no",
    )
    leg_symptoms = ChoiceField(
        N_(
            "Is there pain, tingling, numbness or weakness that goes down your legs: "
            "new, or getting worse, in the last weeks?"
        ),
        {
            "none": N_("No"),
            "one_leg": N_("Yes, in one leg"),
            "both_legs": N_("Yes, in both legs"),
        },
        applies=NERVES,
        implies="none",
    )
    unsteady_or_clumsy = YesNoField(
        N_(
            "Are you unsteady on your feet, or are your hands clumsy with buttons or "
            "writing: new, or getting worse, in the last weeks?"
        ),
        applies=anywhere(SPINE | ARM),
        implies="no",
    )
    electric_shock_feeling = YesNoField(
        N_(
            "Does something like an electric shock run down your back or limbs when "
            "you bend your neck: new, or getting worse, in the last weeks?"
        ),
        applies=anywhere({"neck", "upper_back", "mid_back"}),
        implies="no",
    )
    injected_drugs_or_recent_infection = YesNoField(
        N_(
            "Have you had an infection (new, or getting worse, in the last weeks), or "
            "have you ever injected drugs?"
        ),
        hint=N_("Both can carry germs to the spine. Nobody here will judge you."),
        applies=anywhere(SPINE | {"buttock"}),
    )
    neck_warning_signs = ManyField(
        N_(
            "About your head and senses: is any of these new, or getting worse, in the "
            "last weeks?"
        ),
        {
            "sudden_headache": N_("A sudden, very bad headache"),
            "dizziness": N_("Dizziness, or the room spins"),
            "double_vision": N_("Seeing double"),
            "sight_change": N_("Suddenly losing sight, or part of it"),
            "slurred_speech": N_("Slurred speech, or words that will not come"),
            "trouble_swallowing": N_("Trouble swallowing"),
            "face_droop": N_("One side of the face, or an eyelid, that droops"),
            "face_or_limb_numbness": N_("A numb or weak arm or leg, or a numb face"),
            "fainting": N_("Fainting, or legs that suddenly give way"),
        },
        applies=NECK_ARTERIES,
        implies=["none"],
    )
    new_headache_jaw_or_vision = YesNoField(
        N_(
            "Do you have a headache or a sore scalp, a jaw that aches when you chew, "
            "or trouble seeing: new, or getting worse, in the last weeks?"
        ),
        applies=NECK_ARTERIES,
        implies="no",
    )
    chest_warning_signs = ManyField(
        N_(
            "Do any of these come with your pain: new, or getting worse, in the last "
            "weeks?"
        ),
        {
            "chest_pressure": N_("Pressure or tightness in the chest"),
            "breathless": N_("Being short of breath"),
            "sweating": N_("Breaking out in a sweat, or feeling sick"),
            "worse_on_exertion": N_(
                "Chest, jaw or arm pain that comes with walking fast or uphill, and "
                "goes with rest"
            ),
        },
        applies=HEART,
        implies=["none"],
    )
    belly_warning_signs = ManyField(
        N_(
            "Is any of these true of your back or belly: new, or getting worse, in the "
            "last weeks?"
        ),
        {
            "pulsing": N_("Something beats or throbs in my belly"),
            "constant_whatever_i_do": N_("A deep pain that no position changes"),
            "known_aneurysm": N_("I was told of an aneurysm: a widened artery"),
        },
        applies=both(anywhere(BACK_OR_BELLY), aged(low=OF_AGE)),
        implies=["none"],
    )
    leg_clot_signs = ManyField(
        N_(
            "About your legs and blood clots: is any of these new, or getting worse, "
            "in the last weeks?"
        ),
        {
            "one_calf_swollen": N_("One calf or leg is swollen"),
            "warm_or_sore_calf": N_("One calf is warm, red or sore to the touch"),
            "recent_long_trip": N_("A journey of many hours sitting"),
            "recent_operation_or_bed_rest": N_("An operation, or days in bed"),
            "leg_in_cast": N_("A leg in a cast or a splint"),
            "past_clot": N_("I have had a blood clot before, at any time"),
            "breathless": N_("Being short of breath"),
        },
        applies=anywhere(LEG),
        implies=["none"],
    )
    limping = YesNoField(
        N_("Are you limping: new, or getting worse, in the last weeks?"),
        applies=both(
            anywhere({"hip", "groin", "thigh", "knee"}), aged(high=OF_AGE - 1)
        ),
    )


STEP = Step(
    "urgent-signs",
    N_("Signs that need help soon"),
    UrgentSigns,
    lead=N_("Please answer for yourself as you are these days."),
)
