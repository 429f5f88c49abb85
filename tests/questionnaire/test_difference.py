"""What a patient changed between two times."""

from typing import Any

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.difference import difference
from tests.questionnaire.patients import TODAY, answers


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    found = difference(
        QUESTIONNAIRE.shown(answers(**before), TODAY),
        QUESTIONNAIRE.shown(answers(**after), TODAY),
    )
    return {
        each.label: " → ".join(
            "None" if row is None else row.words for row in (each.before, each.after)
        )
        for each in found
    }


def test_the_same_answers_differ_in_nothing() -> None:
    assert changes({"smoking": "never"}, {"smoking": "never"}) == {}


def test_an_answer_that_was_changed_is_told_as_it_was_and_is() -> None:
    found = changes({"smoking": "never"}, {"smoking": "former"})
    assert found["Do you smoke?"] == "I never have → I used to"


def test_the_same_question_of_another_place_is_another_question() -> None:
    found = difference(
        QUESTIONNAIRE.shown(answers(regions=["knee_right_inner"]), TODAY),
        QUESTIONNAIRE.shown(answers(regions=["knee_left_inner"]), TODAY),
    )
    titles = {each.title for each in found if each.label.startswith("How bad is the")}
    assert titles == {"What it feels like: left knee", "What it feels like: right knee"}


def test_what_was_not_asked_before_has_nothing_before() -> None:
    found = changes({"sports": ["none"]}, {"sports": ["golf"], "sport_level": "club"})
    assert found["At what level do you do sport?"].startswith("None → Training")
