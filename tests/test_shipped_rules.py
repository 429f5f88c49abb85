"""Every file in intake/rules/clinic could be published today, and judges well."""

from typing import Any

import pytest

from intake import rules
from intake.questionnaire.facts import fill
from intake.rules import FLAGS, RuleSet, Screening
from intake.workflow import screenings

FILES = {
    "emergency",
    "urgent",
    "contraindications",
    "cautions",
    "joint",
    "tendon_ligament",
    "chronic_back",
    "sports_injury",
}

# Somebody in good health who answered everything, and nothing was wrong.
HEALTHY: dict[str, Any] = {
    "age": 40,
    "sex_at_birth": "male",
    "fever_or_unwell": "no",
    "weight_loss_unplanned": "no",
    "constant_night_pain": "no",
    "new_lump": "no",
    "progressive_weakness": "no",
    "saddle_numbness": "no",
    "bladder_change": "none",
    "bowel_change": "no",
    "sexual_change": "no",
    "leg_symptoms": "none",
    "unsteady_or_clumsy": "no",
    "electric_shock_feeling": "no",
    "injected_drugs_or_recent_infection": "no",
    "neck_warning_signs": ["none"],
    "new_headache_jaw_or_vision": "no",
    "chest_warning_signs": ["none"],
    "belly_warning_signs": ["none"],
    "leg_clot_signs": ["none"],
    "sports": ["none"],
    "conditions": ["none"],
    "infection_now": "no",
    "smoking": "never",
    "bmi": 26,
    "blood_thinner": "no",
    "antiplatelet": "none",
    "anti_inflammatory": "none",
    "steroid_tablets": "no",
    "immune_medicine": "no",
    "daily_opioid": "no",
    "quinolone_antibiotic_3_months": "no",
    "allergies": ["none"],
}
ACHING: dict[str, Any] = {
    "hot_red_swollen": "no",
    "cannot_take_four_steps": "no",
    "cannot_bend_90": "no",
    "deformed": "no",
    "snap_or_pop": "no",
    "lost_strength_at_once": "no",
    "very_tight_and_extreme_pain": "no",
    "skin_infection_or_wound_here": "no",
    "part": "all_over",
    "duration_weeks": 30,
    "onset": "gradual",
    "mechanism": "no_clear_cause",
    "happened_in_sport": "no",
    "happened_before": "no",
    "pain_now": 3,
    "pain_average": 4,
    "pain_worst": 5,
    "pattern": "comes_and_goes",
    "course": "same",
    "worse_with": ["none"],
    "better_with": ["rest"],
    "morning_stiffness": "none",
    "night_pain": "no",
    "symptoms": ["none"],
    "told_diagnosis": ["none"],
    "treatments": ["none"],
    "surgery_here": "no",
    "joint_replaced_here": "no",
    "fracture_here": "no",
}
WORN_KNEE: dict[str, Any] = {
    "site": "knee",
    "side": "right",
    "part": "inner",
    "duration_weeks": 104,
    "worse_with": ["stairs"],
    "morning_stiffness": "under_30_min",
}
BACK = {"site": "lower_back", "side": "middle", "worse_with": ["bending"]}
SHOULDER = {"site": "shoulder", "side": "left"}

Flags = set[tuple[str, str | None]]


@pytest.fixture(scope="module")
def shipped() -> RuleSet:
    return screenings.read(screenings.shipped_files())


def screen(rule_set: RuleSet, patient: dict[str, Any], *areas: dict[str, Any]) -> Any:
    document = {**HEALTHY, **patient, "pain_areas": [{**ACHING, **a} for a in areas]}
    return judge(rule_set, document)


def judge(rule_set: RuleSet, document: dict[str, Any]) -> Screening:
    """As `rules screen` does: read, filled in, screened."""
    facts = rules.read_facts(document, rule_set.catalogue)
    return rules.screen(rule_set, fill(facts))


def flags(screening: Screening) -> Flags:
    return {(each.rule.flag, each.rule.strength) for each in screening.flags}


def test_all_eight_files_are_there() -> None:
    assert {f"{name}.yaml" for name in FILES} == screenings.shipped_files().keys()


def test_every_example_comes_out_as_it_says(shipped: RuleSet) -> None:
    assert rules.failing_examples(shipped) == []


def test_every_flag_has_a_rule(shipped: RuleSet) -> None:
    assert {rule.flag for rule in shipped.rules} == FLAGS.keys()


def test_every_group_comes_in_both_strengths(shipped: RuleSet) -> None:
    groups = {name for name, flag in FLAGS.items() if flag.kind == "candidate"}
    found = {(r.flag, r.strength) for r in shipped.rules if r.kind == "candidate"}

    assert found == {(name, s) for name in groups for s in ("likely", "possible")}


