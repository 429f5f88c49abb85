"""Names and values that rules, exports and other programs rely on."""

from collections import Counter

import pytest

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.body import REGIONS, SIDES, SITES
from intake.questionnaire.derived import DERIVED
from intake.questionnaire.fields import ChoiceField

YES_NO = "yes no"
SITE_NAMES = (
    "head jaw neck shoulder upper_arm elbow forearm wrist hand chest abdomen "
    "upper_back mid_back lower_back sacroiliac tailbone buttock hip groin thigh knee "
    "shin calf ankle achilles heel foot toes"
)
# Page → question → its values, or what kind of answer it takes.
CONTRACT: dict[str, dict[str, str]] = {
    "start": {
        "filled_in_by": "self parent_or_carer interpreter",
        "date_of_birth": "(date)",
        "sex_at_birth": "female male intersex",
        "consent": YES_NO,
    },
    "where": {
        "regions": " ".join(REGIONS),
        "own_sides": " ".join(
            dict.fromkeys(
                f"{r.site}:{r.side}" for r in REGIONS.values() if r.side != "middle"
            )
        ),
        "worst_area": " ".join(
            dict.fromkeys(f"{r.site}:{r.side}" for r in REGIONS.values())
        ),
    },
    "urgent-signs": {
        "fever_or_unwell": YES_NO,
        "weight_loss_unplanned": YES_NO,
        "constant_night_pain": YES_NO,
        "new_lump": YES_NO,
        "progressive_weakness": YES_NO,
        "saddle_numbness": YES_NO,
        "bladder_change": "none retention leaking no_feeling",
        "bowel_change": YES_NO,
        "sexual_change": YES_NO,
        "leg_symptoms": "none one_leg both_legs",
        "unsteady_or_clumsy": YES_NO,
        "electric_shock_feeling": YES_NO,
        "injected_drugs_or_recent_infection": YES_NO,
        "neck_warning_signs": "sudden_headache dizziness double_vision sight_change "
        "slurred_speech trouble_swallowing face_droop face_or_limb_numbness fainting "
        "none",
        "new_headache_jaw_or_vision": YES_NO,
        "chest_warning_signs": "chest_pressure breathless sweating worse_on_exertion "
        "none",
        "belly_warning_signs": "pulsing constant_whatever_i_do known_aneurysm none",
        "leg_clot_signs": "one_calf_swollen warm_or_sore_calf recent_long_trip "
        "recent_operation_or_bed_rest leg_in_cast past_clot breathless none",
        "limping": YES_NO,
    },
    "about-you": {
        "dominant_hand": "left right both",
        "work_demand": "sitting on_feet light_lifting heavy_lifting not_working",
        "sports": "running field_ball court_ball racket golf cycling swimming "
        "gym_or_weights combat dance_or_gymnastics winter_sports other none",
        "sport_level": "leisure club competition",
    },
    "this-area-signs": {
        "hot_red_swollen": YES_NO,
        "cannot_take_four_steps": YES_NO,
        "cannot_bend_90": YES_NO,
        "deformed": YES_NO,
        "snap_or_pop": YES_NO,
        "lost_strength_at_once": YES_NO,
        "very_tight_and_extreme_pain": YES_NO,
        "skin_infection_or_wound_here": YES_NO,
    },
    "began": {
        "part": "front back inner outer top under groin kneecap_tendon achilles "
        "back_of_heel under_heel arch thumb_base fingers palm one_spot all_over",
        "duration_amount": "(number)",
        "duration_unit": "days weeks months years",
        "onset": "gradual sudden injury",
        "mechanism": "fall twist lift overuse crash knock_or_other_injury sport "
        "after_surgery after_injection infection no_clear_cause",
        "happened_in_sport": YES_NO,
        "happened_before": YES_NO,
    },
    "feels": {
        "pain_now": "(number)",
        "pain_average": "(number)",
        "pain_worst": "(number)",
        "pattern": "constant comes_and_goes",
        "course": "getting_better same slowly_worse quickly_worse",
        "morning_stiffness": "none under_30_min 30_to_60_min over_60_min",
        "night_pain": "no when_lying_on_it wakes_me_and_settles wakes_me_and_stays",
    },
    "changes": {
        "worse_with": "stairs walking running standing sitting bending lifting "
        "gripping overhead squatting pivoting lying_on_it turning_in_bed coughing "
        "using_it none",
        "better_with": "rest movement lying sitting leaning_forward heat none",
        "symptoms": "swelling giving_way looseness locking clicking grinding weakness "
        "numbness_or_tingling less_movement bruising cold_pale_or_blue none",
        "spreads_to": f"{SITE_NAMES} none",
    },
    "tried": {
        "told_diagnosis": "osteoarthritis tendon_problem tendon_tear "
        "ligament_sprain_or_tear joint_instability meniscus_tear disc_problem "
        "spinal_stenosis sacroiliac_problem bursitis fracture inflammatory_arthritis "
        "frozen_shoulder muscle_strain_or_tear other none",
        "imaging": "xray ultrasound mri none",
        "treatments": "exercise_or_physio manual_therapy brace tablets rest injection "
        "surgery none",
        "physio_weeks": "(number)",
        "injections_here": "steroid hyaluronic_gel prp prolotherapy other none",
        "last_steroid_injection": "under_3_months over_3_months",
        "surgery_here": "under_3_months over_3_months no",
        "joint_replaced_here": YES_NO,
        "fracture_here": "under_3_months over_3_months no",
    },
    "daily-life": {
        "interference_pain": "(number)",
        "interference_enjoyment": "(number)",
        "interference_activity": "(number)",
        "activity_1": "(text)",
        "activity_2": "(text)",
        "activity_3": "(text)",
        "activity_1_score": "(number)",
        "activity_2_score": "(number)",
        "activity_3_score": "(number)",
    },
    "health": {
        "conditions": "diabetes rheumatoid_or_inflammatory_arthritis gout psoriasis "
        "osteoporosis high_blood_pressure heart_disease stroke_or_tia blood_clot "
        "kidney_disease liver_disease thyroid_disease fibromyalgia "
        "hypermobility_or_ehlers_danlos bleeding_disorder immune_problem hiv "
        "tuberculosis cancer_now cancer_past none",
        "diabetes_control": "know_hba1c good poor",
        "hba1c_percent": "(number)",
        "blood_pressure_controlled": YES_NO,
        "infection_now": YES_NO,
        "pregnancy": "no pregnant maybe breastfeeding",
        "height_cm": "(number)",
        "weight_kg": "(number)",
        "smoking": "never former current",
        "smoked_heavily": YES_NO,
        **{f"hypermobility_{number}": YES_NO for number in range(1, 6)},
    },
    "medicines": {
        "blood_thinner": YES_NO,
        "blood_thinner_name": "(text)",
        "antiplatelet": "none aspirin_low_dose clopidogrel_or_other",
        "anti_inflammatory": "none sometimes daily",
        "steroid_tablets": YES_NO,
        "immune_medicine": YES_NO,
        "daily_opioid": YES_NO,
        "quinolone_antibiotic_3_months": YES_NO,
        "other_medicines": "(text)",
    },
    "allergies": {
        "allergies": "local_anaesthetic corn_or_dextrose latex fish "
        "iodine_or_chlorhexidine other none",
        "allergy_detail": "(text)",
    },
    "goals": {
        "goal": "(text)",
        "expectation": "(text)",
        "anything_else": "(text)",
        "needle_worry": YES_NO,
        "has_driver": YES_NO,
    },
    "contact": {
        "filled_in_by_name": "(text)",
        "full_name": "(text)",
        "email": "(text)",
        "phone": "(text)",
        "contact_by": "phone email",
    },
}
NAMES = [(slug, name) for slug, page in CONTRACT.items() for name in page]
# Asked where it cannot be told or the patient may rather not say.
WITHOUT_NOT_SURE = {
    *("filled_in_by", "sex_at_birth", "consent", "worst_area", "dominant_hand"),
    *("work_demand", "sport_level", "contact_by"),
}


