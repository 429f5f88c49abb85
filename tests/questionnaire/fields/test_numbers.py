from typing import Any

import pytest

from intake.questionnaire.fields import NumberField
from intake.questionnaire.fields.numbers import SPELLINGS
from tests.questionnaire.fields.fill import filled, sent

WEEKS: Any = NumberField("How many?", low=0, high=1000, unit="weeks")
PER_CENT: Any = NumberField("How much?", low=3, high=20, decimal=True, unit="%")
LONG: Any = NumberField("How long?", low=0, high=99, units=("months", "years"))
WRITE = "Write only the number, in digits, for example 6."
WRITE_DECIMAL = "Write only the number, in digits, for example 7.5."


@pytest.mark.parametrize(
    ("field", "text", "number"),
    [
        (WEEKS, "0", 0),
        (WEEKS, "6 weeks", 6),
        (WEEKS, "6Wks.", 6),
        (WEEKS, "3 semanas", 3),
        (WEEKS, "1 sem.", 1),
        (PER_CENT, "7,5 por ciento", 7.5),
        (PER_CENT, "7.5 %", 7.5),
        (WEEKS, "\u00a0 1 2 ", 12),
        (WEEKS, "6.0", 6),
        (WEEKS, "٧", 7),
        (WEEKS, "１２", 12),
        (PER_CENT, "7,5", 7.5),
        (PER_CENT, "7.25", 7.25),
        (PER_CENT, "20", 20),
    ],
)
def test_a_number_is_read_as_people_write_it(
    field: Any, text: str, number: float
) -> None:
    read = sent(field, text)

    assert (read.data, type(read.data), read.errors) == (number, type(number), [])


@pytest.mark.parametrize(
    ("field", "text", "error"),
    [
        (WEEKS, "", "Write a number."),
        (WEEKS, "  ", "Write a number."),
        (WEEKS, "NaN", WRITE),
        (WEEKS, "inf", WRITE),
        (WEEKS, "1e3", WRITE),
        (WEEKS, "1_0", WRITE),
        (WEEKS, "1,000", WRITE),
        (WEEKS, "-1", WRITE),
        (WEEKS, "six", WRITE),
        (WEEKS, "6 months", WRITE),
        (WEEKS, "6 meses", WRITE),
        (WEEKS, "6 or 7 weeks", WRITE),
        (WEEKS, "6 7 weeks and more", WRITE),
        (WEEKS, "½", WRITE),
        (WEEKS, "+6", WRITE),
        (WEEKS, "6.", WRITE),
        (LONG, "1 year 6 months", WRITE),
        (WEEKS, "9" * 400, WRITE),
        (WEEKS, "1.5", "Write a whole number, without a fraction."),
        (WEEKS, "1001", "Write a number from 0 to 1000."),
        (PER_CENT, "x", WRITE_DECIMAL),
        (PER_CENT, "2.9", "Write a number from 3 to 20."),
    ],
)
def test_what_is_no_number_of_ours_is_refused_once(
    field: Any, text: str, error: str
) -> None:
    assert sent(field, text).errors == [error]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2", ""),
        ("2 years", "years"),
        ("18 Months", "months"),
        ("2 años", "years"),
        ("2 An\u0303os", "years"),
        ("1 mes", "months"),
    ],
)
def test_the_unit_behind_a_number_is_told(text: str, unit: str) -> None:
    read: Any = sent(LONG, text)

    assert (read.said_unit, read.errors) == (unit, [])


def test_what_cannot_be_read_counts_as_typed() -> None:
    assert sent(WEEKS, "about\x01 six").data == "about six"


def test_an_optional_number_may_stay_empty() -> None:
    field: Any = NumberField("How many?", low=0, high=9, optional=True)

    assert (sent(field, " ").data, sent(field).errors) == (None, [])


def test_what_was_typed_comes_back_less_what_no_page_can_hold() -> None:
    assert 'value="six"' in str(sent(WEEKS, "s\x01ix"))
    assert 'value="12"' in str(filled(WEEKS, 12))
    assert 'value=""' in str(filled(WEEKS, None))


def test_a_number_is_read_with_its_unit() -> None:
    assert filled(WEEKS, 6).words(6) == "6 weeks"
    assert filled(WEEKS, 1).words(1) == "1 week"
    assert filled(PER_CENT, 7.5).words(7.5) == "7.5 %"
    assert filled(LONG, 2).words(2) == "2"


def test_a_spelling_means_one_unit() -> None:
    spelt = [each for spellings in SPELLINGS.values() for each in spellings]

    assert len(spelt) == len(set(spelt))
