"""The patient's health as a whole."""

from collections.abc import Collection

from wtforms import Form

from intake.questionnaire.applies import (
    aged,
    both,
    chosen,
    either,
    in_some_area,
    unless,
)
from intake.questionnaire.fields import (
    ChoiceField,
    HeightField,
    ManyField,
    NumberField,
    WeightField,
    YesNoField,
)
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

# Years between which a pregnancy is asked about: wide on purpose.
FERTILE = aged(low=10, high=58)
# Below this age nobody is asked whether they smoke; below that, for how many years.
MAY_SMOKE = aged(low=12)
OF_AGE = aged(low=18)
# What a child is not asked about.
OF_ADULTS = frozenset({"gout", "high_blood_pressure"})
LOOSE_JOINTS = either(
    chosen("conditions", "hypermobility_or_ehlers_danlos"),
    in_some_area(
        either(
            chosen("symptoms", "looseness", "giving_way"),
            chosen("told_diagnosis", "joint_instability"),
        )
    ),
)


CONDITIONS = {
    "diabetes": N_("Diabetes"),
    "rheumatoid_or_inflammatory_arthritis": N_(
        "Rheumatoid arthritis, or joints that are inflamed for another reason"
    ),
    "gout": N_("Gout"),
    "psoriasis": N_("Psoriasis"),
    "osteoporosis": N_("Osteoporosis (brittle bones)"),
    "high_blood_pressure": N_("High blood pressure"),
    "heart_disease": N_("Heart disease"),
    "stroke_or_tia": N_("A stroke or mini-stroke"),
    "blood_clot": N_("A blood clot in the leg or lung"),
    "kidney_disease": N_("Kidney disease"),
    "liver_disease": N_("Liver disease"),
    "thyroid_disease": N_("Thyroid disease"),
    "fibromyalgia": N_("Fibromyalgia"),
    "hypermobility_or_ehlers_danlos": N_(
        "Very flexible joints, or Ehlers-Danlos syndrome"
    ),
    "bleeding_disorder": N_("A bleeding disorder, or bleeding very easily"),
    "immune_problem": N_("A weak immune system, or a transplant"),
    "hiv": N_("HIV"),
    "tuberculosis": N_("Tuberculosis"),
    "cancer_now": N_("Cancer, now or under treatment"),
    "cancer_past": N_("Cancer in the past"),
}


def conditions_here(known: Answers) -> Collection[str]:
    return CONDITIONS.keys() - (OF_ADULTS if OF_AGE(known) is False else frozenset())


class Health(Form):
    conditions = ManyField(
        N_("Has a doctor ever told you that you have any of these?"),
        CONDITIONS,
        offers=conditions_here,
    )
    diabetes_control = ChoiceField(
        N_("How well is your diabetes controlled?"),
        {
            "know_hba1c": N_("I know my last HbA1c, in per cent (%)"),
            "good": N_("Well, as far as I know"),
            "poor": N_("Not well"),
        },
        applies=chosen("conditions", "diabetes"),
        hint=N_("HbA1c is the blood test for sugar over the last three months."),
    )
    hba1c_percent = NumberField(
        N_("What was your last HbA1c?"),
        low=3,
        high=20,
        decimal=True,
        unit="%",
        applies=chosen("diabetes_control", "know_hba1c"),
        hint=N_("In per cent, for example 7.5. Not the number in mmol/mol."),
    )
    blood_pressure_controlled = YesNoField(
        N_("Is your blood pressure well controlled?"),
        applies=chosen("conditions", "high_blood_pressure"),
    )
    infection_now = YesNoField(
        N_("In the last 2 weeks, have you had an infection, a fever or antibiotics?"),
        hint=N_("Teeth, skin, chest, bladder or anywhere else."),
    )
    pregnancy = ChoiceField(
        N_("Are you pregnant or breastfeeding?"),
        {
            "no": N_("No"),
            "pregnant": N_("I am pregnant"),
            "maybe": N_("I may be pregnant"),
            "breastfeeding": N_("I am breastfeeding"),
        },
        applies=both(unless("sex_at_birth", "male"), FERTILE),
        implies="no",
    )
    height_cm = HeightField(
        N_("How tall are you?"),
        low=50,
        high=250,
        optional=True,
        hint=N_("In centimetres, or in feet and inches."),
    )
    weight_kg = WeightField(
        N_("How much do you weigh?"),
        low=10,
        high=400,
        optional=True,
        hint=N_("In kilograms, or in stones and pounds, or in pounds alone."),
    )
    smoking = ChoiceField(
        N_("Do you smoke?"),
        {
            "never": N_("I never have"),
            "former": N_("I used to"),
            "current": N_("Yes"),
        },
        applies=MAY_SMOKE,
        implies="never",
    )
    smoked_heavily = YesNoField(
        N_("All in all, is it as much as 20 cigarettes a day for 20 years?"),
        hint=N_("40 a day for 10 years is as much, and so is 10 a day for 40 years."),
        applies=both(unless("smoking", "never"), OF_AGE),
        implies="no",
    )
    # A hint at very flexible joints after an idea of Hakim and Grahame 2003 (Int J
    # Clin Pract 57:163), in our own words: no cut-off is claimed.
    hypermobility_1 = YesNoField(
        N_("Could you ever lay your palms on the floor with straight knees?"),
        applies=LOOSE_JOINTS,
    )
    hypermobility_2 = YesNoField(
        N_("Could you ever bring your thumb down to touch your forearm?"),
        applies=LOOSE_JOINTS,
    )
    hypermobility_3 = YesNoField(
        N_("As a child, could you do the splits or twist yourself into odd shapes?"),
        applies=LOOSE_JOINTS,
    )
    hypermobility_4 = YesNoField(
        N_(
            "As a child or teenager, did a kneecap or shoulder come out of place often?"
        ),
        hint=N_("More than once."),
        applies=LOOSE_JOINTS,
    )
    hypermobility_5 = YesNoField(
        N_("Would you call yourself double-jointed?"), applies=LOOSE_JOINTS
    )


STEP = Step("health", N_("Your health"), Health)
