"""The measure of how hard a text is to read, on texts that are known."""

import pytest

from tests.reading_age import (
    ENGLISH,
    SPANISH,
    longest,
    questions,
    report,
    score,
    syllables_in_english,
    syllables_in_spanish,
)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("pain", 1),
        ("time", 1),
        ("worse", 1),
        ("changed", 1),
        ("started", 2),
        ("diseases", 3),
        ("people", 2),
        ("the", 1),
        ("medicine", 3),
        ("emergency", 4),
    ],
)
def test_syllables_are_counted_in_english(word: str, syllables: int) -> None:
    assert syllables_in_english(word) == syllables


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("dolor", 2),
        ("rodilla", 3),
        ("hueso", 2),
        ("tenía", 3),
        ("ciudad", 2),
        ("pequeño", 3),
        ("guerra", 2),
        ("muy", 1),
        ("y", 1),
        ("ahora", 3),
        ("después", 2),
    ],
)
def test_syllables_are_counted_in_spanish(word: str, syllables: int) -> None:
    assert syllables_in_spanish(word) == syllables


def test_the_formulas_are_those_of_their_authors() -> None:
    # 6 words and 6 syllables in one sentence; the formulas worked by hand.
    assert score("The cat sat on the mat.", ENGLISH) == round(2.34 + 11.8 - 10.59, 1)
    # 5 words, 8 syllables, one sentence: 206.835 - 62.3 * 8 / 5 - 5.
    assert score("Me duele la rodilla hoy.", SPANISH) == 102.2


def test_a_harder_text_is_found_harder() -> None:
    hard = "Gastroenterological manifestations necessitate immediate hospitalisation."
    assert score(hard, ENGLISH) > score("It hurts. It hurts at night.", ENGLISH)
    hard = "Manifestaciones gastroenterológicas necesitan hospitalización inmediata."
    assert score(hard, SPANISH) < score("Me duele. Me duele por la noche.", SPANISH)


def test_every_question_is_measured_in_both_languages() -> None:
    english, spanish = questions(ENGLISH), questions(SPANISH)

    assert english.keys() == spanish.keys()
    assert not set(english.values()) & set(spanish.values())
    assert report(ENGLISH).count("| `") == 10


def test_a_sentence_is_as_long_as_its_words() -> None:
    assert longest("It hurts. Does it hurt at night, or by day?") == 8