def test_two_years_of_knee_pain_on_stairs_is_one_likely_joint(shipped: RuleSet) -> None:
    screening = screen(shipped, {"age": 62}, WORN_KNEE)

    assert [(f.rule.flag, f.rule.strength, f.area) for f in screening.flags] == [
        ("joint", "likely", "knee:right")
    ]
    assert screening.unknown == ()
    assert screening.priority == "likely"


def test_the_same_knee_is_found_where_little_else_is_known(shipped: RuleSet) -> None:
    knee = {"site": "knee", "side": "right", "duration_weeks": 104}
    document = {"age": 62, "pain_areas": [{**knee, "worse_with": ["stairs"]}]}

    raised = [each for each in judge(shipped, document).flags if each.outcome]

    assert [(f.rule.flag, f.rule.strength) for f in raised] == [("joint", "likely")]


@pytest.mark.parametrize(
    ("patient", "area", "expected"),
    [
        pytest.param({}, {"site": "forearm", "side": "left"}, set(), id="an ache"),
        pytest.param(
            {"age": 62},
            SHOULDER | {"night_pain": "when_lying_on_it", "course": "slowly_worse"},
            set(),
            id="night pain only when lying on the shoulder",
        ),
        pytest.param(
            {"leg_symptoms": "one_leg"},
            BACK,
            {("chronic_back", "likely"), ("nerve_symptoms", None)},
            id="one leg without weakness or bladder trouble",
        ),
        pytest.param(
            {"antiplatelet": "aspirin_low_dose"},
            {"site": "forearm", "side": "left"},
            {("antiplatelet", None)},
            id="low-dose aspirin is no blood thinner",
        ),
        pytest.param(
            {"conditions": ["psoriasis"]},
            BACK | {"morning_stiffness": "under_30_min", "better_with": ["movement"]},
            {("chronic_back", "likely")},
            id="stiffness under half an hour is not inflammatory",
        ),
        pytest.param(
            {"conditions": ["diabetes"], "diabetes_control": "good"},
            {"site": "forearm", "side": "left"},
            {("diabetes", None)},
            id="diabetes in good control",
        ),
        pytest.param(
            {"sports": ["running"]},
            {"site": "shin", "side": "left", "very_tight_and_extreme_pain": "yes"},
            set(),
            id="shins that tighten on every run",
        ),
        pytest.param(
            {"neck_warning_signs": ["face_or_limb_numbness"]},
            {"site": "neck", "side": "middle", "symptoms": ["numbness_or_tingling"]},
            {("neck_site", None), ("nerve_symptoms", None)},
            id="a numb arm from the neck",
        ),
        pytest.param(
            {"age": 70, "conditions": ["high_blood_pressure"], "smoking": "former"},
            BACK,
            {("chronic_back", "likely")},
            id="an old smoker's ordinary back",
        ),
    ],
)
def test_ordinary_patients_raise_no_false_alarm(
    shipped: RuleSet, patient: dict[str, Any], area: dict[str, Any], expected: Flags
) -> None:
    assert flags(screen(shipped, patient, area)) == expected


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        pytest.param({"saddle_numbness": "not_sure"}, "cauda_equina", id="saddle"),
        pytest.param(
            {"blood_thinner": "not_sure"}, "anticoagulant", id="blood thinner"
        ),
        pytest.param({"leg_clot_signs": ["not_sure"]}, "dvt_pe", id="clot"),
        pytest.param({"fever_or_unwell": "not_sure"}, "active_infection", id="fever"),
    ],
)
def test_not_sure_hides_no_danger(
    shipped: RuleSet, answers: dict[str, Any], flag: str
) -> None:
    screening = screen(shipped, {"age": 62, **answers}, WORN_KNEE)

    assert [f.rule.flag for f in screening.flags if f.not_ruled_out] == [flag]


def test_what_cannot_apply_is_never_left_open(shipped: RuleSet) -> None:
    """An elbow alone: nobody is asked about saddle, belly, legs or neck."""
    asked = HEALTHY.keys() - {
        *("saddle_numbness", "bladder_change", "bowel_change", "sexual_change"),
        *("leg_symptoms", "electric_shock_feeling", "neck_warning_signs"),
        *("injected_drugs_or_recent_infection", "new_headache_jaw_or_vision"),
        *("belly_warning_signs", "leg_clot_signs"),
    }
    area = ACHING.keys() - {"cannot_take_four_steps", "cannot_bend_90"}
    elbow = {name: ACHING[name] for name in area} | {"site": "elbow", "side": "left"}
    document = {name: HEALTHY[name] for name in asked} | {"pain_areas": [elbow]}

    screening = judge(shipped, document)

    assert (screening.flags, screening.unknown) == ((), ())
