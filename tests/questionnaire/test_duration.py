"""How long it has hurt: a number, its unit, and what fits the patient."""

from typing import Any

import pytest

from tests.questionnaire.patients import answers, post

BEGAN: dict[str, Any] = {
    "part": "front",
    "onset": "sudden",
    "mechanism": "fall",
    "happened_in_sport": "no",
    "happened_before": "no",
}


def began(amount: str, unit: str | None, born: str = "1964-03-02") -> Any:
    sent = {**BEGAN, "duration_amount": amount}
    said = answers(date_of_birth=born)
    form = post("began", said, 1, **sent, **({"duration_unit": unit} if unit else {}))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("amount", "unit"), [("2 years", None), ("2 yrs", "years"), ("2", "years")]
)
def test_a_unit_behind_the_number_is_taken(amount: str, unit: str | None) -> None:
    form = began(amount, unit)

    assert form.errors == {}
    assert (form["duration_amount"].data, form["duration_unit"].data) == (2, "years")


@pytest.mark.parametrize(
    ("amount", "unit", "where", "error"),
    [
        (
            "2 years",
            "months",
            "duration_amount",
            "You wrote one unit here and chose another below. Change one.",
        ),
        (
            "0",
            "weeks",
            "duration_amount",
            "Write more than 0. For less than a day, write 1 and choose Days.",
        ),
        (
            "64",
            "years",
            "duration_amount",
            "This is longer than your whole life. Check number and unit.",
        ),
        (
            "900",
            "months",
            "duration_amount",
            "This is longer than your whole life. Check number and unit.",
        ),
        (
            "6",
            "not_sure",
            "duration_unit",
            "You wrote a number. Choose its unit, or empty the box above.",
        ),
        (
            "2 years",
            "not_sure",
            "duration_unit",
            "You wrote a number. Choose its unit, or empty the box above.",
        ),
        (
            "about six",
            "not_sure",
            "duration_amount",
            "Write only the number, in digits, for example 7.5.",
        ),
    ],
)
def test_a_duration_that_does_not_fit_is_refused_with_what_to_do(
    amount: str, unit: str, where: str, error: str
) -> None:
    form = began(amount, unit)

    assert form.errors[where] == [error]
    assert amount in str(form["duration_amount"])


def test_pain_since_birth_is_no_error() -> None:
    assert began("62", "years").errors == {}


def test_the_weeks_of_physiotherapy_need_not_be_known() -> None:
    form = post("tried", answers(treatments=["exercise_or_physio"]), 1, physio_weeks="")

    form.validate()

    assert "physio_weeks" not in form.errors
