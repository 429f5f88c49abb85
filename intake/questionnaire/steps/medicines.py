"""Medicines that matter for an injection. Nobody is ever told to stop one."""

from wtforms import Form

from intake.questionnaire.applies import chosen
from intake.questionnaire.fields import (
    ChoiceField,
    LongTextField,
    TextField,
    YesNoField,
)
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_


class Medicines(Form):
    blood_thinner = YesNoField(
        N_("Do you take a blood thinner?"),
        hint=N_(
            "For example warfarin, apixaban, rivaroxaban, edoxaban, dabigatran or "
            "heparin. Aspirin and clopidogrel come next."
        ),
    )
    blood_thinner_name = TextField(
        N_("Which blood thinner do you take?"),
        private=True,
        optional=True,
        applies=chosen("blood_thinner", "yes"),
    )
    antiplatelet = ChoiceField(
        N_("Do you take aspirin or clopidogrel every day?"),
        {
            "none": N_("No"),
            "aspirin_low_dose": N_("Aspirin, up to 100 mg a day"),
            "clopidogrel_or_other": N_(
                "Clopidogrel, ticagrelor or prasugrel, or more aspirin than that"
            ),
        },
    )
    anti_inflammatory = ChoiceField(
        N_("Do you take anti-inflammatory tablets?"),
        {
            "none": N_("No"),
            "sometimes": N_("Now and then"),
            "daily": N_("Every day"),
        },
        hint=N_("For example ibuprofen, naproxen or diclofenac."),
    )
    steroid_tablets = YesNoField(
        N_("Do you take steroid tablets?"),
        hint=N_("For example prednisolone."),
    )
    immune_medicine = YesNoField(
        N_("Do you take a medicine that weakens the immune system?"),
        hint=N_("For example methotrexate, a biologic, or chemotherapy."),
    )
    daily_opioid = YesNoField(
        N_("Do you take a strong painkiller every day?"),
        hint=N_("For example codeine, tramadol, morphine or oxycodone."),
    )
    quinolone_antibiotic_3_months = YesNoField(
        N_("In the last 3 months, have you taken a quinolone antibiotic?"),
        hint=N_("For example ciprofloxacin or levofloxacin."),
    )
    other_medicines = LongTextField(
        N_("Which other medicines do you take?"),
        private=True,
        optional=True,
        hint=N_("Include what you buy yourself, vitamins and herbs."),
    )


STEP = Step(
    "medicines",
    N_("Your medicines"),
    Medicines,
    lead=N_("Please go on taking your medicines as you were told to."),
)
