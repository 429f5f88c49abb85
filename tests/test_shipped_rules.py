"""Every file in intake/rules/clinic could be published today, and judges well."""

from datetime import date
from typing import Any

import pytest

from intake import rules
from intake.rules import FLAGS, KINDS
from intake.rules.examples import finding_of
from intake.workflow import screenings
from tests.shipped import (
    ACHING,
    BACK,
    HEALTHY,
    SHOULDER,
    WORN_KNEE,
    Flags,
    flags,
    judge,
    screen,
    shipped,
)

FILES = {
    "places",
    "emergency_nerves",
    "emergency_infection",
    "emergency_vessels",
    "urgent_bones_and_tendons",
    "urgent_cancer_and_children",
    "contraindications",
    "cautions",
    "joint",
    "tendon_ligament",
    "chronic_back",
    "sports_injury",
}


def test_all_files_are_there() -> None:
    assert {f"{name}.yaml" for name in FILES} == screenings.shipped_files().keys()


def test_every_example_comes_out_as_it_says() -> None:
    assert rules.failing_examples(shipped()) == []


def test_every_example_has_its_evidence_and_its_reason() -> None:
    """As a clinician would see them, were the example a patient."""
    findings = [
        finding_of(shipped(), rule, example)
        for rule in shipped().rules
        for example in rule.examples
    ]

    assert all(each.evidence for each in findings)
    assert all("{" not in each.because for each in findings)


def test_every_number_is_shown_on_both_sides() -> None:
    assert rules.missing_boundaries(shipped()) == []


def test_every_small_change_that_can_be_noticed_is() -> None:
    results = list(rules.mutate(shipped()))

    assert rules.score(results) == 1
    assert not [each for each in results if each.of(rules.NOT_EXAMINED)]


def test_one_doubt_is_left_and_meant() -> None:
    """Without a figure it is not known how well a diabetes is controlled: undecided."""
    doubts = rules.check(shipped(), date(2026, 11, 24))

    assert [(each.code, each.rule) for each in doubts] == [("not-asked", "high-hba1c")]


def test_every_flag_has_a_rule() -> None:
    assert {rule.flag for rule in shipped().rules} == FLAGS.keys()


def test_every_group_comes_in_both_strengths() -> None:
    groups = {name for name, flag in FLAGS.items() if flag.kind == "candidate"}
    found = {(r.flag, r.strength) for r in shipped().rules if r.kind == "candidate"}

    assert found == {(name, s) for name in groups for s in ("likely", "possible")}


def test_two_years_of_knee_pain_on_stairs_is_one_likely_joint() -> None:
    screening = screen({"age": 62}, WORN_KNEE)

    assert [(f.rule.flag, f.rule.strength, f.area) for f in screening.flags] == [
        ("joint", "likely", "knee:right")
    ]
    assert screening.unknown == ()
    assert screening.priority == "likely"


def test_the_same_knee_is_found_where_little_else_is_known() -> None:
    knee = {"site": "knee", "side": "right", "duration_weeks": 104}
    document = {"age": 62, "pain_areas": [{**knee, "worse_with": ["stairs"]}]}

    raised = [each for each in judge(document).flags if each.outcome]

    assert [(f.rule.flag, f.rule.strength) for f in raised] == [("joint", "likely")]


def test_who_does_not_know_for_how_long_may_be_a_candidate_all_the_same() -> None:
    told = {"worse_with": ["gripping"], "told_diagnosis": ["tendon_problem"]}
    elbow = {name: each for name, each in ACHING.items() if name != "duration_weeks"}
    area = {**elbow, **told, "site": "elbow", "side": "left"}

    screening = judge({**HEALTHY, "pain_areas": [area]})

    assert flags(screening) == {("tendon_ligament", "possible")}
    assert "long-tendon-or-ligament-pain" in {f.rule.id for f in screening.unknown}


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
    patient: dict[str, Any], area: dict[str, Any], expected: Flags
) -> None:
    assert flags(screen(patient, area)) == expected


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
def test_not_sure_hides_no_danger(answers: dict[str, Any], flag: str) -> None:
    screening = screen({"age": 62, **answers}, WORN_KNEE)

    assert [f.rule.flag for f in screening.flags if f.not_ruled_out] == [flag]


def test_every_grave_flag_has_a_rule_that_leaves_it_open() -> None:
    may = {name for name, flag in FLAGS.items() if KINDS[flag.kind].may_raise_unknown}

    leave_open = {each.flag for each in shipped().rules if each.if_unknown == "raise"}
    assert leave_open == may


def test_what_cannot_apply_is_never_left_open() -> None:
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

    screening = judge(document)

    assert (screening.flags, screening.unknown) == ((), ())
