"""Which places are asked about, and which are written down."""

from tests.questionnaire.patients import field

FOUR = ["neck_middle", "hip_left_outer", "knee_left_front", "heel_left"]


def test_with_three_places_all_are_asked_about() -> None:
    hint = field("where", {"regions": FOUR[:3]}, "worst_area").hint

    assert hint == "We ask about this one first, and then about the others."


def test_with_four_places_the_page_says_which_will_be_asked_about() -> None:
    hint = field("where", {"regions": FOUR}, "worst_area").hint

    assert "middle of the neck; left hip" in hint
    assert "the third is: left knee" in hint
    assert "written down too, and the clinic sees them" in hint


def test_once_the_worst_is_chosen_the_page_names_the_rest() -> None:
    said = {"regions": FOUR, "worst_area": "heel:left"}

    hint = field("where", said, "worst_area").hint

    assert "we ask about: left heel; middle of the neck; left hip" in hint
    assert "do not ask about: left knee" in hint