def test_the_pages_ask_what_the_contract_says_in_its_order() -> None:
    asked = {
        step.slug: [
            q.name for q in QUESTIONNAIRE.questions.values() if q.step == step.slug
        ]
        for step in QUESTIONNAIRE.steps
    }

    assert asked == {slug: list(page) for slug, page in CONTRACT.items()}


@pytest.mark.parametrize(("slug", "name"), NAMES, ids=[name for _, name in NAMES])
def test_a_question_takes_exactly_the_values_of_the_contract(
    slug: str, name: str
) -> None:
    question = QUESTIONNAIRE.questions[name]

    taken = " ".join(question.values) or f"({question.kind})"

    assert taken == CONTRACT[slug][name]


def test_no_two_questions_share_a_name() -> None:
    names = Counter(
        field.short_name for step in QUESTIONNAIRE.steps for field in step.form()
    )
    names.update(DERIVED.keys())

    assert names.most_common(1)[0][1] == 1


def test_no_two_questions_read_the_same() -> None:
    labels = Counter(question.label for question in QUESTIONNAIRE.questions.values())

    assert labels.most_common(1)[0][1] == 1


def test_no_two_pages_share_a_slug() -> None:
    assert len({step.slug for step in QUESTIONNAIRE.steps}) == len(QUESTIONNAIRE.steps)


def test_sites_and_sides_are_those_of_the_contract() -> None:
    assert " ".join(SITES) == SITE_NAMES
    assert set(SIDES) == {"left", "right", "middle"}


def test_every_choice_about_health_can_be_answered_not_sure() -> None:
    without = {
        field.short_name
        for step in QUESTIONNAIRE.steps
        for field in step.form()
        if isinstance(field, ChoiceField) and "not_sure" not in (field.choices or ())
    }

    assert without == WITHOUT_NOT_SURE


def test_identity_birth_date_and_free_text_are_private_and_nothing_else() -> None:
    private = {q.name for q in QUESTIONNAIRE.questions.values() if q.private}
    uncoded = {
        q.name for q in QUESTIONNAIRE.questions.values() if q.kind in ("text", "date")
    }

    assert private == uncoded


def test_what_is_implied_is_an_answer_of_the_question() -> None:
    for question in QUESTIONNAIRE.questions.values():
        if question.kind in ("choice", "many") and question.implies is not None:
            implied = question.implies
            answers = implied if isinstance(implied, list) else [implied]
            assert set(answers) <= set(question.values), question.name


@pytest.mark.parametrize(
    "name", [name for slug, name in NAMES if slug == "urgent-signs"]
)
def test_every_urgent_sign_is_asked_as_new_or_getting_worse(name: str) -> None:
    words = QUESTIONNAIRE.questions[name].label

    assert "new, or getting worse, in the last weeks" in words


def test_a_question_is_short_enough_for_a_phone() -> None:
    too_long = [q.name for q in QUESTIONNAIRE.questions.values() if len(q.label) > 150]

    assert too_long == []
