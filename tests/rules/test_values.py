import pytest

from intake.rules.values import Impossible, number_from, read_constant, read_number
from intake.rules.vocabulary import Fact
from tests.rules.catalogue import CATALOGUE


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("12", 12), ("-3", -3), ("38.5", 38.5)]
)
def test_a_number_is_read_as_people_write_it(text: str, number: float) -> None:
    assert number_from(text) == number


@pytest.mark.parametrize(
    "text", ["012", "0o14", "12:30", "1e3", "1_000", ".5", "3,5", "٣", "nan", "", "1\n"]
)
def test_what_only_looks_like_a_number_stays_text(text: str) -> None:
    assert number_from(text) == text


@pytest.mark.parametrize("word", ["no", "yes"])
def test_yes_and_no_are_words(word: str) -> None:
    assert read_constant(CATALOGUE["pregnancy"], word) == word


def test_none_of_these_is_an_answer_to_every_list() -> None:
    assert read_constant(CATALOGUE["worse_with"], "none") == "none"


def test_a_rule_cannot_ask_for_not_sure() -> None:
    with pytest.raises(Impossible, match="if_unknown: raise"):
        read_constant(CATALOGUE["pregnancy"], "not_sure")


def test_a_number_without_bounds_still_ends_somewhere() -> None:
    steps = Fact("steps", "How many steps?", "number")

    assert read_number(steps, 10**15) == 10**15
    with pytest.raises(Impossible, match="cannot be"):
        read_number(steps, 10**400)
