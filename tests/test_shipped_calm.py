"""Whom the shipped rules leave in peace."""

from typing import Any

import pytest

from intake.questionnaire.body import SITES
from tests.shipped import screen
from tests.test_shipped_alarms import (
    ALARMS,
    BACK,
    CALF,
    ELBOW,
    GROIN,
    HAND,
    KNEE,
    NECK,
    SHIN,
    THIGH,
    Area,
)

CALM: list[Any] = [
    pytest.param({"leg_symptoms": "both_legs"}, [KNEE], id="two worn knees"),
    pytest.param(
        {"leg_symptoms": "both_legs"},
        [KNEE | {"symptoms": ["weakness", "grinding"]}],
        id="two worn knees that are weak",
    ),
    pytest.param(
        {"leg_symptoms": "one_leg"},
        [THIGH | {"symptoms": ["numbness_or_tingling"]}],
        id="a numb thigh, one leg",
    ),
    pytest.param(
        {"neck_warning_signs": ["face_or_limb_numbness"]},
        [NECK],
        id="a numb arm from the neck",
    ),
    pytest.param(
        {"age": 66},
        [
            KNEE
            | {"deformed": "yes", "onset": "injury", "mechanism": "twist"}
            | {"duration_weeks": 520}
        ],
        id="a bent knee ten years after a twist",
    ),
    pytest.param(
        {"age": 61},
        [HAND | {"deformed": "yes", "mechanism": "lift", "duration_weeks": 104}],
        id="nodes on the fingers",
    ),
    pytest.param(
        {"age": 50},
        [
            {"site": "toes", "side": "left", "deformed": "yes"}
            | {"mechanism": "knock_or_other_injury", "duration_weeks": 156}
        ],
        id="a bunion",
    ),
    pytest.param(
        {},
        [KNEE | {"deformed": "not_sure", "onset": "injury", "duration_weeks": 100}],
        id="not sure about the shape of an old knee",
    ),
    pytest.param(
        {"age": 45, "chest_warning_signs": ["worse_on_exertion"]},
        [ELBOW | {"worse_with": ["gripping"]}],
        id="tennis elbow that hurts with effort",
    ),
    pytest.param(
        {"age": 62, "chest_warning_signs": ["worse_on_exertion"]},
        [KNEE, HAND],
        id="worn knee and hand, on the stairs",
    ),
    pytest.param(
        {"age": 30, "chest_warning_signs": ["worse_on_exertion"]},
        [{"site": "shoulder", "side": "left", "worse_with": ["overhead"]}],
        id="a swimmer's shoulder",
    ),
    pytest.param(
        {"leg_clot_signs": ["warm_or_sore_calf"]},
        [CALF | {"onset": "injury", "mechanism": "sport", "duration_weeks": 2}],
        id="a strained calf",
    ),
    pytest.param(
        {"sports": ["field_ball"]},
        [GROIN | {"worse_with": ["running", "pivoting"], "mechanism": "overuse"}],
        id="a footballer's groin",
    ),
    pytest.param(
        {},
        [SHIN | {"very_tight_and_extreme_pain": "yes", "duration_weeks": 30}],
        id="shins that tighten on every run",
    ),
    pytest.param(
        {"age": 58, "belly_warning_signs": ["constant_whatever_i_do"]},
        [BACK],
        id="a back that no position helps, 58 and no risk",
    ),
    pytest.param(
        {"age": 70},
        [KNEE | {"cannot_take_four_steps": "not_sure", "duration_weeks": 104}],
        id="not sure about four steps, for two years",
    ),
]


@pytest.mark.parametrize(("patient", "areas"), CALM)
def test_an_ordinary_patient_is_left_in_peace(
    patient: dict[str, Any], areas: list[Area]
) -> None:
    found = screen(patient, *areas).flags

    assert [each.rule.id for each in found if each.rule.kind in ALARMS] == []


@pytest.mark.parametrize("site", SITES)
def test_who_aches_and_is_well_raises_no_alarm_anywhere(site: str) -> None:
    found = screen({}, {"site": site, "side": "left"}).flags

    assert [each.rule.id for each in found if each.rule.kind in ALARMS] == []
