"""What a child is not asked, and what is asked of whoever answers for another."""

import pytest

from intake.questionnaire import QUESTIONNAIRE
from tests.questionnaire.patients import answers, asked, field, post

CHILD, YOUTH = "2016-03-02", "2011-03-02"


@pytest.mark.parametrize(
    ("born", "smoking", "heavily"),
    [(CHILD, False, False), (YOUTH, True, False), ("1980-03-02", True, True)],
    ids=["10", "15", "46"],
)
def test_smoking_is_asked_of_whoever_may_smoke(
    born: str, *, smoking: bool, heavily: bool
) -> None:
    said = answers(date_of_birth=born, smoking="current")

    names = asked("health", said)

    assert ("smoking" in names, "smoked_heavily" in names) == (smoking, heavily)


def test_what_only_adults_have_is_not_offered_to_a_child() -> None:
    grown = {"high_blood_pressure", "gout"}

    assert set(field("health", answers(), "conditions").choices) >= grown
    child = answers(date_of_birth=CHILD)
    assert grown.isdisjoint(field("health", child, "conditions").choices)


def test_whoever_answers_for_another_gives_their_own_name_too() -> None:
    said = answers(filled_in_by="parent_or_carer")

    assert "filled_in_by_name" in asked("contact", said)
    assert "filled_in_by_name" in QUESTIONNAIRE.split(said)[1]
    name = field("contact", said, "full_name")
    assert name.label.text == "What is the patient’s full name?"
    assert 'autocomplete="off"' in str(name)


def test_whoever_answers_for_themselves_is_asked_one_name() -> None:
    said = answers(filled_in_by="self")

    assert "filled_in_by_name" not in asked("contact", said)
    name = field("contact", said, "full_name")
    assert name.label.text == "What is your full name?"
    assert 'autocomplete="name"' in str(name)


def test_the_patients_name_is_missed_in_the_same_words() -> None:
    form = post("contact", answers(filled_in_by="interpreter"), full_name="")

    form.validate()

    assert form.errors["full_name"] == ["Write the patient’s full name."]
    assert form.errors["filled_in_by_name"] == ["Write your own name."]
