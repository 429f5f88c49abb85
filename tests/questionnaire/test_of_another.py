"""The questions in the words for a parent or carer."""

import re
from collections.abc import Iterator

import pytest

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.fields import Asked
from intake.questionnaire.of_another import (
    CHILD,
    PATIENT,
    REWORDED,
    patient_as_told,
)
from intake.questionnaire.words import say, speak_about
from tests.questionnaire.patients import TODAY

TO_SOMEBODY = re.compile(r"\b(you|your|yourself|I|my|me)\b|\bI’m\b", re.IGNORECASE)
# What is meant for whoever is at the screen, or stands before it is known who that is.
FOR_WHOEVER_ANSWERS = {
    "Before you start",
    "What you have noticed",
    "How to reach you",
    "A rough number will do. If you do not know, leave it empty.",
    "For example, 6 for 6 months. If you do not know, leave it empty.",
    "Write how long, or choose “I’m not sure” below.",
    "Nothing that I know of",
    "Well, as far as I know",
    "What is your own name, as you answer for the patient?",
    "Write your own name.",
    "Write your answer.",
    "What is your full name?",  # in other words already, by the field itself
    "Write your full name.",
    "What is your e-mail address?",
    "Needed if we are to write to you.",
    "Write your e-mail address.",
    "What is your telephone number?",
    "Needed if we are to telephone you.",
    "Write your telephone number.",
}
BEFORE_IT_IS_KNOWN = {"filled_in_by", "sex_at_birth", "consent"}


@pytest.fixture(autouse=True)
def _to_the_patient_again() -> Iterator[None]:
    yield
    speak_about("", {})


def words() -> Iterator[str]:
    for step in QUESTIONNAIRE.steps:
        yield from (step.title, step.lead)
        for field in step.form():
            if isinstance(field, Asked) and field.short_name not in BEFORE_IT_IS_KNOWN:
                yield from (field.label.text, field.hint, *field.values.values())
                yield from getattr(field, "ends", ())
                if not field.missing.startswith("Choose"):
                    yield field.missing


def test_what_speaks_to_the_patient_has_words_about_the_patient() -> None:
    to_patient = {each for each in words() if TO_SOMEBODY.search(each)}
    assert to_patient - REWORDED.keys() - FOR_WHOEVER_ANSWERS == set()


def test_every_row_is_a_question_of_ours_and_speaks_to_nobody() -> None:
    shown = set(words())
    for to_patient, about in REWORDED.items():
        assert to_patient in shown or to_patient.startswith(
            ("Your ", "your ", "my ", "the ")
        )
        assert not TO_SOMEBODY.search(about), about


@pytest.mark.parametrize(
    ("said", "born", "whom"),
    [
        ("self", "2015-01-01", ""),
        ("interpreter", "1964-01-01", ""),
        ("parent_or_carer", "2015-01-01", CHILD),
        ("parent_or_carer", "1964-01-01", PATIENT),
        ("parent_or_carer", "2008-11-02", PATIENT),  # eighteen today
        ("parent_or_carer", "2008-11-03", CHILD),
    ],
)
def test_whom_the_words_are_about(said: str, born: str, whom: str) -> None:
    answers = {"filled_in_by": said, "date_of_birth": born}
    assert patient_as_told(answers, TODAY) == whom


def test_the_patient_is_named_and_what_has_no_row_stays() -> None:
    speak_about(CHILD, REWORDED)
    assert say("Do you smoke?") == "Does your child smoke?"
    assert say("Your health") == "Your child’s health"
    assert say("your right knee") == "your child’s right knee"
    assert say("the middle of your lower back") == (
        "the middle of your child’s lower back"
    )
    assert say("How bad is the pain right now?") == "How bad is the pain right now?"
