from datetime import date
from typing import Any

import pytest

from intake.questionnaire.derived import DERIVED, known_of, with_derived
from tests.questionnaire.patients import TODAY


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        ("1984-03-27", date(2026, 3, 26), 41),
        ("1984-03-27", date(2026, 3, 27), 42),
        ("2008-02-29", date(2026, 2, 28), 17),
        ("2008-02-29", date(2026, 3, 1), 18),
        ("2008-02-29", date(2028, 2, 29), 20),
        ("2026-11-02", date(2026, 11, 2), 0),
    ],
    ids=["day before", "birthday", "leap, eve", "leap, day after", "leap day", "born"],
)
def test_age_turns_on_the_birthday(born: str, today: date, age: int) -> None:
    assert known_of({"date_of_birth": born}, today)["age"] == age


@pytest.mark.parametrize(
    ("amount", "unit", "weeks"),
    [
        (42, "days", 6),
        (41, "days", 5.9),
        (12, "weeks", 12),
        (3, "months", 13),
        (1, "months", 4.3),
        (2, "years", 104),
        (1.5, "years", 78),
        (0, "days", 0),
    ],
)
def test_a_duration_is_told_in_weeks(amount: float, unit: str, weeks: float) -> None:
    area = {"duration_amount": amount, "duration_unit": unit}

    assert with_derived({"pain_areas": [area]}, None)["pain_areas"][0] == {
        **area,
        "duration_weeks": weeks,
    }


@pytest.mark.parametrize(
    ("facts", "name", "value"),
    [
        ({"height_cm": 180, "weight_kg": 81}, "bmi", 25.0),
        ({"height_cm": 168, "weight_kg": 74.5}, "bmi", 26.4),
        ({"height_cm": 0, "weight_kg": 81}, "bmi", None),
        ({"height_cm": 180, "weight_kg": None}, "bmi", None),
        ({"height_cm": "not_sure", "weight_kg": 81}, "bmi", None),
        (
            {
                "interference_pain": 0,
                "interference_enjoyment": 5,
                "interference_activity": 6,
            },
            "interference_score",
            3.7,
        ),
        (
            {"interference_pain": 5, "interference_enjoyment": 5},
            "interference_score",
            None,
        ),
        (
            {f"hypermobility_{n}": "yes" if n < 3 else "no" for n in range(1, 6)},
            "hypermobility_score",
            2,
        ),
        (
            {f"hypermobility_{n}": "yes" if n < 5 else "not_sure" for n in range(1, 6)},
            "hypermobility_score",
            None,
        ),
        ({"regions": ["knee_left_front", "hip_left_front"]}, "area_count", 2),
        ({"pain_areas": [{}, {}, {}]}, "area_count", 3),
        ({"regions": ["not_sure"]}, "area_count", None),
        ({"bmi": 41, "height_cm": 180, "weight_kg": 81}, "bmi", 41),
    ],
)
def test_a_fact_follows_from_others_or_stays_unknown(
    facts: dict[str, Any], name: str, value: float | None
) -> None:
    assert with_derived(facts, None).get(name) == value


def test_an_area_knows_its_site_side_and_part_of_the_body() -> None:
    known = known_of({"regions": ["knee_right_inner"]}, TODAY)

    assert known["pain_areas"] == [
        {"area": "knee:right", "site": "knee", "side": "right", "region_type": "leg"}
    ]


def test_the_part_of_the_body_follows_from_a_site_that_is_given() -> None:
    known = with_derived({"pain_areas": [{"site": "neck"}, {"site": "not_sure"}]}, None)

    assert known["pain_areas"][0]["region_type"] == "spine"
    assert "region_type" not in known["pain_areas"][1]


def test_every_derived_fact_of_the_contract_is_there() -> None:
    per_area = {name for name, each in DERIVED.items() if each.per_area}

    assert per_area == {"site", "side", "region_type", "duration_weeks"}
    assert set(DERIVED) - per_area == {
        "age",
        "bmi",
        "interference_score",
        "hypermobility_score",
        "area_count",
        "sites",
    }
