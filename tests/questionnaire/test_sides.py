"""Left or right is said twice: once on the drawing or in the list, once in words."""

from typing import Any

import pytest

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.body import one_sided, opposite, opposite_area
from tests.questionnaire.patients import TODAY, answers, asked, field, post

KNEE: dict[str, Any] = {"regions": ["knee_right_inner"]}
SURE: dict[str, Any] = {**KNEE, "own_sides": ["knee:right"]}
TWO: dict[str, Any] = {
    "regions": ["shoulder_left_front", "knee_right_inner", "lower_back_middle"]
}


def given(said: dict[str, Any], **sent: Any) -> dict[str, Any]:
    """All answers after the page was sent with this; what was on it stays."""
    form = post("where", said, **{**said, **sent})
    assert form.validate(), form.errors
    where = QUESTIONNAIRE.find("where", None, said, TODAY)
    assert where is not None
    return QUESTIONNAIRE.merged(said, where, QUESTIONNAIRE.given(where, form), TODAY)


def test_one_sided_are_the_areas_whose_other_side_was_not_chosen() -> None:
    both = ["knee_right_inner", "knee_left_front", "head_middle", "hip_left_outer"]

    assert one_sided([*both, "elbow_of_old"]) == ("hip:left",)


def test_the_other_side_of_a_region_is_the_same_place() -> None:
    assert opposite("knee_right_inner") == "knee_left_inner"
    assert opposite("lower_back_left") == "lower_back_right"
    assert opposite("abdomen_middle") == "abdomen_middle"
    assert opposite_area("hip:left") == "hip:right"


@pytest.mark.parametrize(
    "regions", [["abdomen_middle"], ["knee_left_front", "knee_right_inner"]]
)
def test_no_side_is_asked_where_none_can_be_mistaken(regions: list[str]) -> None:
    assert "own_sides" not in asked("where", {"regions": regions})


def test_the_question_comes_on_the_pages_next_showing() -> None:
    first = post("where", {}, regions="knee_right_inner")

    assert first.validate()
    assert "own_sides" not in first
    assert "own_sides" in asked("where", KNEE)


def test_both_sides_are_offered_left_first_and_neither_is_chosen() -> None:
    shown = field("where", KNEE, "own_sides")

    words = [option.words for option in shown.options]
    assert words[:2] == ["My left knee", "My right knee"]
    assert shown.data is None


def test_several_places_are_confirmed_in_one_answer() -> None:
    shown = field("where", TWO, "own_sides")

    assert list(shown.choices.values())[:2] == [
        "My left shoulder; my right knee",
        "My right shoulder; my left knee",
    ]


def test_an_answer_that_agrees_is_kept_with_its_places() -> None:
    after = given(KNEE, own_sides="knee:right")

    assert after["own_sides"] == ["knee:right"]
    assert after["regions"] == ["knee_right_inner"]


def test_the_other_side_turns_the_places_and_loses_nothing() -> None:
    said = {**TWO, "worst_area": "knee:right"}

    after = given(said, own_sides="shoulder:right knee:left")

    turned = ["shoulder_right_front", "lower_back_middle", "knee_left_inner"]
    assert after["regions"] == turned
    assert after["own_sides"] == ["shoulder:right", "knee:left"]
    assert after["worst_area"] == "knee:left"


def test_a_place_with_both_sides_stays_when_others_are_turned() -> None:
    said = {"regions": ["hip_left_outer", "hip_right_front", "heel_left"]}

    after = given({**said, "worst_area": "hip:left"}, own_sides="heel:right")

    assert after["regions"] == ["hip_left_outer", "hip_right_front", "heel_right"]
    assert after["worst_area"] == "hip:left"


@pytest.mark.parametrize("said", [None, "knee:right", "neither"])
def test_places_changed_beside_the_question_are_asked_about_anew(
    said: str | None,
) -> None:
    sent: dict[str, Any] = {"own_sides": said} if said else {}
    form = post("where", KNEE, regions="knee_left_inner", **sent)

    assert form.validate(), form.errors
    assert "own_sides" not in form
    assert "own_sides" in asked("where", {"regions": form["regions"].data})


def test_the_words_are_right_if_the_places_are_changed_to_agree() -> None:
    after = given(KNEE, regions="knee_left_inner", own_sides="knee:left")

    assert after["own_sides"] == ["knee:left"]
    assert after["regions"] == ["knee_left_inner"]


def test_a_change_later_is_asked_about_again() -> None:
    whole = answers(regions=["knee_right_inner"])

    after = given({**whole}, regions=["knee_left_inner"])

    assert "own_sides" not in after
    page = QUESTIONNAIRE.first_unanswered(after, TODAY)
    assert page is not None
    assert page.step.slug == "where"


def test_another_place_on_the_same_side_of_the_same_site_is_not() -> None:
    after = given(SURE, regions=["knee_right_inner", "knee_right_front"])

    assert after["own_sides"] == ["knee:right"]


def test_neither_needs_a_change_of_the_places() -> None:
    form = post("where", KNEE, **KNEE, own_sides="neither")

    assert not form.validate()
    assert form.errors == {
        "own_sides": ["Change the places that are wrong above. Then press Continue."]
    }


def test_a_side_that_is_left_open_is_asked_for() -> None:
    form = post("where", KNEE, **KNEE)

    assert not form.validate()
    assert form.errors == {"own_sides": ["Choose the side that hurts."]}


@pytest.mark.parametrize("forged", ["knee:middle", "knee:right heel:left", "x"])
def test_a_side_that_was_not_offered_is_refused(forged: str) -> None:
    form = post("where", KNEE, **KNEE, own_sides=forged)

    assert not form.validate()
    assert form.errors == {"own_sides": ["Choose from the answers shown."]}


def test_what_was_said_stands_in_words_on_the_check_page() -> None:
    rows = [
        row
        for section in QUESTIONNAIRE.shown({**TWO, **SURE}, TODAY)
        for row in section.rows
    ]

    assert next(r.words for r in rows if r.name == "own_sides") == "Right knee"
