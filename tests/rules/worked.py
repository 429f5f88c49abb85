"""For each fact, a condition that a clinic might write."""

from collections.abc import Mapping

from intake.rules import Fact

# As it stands after the name of the fact.
WORKED: Mapping[str, str] = {
    "filled_in_by": "parent_or_carer",
    "sex_at_birth": "female",
    "consent": "yes",
    "regions": "[shoulder_left_front, shoulder_left_outer]",
    "own_sides": "knee:left",
    "worst_area": "[knee:left, knee:right]",
    "bladder_change": "[retention, leaking, no_feeling]",
    "leg_symptoms": "both_legs",
    "neck_warning_signs": "[double_vision, slurred_speech, face_droop, fainting]",
    "chest_warning_signs": "{ includes_all: [chest_pressure, sweating] }",
    "belly_warning_signs": "[pulsing, known_aneurysm]",
    "leg_clot_signs": "{ includes_all: [one_calf_swollen, past_clot] }",
    "dominant_hand": "left",
    "work_demand": "[light_lifting, heavy_lifting]",
    "sports": "[running, field_ball, court_ball]",
    "sport_level": "[club, competition]",
    "part": "[achilles, back_of_heel]",
    "duration_amount": "{ at_least: 3 }",
    "duration_unit": "[months, years]",
    "onset": "injury",
    "mechanism": "[fall, twist, crash]",
    "pain_now": "{ at_least: 7 }",
    "pain_average": "{ at_least: 4 }",
    "pain_worst": "{ at_least: 8 }",
    "pattern": "constant",
    "course": "[slowly_worse, quickly_worse]",
    "morning_stiffness": "[30_to_60_min, over_60_min]",
    "night_pain": "wakes_me_and_stays",
    "worse_with": "[stairs, squatting]",
    "better_with": "leaning_forward",
    "symptoms": "[giving_way, looseness]",
    "spreads_to": "[calf, foot, toes]",
    "told_diagnosis": "osteoarthritis",
    "imaging": "[ultrasound, mri]",
    "treatments": "{ includes_all: [exercise_or_physio, injection] }",
    "physio_weeks": "{ at_least: 6 }",
    "injections_here": "steroid",
    "last_steroid_injection": "under_3_months",
    "surgery_here": "[under_3_months, over_3_months]",
    "fracture_here": "under_3_months",
    "interference_pain": "{ at_least: 5 }",
    "interference_enjoyment": "{ at_least: 5 }",
    "interference_activity": "{ at_least: 5 }",
    "activity_1_score": "{ at_most: 3 }",
    "activity_2_score": "{ at_most: 3 }",
    "activity_3_score": "{ at_most: 3 }",
    "conditions": "[immune_problem, hiv]",
    "diabetes_control": "poor",
    "hba1c_percent": "{ more_than: 7.5 }",
    "pregnancy": "[pregnant, maybe]",
    "height_cm": "{ less_than: 120 }",
    "weight_kg": "{ more_than: 150 }",
    "smoking": "current",
    "antiplatelet": "clopidogrel_or_other",
    "anti_inflammatory": "[sometimes, daily]",
    "allergies": "corn_or_dextrose",
    "contact_by": "phone",
    "age": "{ at_least: 50 }",
    "bmi": "{ more_than: 40 }",
    "interference_score": "{ at_least: 7 }",
    "hypermobility_score": "{ at_least: 3 }",
    "area_count": "{ more_than: 3 }",
    "sites": "[neck, head]",
    "site": "[knee, hip]",
    "side": "left",
    "region_type": "spine",
    "duration_weeks": "{ at_least: 12 }",
}


def worked(fact: Fact) -> str:
    """A condition on the fact: the table's, else its first answer or highest number."""
    if fact.name in WORKED:
        return f"{fact.name}: {WORKED[fact.name]}"
    first = next(iter(fact.values), "")
    return f"{fact.name}: {first or f'{{ at_least: {fact.high:g} }}'}"
