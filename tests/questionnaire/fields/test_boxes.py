from typing import Any

import pytest

from intake.questionnaire.fields import BirthDateField, HeightField, WeightField
from tests.questionnaire.fields.fill import filled, sent

BORN: Any = BirthDateField("When?")
TALL: Any = HeightField("How tall?", low=50, high=250, optional=True)
HEAVY: Any = WeightField("How heavy?", low=10, high=400)
DIGITS = "Write the date in digits, for example 27 3 1984."
NO_DAY = "There is no such day. Check the day and the month."


def boxes(field: Any) -> dict[str, str]:
    return {box.name: box.value for box in field.boxes}


@pytest.mark.parametrize(
    ("day", "month", "year", "born"),
    [
        ("2", "3", "1964", "1964-03-02"),
        (" 02 ", "03", "1964", "1964-03-02"),
        ("٢", "３", "1964", "1964-03-02"),
        ("29", "2", "2024", "2024-02-29"),
        ("2", "11", "2026", "2026-11-02"),
        ("2", "11", "1906", "1906-11-02"),
    ],
)
def test_a_birth_date_is_read_from_three_boxes(
    day: str, month: str, year: str, born: str
) -> None:
    field = sent(BORN, day=day, month=month, year=year)

    assert (field.data, field.errors) == (born, [])


@pytest.mark.parametrize(
    ("day", "month", "year", "error"),
    [
        ("", "", "", "Write your date of birth."),
        ("2", "3", "", "Write the day, the month and the year."),
        ("two", "3", "1964", DIGITS),
        ("-2", "3", "1964", DIGITS),
        ("2", "3", "64", "Write the year with four digits."),
        ("31", "2", "1964", NO_DAY),
        ("29", "2", "2023", NO_DAY),
        ("1", "13", "1964", NO_DAY),
        ("1", "1", "0000", NO_DAY),
        ("99999999999", "1", "1964", NO_DAY),
        ("1", "99999999999999999999", "1964", NO_DAY),
        ("²", "1", "1964", DIGITS),
        ("1e1", "1", "1964", DIGITS),
        ("1,5", "1", "1964", DIGITS),
        ("3", "11", "2026", "This date is still to come. Check the year."),
        ("31", "12", "1905", "This date is very long ago. Check the year."),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_and_what_was_typed_stays(
    day: str, month: str, year: str, error: str
) -> None:
    field = sent(BORN, day=day, month=month, year=year)

    assert field.errors == [error]
    assert boxes(field) == {
        "answer-day": day,
        "answer-month": month,
        "answer-year": year,
    }


def test_a_birth_date_with_a_box_missing_is_refused() -> None:
    assert sent(BORN, day="2").errors == ["Write the day, the month and the year."]


def test_a_stored_birth_date_fills_its_boxes() -> None:
    field = filled(BORN, "1964-03-02")

    assert list(boxes(field).values()) == ["2", "3", "1964"]
    assert field.words("1964-03-02") == "2 March 1964"


def test_each_box_has_an_id_and_words() -> None:
    field: Any = filled(BORN, None)

    assert [(box.id, box.label, box.autocomplete) for box in field.boxes] == [
        ("answer-day", "Day", "bday-day"),
        ("answer-month", "Month", "bday-month"),
        ("answer-year", "Year", "bday-year"),
    ]


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        (TALL, {"cm": "172"}, 172),
        (TALL, {"cm": "172,5"}, 172.5),
        (TALL, {"feet": "5", "inches": "8"}, 172.7),
        (TALL, {"feet": "6"}, 182.9),
        (TALL, {"cm": "172 cm"}, 172),
        (TALL, {"feet": "5'", "inches": '8"'}, 172.7),
        (TALL, {"feet": "5 ft", "inches": "8,5 in"}, 174),
        (TALL, {"inches": "68"}, 172.7),
        (TALL, {"cm": "172 centímetros"}, 172),
        (TALL, {"feet": "5 pies", "inches": "8 pulgadas"}, 172.7),
        (HEAVY, {"kg": "80 kilos"}, 80),
        (HEAVY, {"pounds": "176 libras"}, 79.8),
        (TALL, {"feet": "8", "inches": "2"}, 248.9),
        (HEAVY, {"kg": "80kg"}, 80),
        (HEAVY, {"stones": "12 st", "pounds": "8 lbs"}, 79.8),
        (TALL, {}, None),
        (HEAVY, {"kg": "80"}, 80),
        (HEAVY, {"stones": "12", "pounds": "8"}, 79.8),
        (HEAVY, {"pounds": "176"}, 79.8),
    ],
)
def test_a_measure_is_kept_metric(
    field: Any, typed: dict[str, str], kept: float | None
) -> None:
    read = sent(field, **typed)

    assert (read.data, read.errors) == (kept, [])


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        (HEAVY, {}, "Write your weight."),
        (HEAVY, {"kg": "eighty"}, "Write only a number for “Kilograms”, in digits."),
        (
            HEAVY,
            {"kg": "80", "pounds": "1"},
            "Write your weight in kilograms, or in stones and pounds, not in both.",
        ),
        (
            TALL,
            {"cm": "172", "feet": "5"},
            "Write your height in centimetres, or in feet and inches, not in both.",
        ),
        (TALL, {"cm": "17"}, "Check the number: it should be from 50 to 250 cm."),
        (HEAVY, {"kg": "80 lb"}, "Write only a number for “Kilograms”, in digits."),
        (HEAVY, {"kg": "9" * 20}, "Write only a number for “Kilograms”, in digits."),
        (HEAVY, {"pounds": "-9"}, "Write only a number for “Pounds”, in digits."),
        (
            TALL,
            {"inches": "6"},
            "Check the number for “Inches”, or fill in “Feet” too.",
        ),
        (
            TALL,
            {"feet": "5", "inches": "14"},
            "Write a number below 12 for “Inches”.",
        ),
        (
            HEAVY,
            {"stones": "12", "pounds": "20"},
            "Write a number below 14 for “Pounds”.",
        ),
        (TALL, {"feet": "5.8"}, "Write a whole number for “Feet”."),
        (
            TALL,
            {"feet": "8", "inches": "3"},
            "Check the number: it should be from 1 foot 8 inches to 8 feet 2 inches.",
        ),
        (HEAVY, {"kg": "700"}, "Check the number: it should be from 10 to 400 kg."),
    ],
)
def test_a_measure_that_cannot_be_is_refused_and_what_was_typed_stays(
    field: Any, typed: dict[str, str], error: str
) -> None:
    read = sent(field, **typed)

    assert read.errors == [error]
    assert {part: boxes(read)[f"answer-{part}"] for part in typed} == typed


def test_a_stored_measure_fills_its_metric_box() -> None:
    field = filled(TALL, 172.5)

    assert boxes(field) == {
        "answer-cm": "172.5",
        "answer-feet": "",
        "answer-inches": "",
    }
    assert field.words(172.5) == "172.5 cm"
