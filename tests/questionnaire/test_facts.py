from typing import Any

import pytest

from intake.questionnaire.facts import facts, fill
from tests.questionnaire.patients import TODAY, answers


def test_facts_are_what_was_answered_and_what_follows() -> None:
    said = answers(
        {"knee:right": {"duration_amount": 2, "duration_unit": "years"}},
        height_cm=168,
        weight_kg=74,
    )

    document = facts(said, TODAY)

    assert document["age"] == 62
    assert document["bmi"] == 26.2
    assert document["interference_score"] == 3
    assert document["area_count"] == 1
    area = document["pain_areas"][0]
    assert (area["site"], area["side"], area["region_type"]) == ("knee", "right", "leg")
    assert area["duration_weeks"] == 104


def test_nothing_private_is_a_fact() -> None:
    document = facts(answers(goal="Alma Marker"), TODAY)

    assert "Alma" not in str(document)
    assert "1964" not in str(document)
    assert not {"area", "places", "areas"} & document.keys()
    assert "area" not in document["pain_areas"][0]


def test_what_was_left_empty_is_no_fact() -> None:
    assert "height_cm" not in facts(answers(), TODAY)


def test_not_sure_is_kept_as_it_was_given() -> None:
    assert facts(answers(new_lump="not_sure"), TODAY)["new_lump"] == "not_sure"


def test_the_worst_area_stands_first_and_at_most_three_are_described() -> None:
    said = answers(
        regions=["neck_middle", "hip_left_outer", "knee_left_front", "heel_left"],
        worst_area="heel:left",
    )

    document = facts(said, TODAY)

    assert [area["site"] for area in document["pain_areas"]] == ["heel", "neck", "hip"]
    assert document["area_count"] == 4


def test_every_place_that_hurts_is_a_fact_the_fourth_too() -> None:
    said = answers(
        regions=[
            *("shoulder_left_front", "elbow_left_outer", "wrist_left"),
            *("lower_back_middle", "knee_right_inner", "knee_left_inner"),
        ],
        worst_area="wrist:left",
    )

    document = facts(said, TODAY)

    assert "lower_back" not in {area["site"] for area in document["pain_areas"]}
    assert document["sites"] == ["shoulder", "elbow", "wrist", "lower_back", "knee"]


def test_answers_left_behind_are_no_facts() -> None:
    said = {**answers(), "hba1c_percent": 12, "areas": {"jaw:left": {"pain_now": 9}}}

    document = facts(said, TODAY)

    assert "hba1c_percent" not in document
    assert [area["site"] for area in document["pain_areas"]] == ["knee"]


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ({"sex_at_birth": "male"}, "pregnancy", "no"),
        ({"date_of_birth": "1964-03-02"}, "pregnancy", "no"),
        ({"regions": ["wrist_left"]}, "saddle_numbness", "no"),
        ({"regions": ["wrist_left"]}, "bladder_change", "none"),
        ({"regions": ["wrist_left"]}, "leg_clot_signs", ["none"]),
        ({"regions": ["head_middle"]}, "progressive_weakness", "no"),
        ({"smoking": "never"}, "smoked_heavily", "no"),
    ],
)
def test_a_question_that_cannot_apply_implies_its_answer(
    said: dict[str, Any], name: str, value: object
) -> None:
    document = facts(answers(**said), TODAY)

    assert document[name] == value
    assert name in document["implied"]


def test_an_area_marks_what_is_implied_of_it() -> None:
    area = facts(answers(regions=["wrist_left"]), TODAY)["pain_areas"][0]

    assert area["cannot_take_four_steps"] == area["cannot_bend_90"] == "no"
    assert area["injections_here"] == ["none"]
    assert area["implied"] == [
        "cannot_take_four_steps",
        "cannot_bend_90",
        "physio_weeks",
        "injections_here",
    ]


def test_what_may_be_true_without_being_asked_is_never_implied() -> None:
    document = facts(answers(regions=["wrist_left"]), TODAY)

    assert not {"limping", "injected_drugs_or_recent_infection"} & document.keys()


def test_a_draft_implies_nothing_that_it_cannot_know_yet() -> None:
    assert facts({}, TODAY) == {"pain_areas": []}


def test_a_given_document_is_filled_as_on_the_web() -> None:
    document = fill(
        {
            "age": 62,
            "height_cm": 180,
            "weight_kg": 81,
            "pain_areas": [
                {"site": "wrist", "duration_amount": 6, "duration_unit": "months"}
            ],
        }
    )

    assert document["bmi"] == 25
    assert document["area_count"] == 1
    assert document["saddle_numbness"] == document["pregnancy"] == "no"
    assert document["pain_areas"][0]["duration_weeks"] == 26
    assert document["pain_areas"][0]["cannot_bend_90"] == "no"


def test_what_is_given_is_never_changed() -> None:
    given = {
        "bmi": 41,
        "height_cm": 180,
        "weight_kg": 81,
        "saddle_numbness": "yes",
        "implied": ["pregnancy"],
        "pregnancy": "no",
        "pain_areas": [{"site": "wrist", "region_type": "leg"}],
    }

    document = fill(given)

    assert {name: document[name] for name in given if name not in DEEP} == {
        name: value for name, value in given.items() if name not in DEEP
    }
    assert document["implied"][0] == "pregnancy"
    assert "saddle_numbness" not in document["implied"]
    assert document["pain_areas"][0]["region_type"] == "leg"


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"pain_areas": []},
        {"pain_areas": [{}]},
        {"pain_areas": [{"site": "not_sure"}]},
        {"pain_areas": [{"site": "knee"}, {"site": "not_sure"}]},
        {"sites": ["none"]},
    ],
    ids=["nothing", "no area", "no site", "not sure", "one unsure", "none"],
)
def test_a_place_that_is_not_known_implies_no_urgent_sign(
    given: dict[str, Any],
) -> None:
    assert not {"saddle_numbness", "chest_warning_signs"} & fill(given).keys()


@pytest.mark.parametrize(
    ("given", "sites"),
    [
        ({"pain_areas": [{"site": "wrist"}, {"site": "neck"}]}, ["neck", "wrist"]),
        ({"pain_areas": [{}, {"site": "neck"}]}, ["neck"]),
        ({"pain_areas": [{"site": "not_sure"}]}, None),
        ({"pain_areas": []}, None),
        ({}, None),
        ({"sites": ["hip"], "pain_areas": [{"site": "wrist"}]}, ["hip"]),
    ],
    ids=["areas", "one unnamed", "not sure", "no area", "nothing", "given"],
)
def test_sites_are_given_or_follow_from_the_areas(
    given: dict[str, Any], sites: list[str] | None
) -> None:
    assert fill(given).get("sites") == sites


def test_sites_that_are_given_decide_what_can_apply() -> None:
    assert "saddle_numbness" not in fill({"sites": ["hip", "wrist"]})
    assert fill({"sites": ["wrist"]})["saddle_numbness"] == "no"


def test_a_document_without_areas_stays_without() -> None:
    assert "pain_areas" not in fill({"smoking": "never"})


DEEP = ("implied", "pain_areas")
