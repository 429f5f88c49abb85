"""Whom the shipped rules send for help at once."""

from typing import Any

import pytest

from tests.shipped import HEALTHY, judge, raised, screen

ALARMS = ("emergency", "urgent")

Area = dict[str, Any]

KNEE: Area = {"site": "knee", "side": "right"}
ELBOW: Area = {"site": "elbow", "side": "right"}
BACK: Area = {"site": "lower_back", "side": "middle"}
GROIN: Area = {"site": "groin", "side": "left"}
CALF: Area = {"site": "calf", "side": "left"}
THIGH: Area = {"site": "thigh", "side": "left"}
SHIN: Area = {"site": "shin", "side": "left"}
HAND: Area = {"site": "hand", "side": "left"}
NECK: Area = {"site": "neck", "side": "middle"}
CHEST: Area = {"site": "chest", "side": "left"}
RUNNER: dict[str, Any] = {"sports": ["running"], "sport_level": "competition"}
# Three places are described, so that a fourth is not.
ARM: tuple[Area, ...] = ({"site": "shoulder", "side": "left"}, ELBOW, HAND)


def alarms(patient: dict[str, Any], *areas: Area) -> set[str]:
    return {each.rule.flag for each in raised(screen(patient, *areas), ALARMS)}


FOURTH: list[tuple[dict[str, Any], str, str]] = [
    ({"leg_symptoms": "both_legs"}, "lower_back", "cauda_equina"),
    ({"sexual_change": "yes"}, "lower_back", "cauda_equina"),
    ({"sexual_change": "yes"}, "buttock", "cauda_equina"),
    ({"fever_or_unwell": "yes"}, "lower_back", "spinal_infection"),
    ({"fever_or_unwell": "yes"}, "neck", "spinal_infection"),
    (
        {"injected_drugs_or_recent_infection": "yes", "constant_night_pain": "yes"},
        "mid_back",
        "spinal_infection",
    ),
    (
        {"conditions": ["cancer_past"], "leg_symptoms": "both_legs"},
        "mid_back",
        "cord_compression",
    ),
    ({"constant_night_pain": "yes"}, "thigh", "cancer_suspected"),
    ({"age": 13, "limping": "yes"}, "hip", "paediatric_hip"),
    ({"age": 13, "fever_or_unwell": "yes"}, "hip", "paediatric_hip"),
    ({"chest_warning_signs": ["worse_on_exertion"]}, "chest", "cardiac"),
    ({"leg_clot_signs": ["warm_or_sore_calf"]}, "calf", "dvt_pe"),
]


@pytest.mark.parametrize(("answers", "fourth", "flag"), FOURTH)
def test_a_danger_in_a_fourth_place_is_not_lost(
    answers: dict[str, Any], fourth: str, flag: str
) -> None:
    marked = {"sites": ["shoulder", "elbow", "hand", fourth], "area_count": 4}

    assert flag in alarms({**marked, **answers}, *ARM)


MISSED: list[Any] = [
    # A hot, red, swollen joint.
    ({}, KNEE | {"hot_red_swollen": "yes", "duration_weeks": 5}, "septic_joint"),
    (
        {},
        KNEE | {"hot_red_swollen": "yes", "duration_weeks": 5, "onset": "injury"},
        "septic_joint",
    ),
    ({}, ELBOW | {"hot_red_swollen": "yes"}, "septic_joint"),
    ({"age": 80}, KNEE | {"hot_red_swollen": "yes"}, "septic_joint"),
    ({}, SHIN | {"hot_red_swollen": "yes", "course": "quickly_worse"}, "septic_joint"),
    (
        {},
        {
            **{"site": "achilles", "side": "left", "hot_red_swollen": "yes"},
            **{"mechanism": "after_injection"},
        },
        "septic_joint",
    ),
    # Sciatica in both legs, marked on the leg.
    *(
        (
            {"leg_symptoms": "both_legs"},
            {"site": site, "side": "left", "symptoms": [symptom]},
            "cauda_equina",
        )
        for site in ("hip", "thigh", "calf")
        for symptom in ("numbness_or_tingling", "weakness")
    ),
    # Face and sight.
    ({"neck_warning_signs": ["face_droop"]}, NECK, "vascular_neck"),
    ({"neck_warning_signs": ["face_droop"], "age": 22}, NECK, "vascular_neck"),
    ({"neck_warning_signs": ["sight_change"]}, NECK, "vascular_neck"),
    ({"neck_warning_signs": ["sight_change"], "age": 22}, NECK, "vascular_neck"),
    # Cannot take four steps, without an injury.
    (
        {},
        KNEE | {"cannot_take_four_steps": "yes", "duration_weeks": 4},
        "fracture_suspected",
    ),
    (
        {},
        {
            **{"site": "foot", "side": "left", "cannot_take_four_steps": "yes"},
            **{"duration_weeks": 20, "course": "quickly_worse"},
        },
        "fracture_suspected",
    ),
    (
        {"age": 81},
        GROIN | {"cannot_take_four_steps": "yes", "duration_weeks": 9},
        "fracture_suspected",
    ),
    # The aorta.
    (
        {"age": 72, "belly_warning_signs": ["constant_whatever_i_do"]},
        BACK | {"duration_weeks": 3},
        "aortic",
    ),
    # A clot without a ticked risk.
    (
        {"leg_clot_signs": ["warm_or_sore_calf"]},
        CALF | {"duration_weeks": 1},
        "dvt_pe",
    ),
    ({"leg_clot_signs": ["warm_or_sore_calf"]}, KNEE, "dvt_pe"),
    # Falls on bones that break easily.
    (
        {"steroid_tablets": "yes"},
        CHEST | {"mechanism": "fall", "onset": "injury", "duration_weeks": 2},
        "fracture_suspected",
    ),
    *(
        (
            {"age": 78, "conditions": ["osteoporosis"]},
            {
                **{"site": site, "side": "left", "mechanism": "fall"},
                **{"onset": "injury", "duration_weeks": weeks},
            },
            "fracture_suspected",
        )
        for site in ("buttock", "groin")
        for weeks in (2, 8)
    ),
    # A runner's hip.
    *(
        (
            RUNNER,
            {
                **{"site": site, "side": "left", "worse_with": ["running"]},
                **{"mechanism": "overuse", "duration_weeks": 5},
            },
            "fracture_suspected",
        )
        for site in ("groin", "hip")
    ),
    # The heart at 38.
    ({"age": 38, "chest_warning_signs": ["worse_on_exertion"]}, CHEST, "cardiac"),
    # A limb under pressure.
    (
        {},
        SHIN | {"very_tight_and_extreme_pain": "yes", "duration_weeks": 1},
        "compartment_limb",
    ),
    # Pain at night that never lets go.
    (
        {"age": 55, "constant_night_pain": "yes"},
        THIGH | {"duration_weeks": 35},
        "cancer_suspected",
    ),
    (
        {"age": 30, "constant_night_pain": "yes"},
        BACK | {"duration_weeks": 13},
        "cancer_suspected",
    ),
]


