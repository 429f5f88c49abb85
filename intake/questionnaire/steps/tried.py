"""What one area was found to have, and what was done about it so far."""

from wtforms import Form

from intake.questionnaire.applies import chosen
from intake.questionnaire.fields import ChoiceField, ManyField, NumberField, YesNoField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_

HOW_LONG_AGO = {
    "under_3_months": N_("Yes, in the last 3 months"),
    "over_3_months": N_("Yes, longer ago than 3 months"),
    "no": N_("No"),
}


class Tried(Form):
    told_diagnosis = ManyField(
        N_("Has a doctor or therapist told you what it is?"),
        {
            "osteoarthritis": N_("Osteoarthritis, or wear of the joint"),
            "tendon_problem": N_("A tendon problem, such as tennis elbow"),
            "tendon_tear": N_("A torn tendon"),
            "ligament_sprain_or_tear": N_("A sprained or torn ligament"),
            "joint_instability": N_("A joint that is unstable"),
            "meniscus_tear": N_("A torn meniscus (knee cartilage)"),
            "disc_problem": N_("A disc problem, such as a slipped disc"),
            "spinal_stenosis": N_("A narrow spinal canal (stenosis)"),
            "sacroiliac_problem": N_("Trouble in the joint behind the pelvis"),
            "bursitis": N_("Bursitis"),
            "fracture": N_("A broken bone"),
            "inflammatory_arthritis": N_("Inflammatory arthritis, such as rheumatoid"),
            "frozen_shoulder": N_("Frozen shoulder"),
            "muscle_strain_or_tear": N_("A strained or torn muscle"),
            "other": N_("Something else"),
        },
    )
    imaging = ManyField(
        N_("Which pictures have been taken of it?"),
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
        hint=N_("A rough number will do."),
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
