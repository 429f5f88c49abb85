"""What one area was found to have, and what was done about it so far."""

from collections.abc import Collection

from wtforms import Form

from intake.questionnaire.applies import chosen
from intake.questionnaire.body import SITES, SPINE
from intake.questionnaire.fields import ChoiceField, ManyField, NumberField, YesNoField
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

HOW_LONG_AGO = {
    "under_3_months": N_("Yes, in the last 3 months"),
    "over_3_months": N_("Yes, longer ago than 3 months"),
    "no": N_("No"),
}


DIAGNOSES = {
    "osteoarthritis": N_("Osteoarthritis, or wear of the joint"),
    "tendon_problem": N_("A tendon problem, such as tendonitis"),
    "tendon_tear": N_("A torn tendon"),
    "ligament_sprain_or_tear": N_("A sprained or torn ligament"),
    "joint_instability": N_("A loose (unstable) joint"),
    "meniscus_tear": N_("A torn meniscus (knee cartilage)"),
    "disc_problem": N_("A disc problem, such as a slipped disc"),
    "spinal_stenosis": N_("A narrow spinal canal (stenosis)"),
    "sacroiliac_problem": N_("A problem in the joints at the back of the pelvis"),
    "bursitis": N_("Bursitis (a sore cushion beside a joint)"),
    "fracture": N_("A broken bone"),
    "inflammatory_arthritis": N_(
        "Inflammatory arthritis, such as rheumatoid arthritis"
    ),
    "frozen_shoulder": N_("Frozen shoulder"),
    "muscle_strain_or_tear": N_("A strained or torn muscle"),
    "other": N_("Something else"),
}
# Pain of the spine is felt as far as the hand and the foot; a knee, an elbow and the
# like are not told of it. What is not here is offered everywhere.
OF_THE_SPINE = (
    SPINE
    | {"buttock", "hip", "groin", "thigh", "shin", "calf", "foot", "toes"}
    | {"chest", "shoulder", "upper_arm", "forearm", "hand"}
)
TOLD_OF = {
    "meniscus_tear": {"knee"},
    "disc_problem": OF_THE_SPINE,
    "spinal_stenosis": OF_THE_SPINE,
    "sacroiliac_problem": SPINE - {"neck"} | {"buttock", "hip", "groin", "thigh"},
    "frozen_shoulder": {"shoulder", "upper_arm"},
}


def diagnoses_here(known: Answers) -> Collection[str]:
    everywhere = SITES.keys()
    return [
        each for each in DIAGNOSES if known["site"] in TOLD_OF.get(each, everywhere)
    ]


class Tried(Form):
    told_diagnosis = ManyField(
        N_("Has a doctor or therapist told you what it is?"),
        DIAGNOSES,
        offers=diagnoses_here,
    )
    imaging = ManyField(
        N_("Which X-rays or scans have you had of it?"),
        {"xray": N_("X-ray"), "ultrasound": N_("Ultrasound"), "mri": N_("MRI scan")},
    )
    treatments = ManyField(
        N_("What have you tried for it?"),
        {
            "exercise_or_physio": N_("Exercises or physiotherapy"),
            "manual_therapy": N_("Massage, osteopathy or chiropractic"),
            "brace": N_("A brace, tape or insoles"),
            "tablets": N_("Tablets or creams"),
            "rest": N_("Rest"),
            "injection": N_("An injection"),
            "surgery": N_("An operation"),
        },
    )
    physio_weeks = NumberField(
        N_("For how many weeks did you do exercises or physiotherapy?"),
        low=0,
        high=1000,
        unit=N_("weeks"),
        applies=chosen("treatments", "exercise_or_physio"),
        implies=0,
        optional=True,
        hint=N_("A rough number will do. If you do not know, leave it empty."),
    )
    injections_here = ManyField(
        N_("What was injected here?"),
        {
            "steroid": N_("A steroid (cortisone)"),
            "hyaluronic_gel": N_("Hyaluronic gel"),
            "prp": N_("My own blood plasma (PRP)"),
            "prolotherapy": N_("Prolotherapy (sugar solution)"),
            "other": N_("Something else"),
        },
        applies=chosen("treatments", "injection"),
        implies=["none"],
    )
    last_steroid_injection = ChoiceField(
        N_("When was the last steroid injection here?"),
        {
            "under_3_months": N_("In the last 3 months"),
            "over_3_months": N_("Longer ago than 3 months"),
        },
        applies=chosen("injections_here", "steroid"),
    )
    surgery_here = ChoiceField(N_("Have you had an operation here?"), HOW_LONG_AGO)
    joint_replaced_here = YesNoField(
        N_("Is there an artificial joint or other metal here?"),
    )
    fracture_here = ChoiceField(N_("Have you broken a bone here?"), HOW_LONG_AGO)


STEP = Step("tried", N_("What you have tried"), Tried, per_area=True)