@pytest.mark.parametrize(("patient", "area", "flag"), MISSED)
def test_a_danger_is_raised(patient: dict[str, Any], area: Area, flag: str) -> None:
    assert flag in alarms(patient, area)


NOT_SURE: list[Any] = [
    ({"age": 62, "weight_loss_unplanned": "not_sure"}, BACK, "cancer_suspected"),
    ({"new_lump": "not_sure"}, THIGH, "cancer_suspected"),
    ({"constant_night_pain": "not_sure"}, BACK, "cancer_suspected"),
    (
        {"fever_or_unwell": "not_sure"},
        {"site": "hip", "side": "left", "joint_replaced_here": "yes"},
        "septic_joint",
    ),
    (
        {"fever_or_unwell": "not_sure"},
        KNEE | {"course": "quickly_worse"},
        "septic_joint",
    ),
    ({"fever_or_unwell": "yes"}, KNEE | {"course": "not_sure"}, "septic_joint"),
    ({"fever_or_unwell": "not_sure"}, BACK, "spinal_infection"),
    ({}, KNEE | {"hot_red_swollen": "not_sure"}, "septic_joint"),
    (
        {},
        KNEE | {"cannot_take_four_steps": "not_sure", "duration_weeks": 2},
        "fracture_suspected",
    ),
    (
        {"conditions": ["diabetes"], "constant_night_pain": "yes"},
        BACK | {"course": "not_sure"},
        "spinal_infection",
    ),
    (
        {"neck_warning_signs": ["dizziness"]},
        NECK | {"course": "not_sure"},
        "vascular_neck",
    ),
    (
        {"age": 55},
        BACK | {"duration_weeks": 4, "course": "not_sure"},
        "cancer_suspected",
    ),
    (
        {"smoking": "former", "smoked_heavily": "not_sure"},
        {
            **{"site": "shoulder", "side": "left", "pattern": "constant"},
            **{"duration_weeks": 20},
        },
        "cancer_suspected",
    ),
    (
        {"steroid_tablets": "not_sure"},
        CHEST | {"mechanism": "fall", "duration_weeks": 2},
        "fracture_suspected",
    ),
    (
        {"age": 12},
        {"site": "hip", "side": "left", "symptoms": ["not_sure"]},
        "paediatric_hip",
    ),
    ({"leg_symptoms": "both_legs"}, THIGH | {"symptoms": ["not_sure"]}, "cauda_equina"),
    (
        {"leg_clot_signs": ["warm_or_sore_calf"]},
        CALF | {"mechanism": "not_sure", "onset": "not_sure"},
        "dvt_pe",
    ),
]


@pytest.mark.parametrize(("patient", "area", "flag"), NOT_SURE)
def test_a_danger_that_is_not_sure_is_not_ruled_out(
    patient: dict[str, Any], area: Area, flag: str
) -> None:
    screening = screen(patient, area)

    assert flag in {each.rule.flag for each in screening.flags if each.not_ruled_out}
    assert screening.priority in ALARMS


@pytest.mark.parametrize("site", ["knee", "shin", "lower_back", "achilles"])
def test_no_needle_goes_where_it_is_hot_and_red(site: str) -> None:
    area = {"site": site, "side": "left", "hot_red_swollen": "yes"}

    found = raised(screen({}, area), ("contraindication",))

    assert [(f.rule.flag, f.area) for f in found] == [
        ("active_infection", f"{site}:left")
    ]


def test_an_elbow_that_hurts_with_effort_and_a_second_sign_is_an_alarm() -> None:
    signs = ["worse_on_exertion", "sweating"]

    assert alarms({"age": 45, "chest_warning_signs": signs}, ELBOW) == {"cardiac"}


def test_a_document_without_any_place_leaves_the_dangers_of_a_place_open() -> None:
    """The place may still be a back: not raised, and not ruled out."""
    screening = judge({**HEALTHY, "fever_or_unwell": "yes"})

    open_flags = {each.rule.flag for each in screening.flags if each.not_ruled_out}
    assert open_flags == {"spinal_infection"}
