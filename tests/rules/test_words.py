from typing import Any

import pytest

from intake.rules.conditions import Operand, Test
from intake.rules.words import answer_in_words, fill, test_in_words
from tests.rules.catalogue import CATALOGUE

in_words = test_in_words
del test_in_words  # or pytest takes it for a test


@pytest.mark.parametrize(
    ("fact", "answer", "words"),
    [
        ("site", "knee", "Knee"),
        ("site", "not_sure", "not sure"),
        ("pregnancy", "prefer_not_to_say", "prefer not to say"),
        ("pregnancy", None, "not answered"),
        ("conditions", ["gout", "diabetes"], "Gout, Diabetes"),
        ("conditions", ["not_sure"], "not sure"),
        ("conditions", [], "not answered"),
        ("worse_with", ["none"], "none of these"),
        ("age", 60, "60"),
        ("bmi", 27.40, "27.4"),
        ("duration_weeks", 100000.0, "100000"),
        ("duration_weeks", 26 / 3, "8.67"),
        ("site", "no_longer_asked", "no_longer_asked"),
    ],
)
def test_an_answer_is_told_in_the_patients_words(
    fact: str, answer: Any, words: str
) -> None:
    assert answer_in_words(CATALOGUE[fact], answer) == words


@pytest.mark.parametrize(
    ("fact", "operator", "operand", "words"),
    [
        ("site", "one_of", ("knee",), "is Knee"),
        ("site", "one_of", ("knee", "hip"), "is one of Knee, Hip"),
        ("worse_with", "one_of", ("stairs",), "includes Stairs"),
        ("worse_with", "one_of", ("stairs", "rest"), "includes one of Stairs, Rest"),
        (
            "worse_with",
            "none_of",
            ("stairs", "none"),
            "is none of Stairs, none of these",
        ),
        ("duration_weeks", "at_least", 12, "is at least 12 weeks"),
        ("duration_weeks", "between", (2, 5.5), "is between 2 and 5.5 weeks"),
    ],
)
def test_a_comparison_is_told_in_words(
    fact: str, operator: str, operand: Operand, words: str
) -> None:
    assert in_words(CATALOGUE[fact], Test(fact, operator, operand)) == words


def test_a_reason_is_filled_with_words_and_never_run() -> None:
    because = "{site}, {duration_weeks} weeks, %s %(site)s {{site}}"

    filled = fill(because, {"site": "hip"}, CATALOGUE)

    assert filled == "Hip, not answered weeks, %s %(site)s {Hip}"
