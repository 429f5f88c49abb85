"""What a field says of what was typed, in Spanish."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from intake.questionnaire import words
from intake.questionnaire.fields import (
    Asked,
    BirthDateField,
    EmailField,
    HeightField,
    ManyField,
    NumberField,
    PhoneField,
    ScaleField,
    TextField,
    WeightField,
    YesNoField,
)
from intake.web.languages import catalogue
from tests.questionnaire.fields.fill import filled, sent

TALL: Any = HeightField("?", low=50, high=250)
HEAVY: Any = WeightField("?", low=10, high=400)
BORN: Any = BirthDateField("?")
MANY: Any = ManyField("?", {"a": "A"})
HOW_MANY: Any = NumberField("?", low=0, high=9)


@pytest.mark.parametrize(
    ("field", "values", "boxes", "error"),
    [
        (Asked("?"), [], {}, "Responda esta pregunta."),
        (
            YesNoField("?"),
            [],
            {},
            "Elija una respuesta. Si no lo sabe, elija “No lo sé”.",
        ),
        (YesNoField("?"), ["x"], {}, "Elija entre las respuestas que se muestran."),
        (
            MANY,
            ["a", "none"],
            {},
            "Eligió “Nada de esto” y también otra cosa. Deje solo una de las dos.",
        ),
        (ScaleField("?", ("", "")), ["11"], {}, "Elija un número del 0 al 10."),
        (
            HOW_MANY,
            ["seis"],
            {},
            "Escriba solo el número, con cifras, por ejemplo 6.",
        ),
        (HOW_MANY, ["10"], {}, "Escriba un número de 0 a 9."),
        (HOW_MANY, ["1,5"], {}, "Escriba un número entero, sin decimales."),
        (
            TextField("?", max_length=3),
            ["Hola"],
            {},
            "Es demasiado largo. Use como máximo 3 caracteres.",
        ),
        (
            EmailField("?"),
            ["x"],
            {},
            "Revise su correo electrónico. Debe parecerse a nombre@example.org.",
        ),
        (
            PhoneField("?"),
            ["x"],
            {},
            "Revise su número de teléfono. Escríbalo con cifras.",
        ),
        (BORN, [], {"day": "1"}, "Escriba el día, el mes y el año."),
        (
            BORN,
            [],
            {"day": "31", "month": "2", "year": "1984"},
            "Ese día no existe. Revise el día y el mes.",
        ),
        (TALL, [], {"cm": "17"}, "Revise el número: debe ser de 50 a 250 cm."),
        (
            TALL,
            [],
            {"feet": "9", "inches": "1"},
            "Revise el número: debe ser de 1 pie y 8 pulgadas a 8 pies y 2 pulgadas.",
        ),
        (
            HEAVY,
            [],
            {"kg": "80 lb"},
            "Escriba solo un número en “Kilogramos”, con cifras.",
        ),
    ],
)
def test_an_error_says_in_spanish_what_to_do(
    field: Any, values: list[str], boxes: dict[str, str], error: str
) -> None:
    assert sent(field, *values, **boxes).errors == [error]


@pytest.fixture(autouse=True)
def _spanish() -> Iterator[None]:
    with words.speaking(catalogue("es")):
        yield


def test_numbers_and_days_are_said_in_spanish() -> None:
    weeks: Any = NumberField("?", low=0, high=99, unit="weeks")

    assert [filled(weeks, number).words(number) for number in (0, 1, 6)] == [
        "0 semanas",
        "1 semana",
        "6 semanas",
    ]
    assert words.day_words(date(1984, 3, 27)) == "27 de marzo de 1984"
