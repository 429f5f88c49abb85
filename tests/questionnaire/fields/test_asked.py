from typing import Any

import pytest

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.fields import ManyField, YesNoField
from tests.questionnaire.fields.fill import filled, sent


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("Is it red?", "Is it red?"),
        (
            "Do you have a fever or shivers: new, or worse?",
            "Do you have a fever or shivers…",
        ),
        ("After an injury: is it red?", "After an injury: is it red?"),
        ("word " * 30, "word " * 13 + "word…"),
    ],
)
def test_a_question_is_called_by_its_first_words(words: str, called: str) -> None:
    field: Any = YesNoField(words)

    assert filled(field, None).called == called


def test_no_two_questions_of_a_page_are_called_the_same() -> None:
    for step in QUESTIONNAIRE.steps:
        called = [field.called for field in step.form()]  # type: ignore[attr-defined]
        assert len(set(called)) == len(called), step.slug


def test_in_a_list_an_empty_answer_is_said_in_few_words() -> None:
    one: Any = YesNoField("Is it red?")
    many: Any = ManyField("What colour?", {"red": "Red"})

    assert sent(one).brief_error == "Choose an answer."
    assert sent(many).brief_error == "Choose everything that applies."
    assert sent(many, "red", "none").brief_error.startswith("You chose “None of these”")
