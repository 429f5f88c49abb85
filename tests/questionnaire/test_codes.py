"""A code to come back: its shape, its check, and how it is told from words."""

import pytest

from intake.questionnaire import codes

CODE = codes.completed("K7M2QD4XWP9TRB6HN")


def test_it_is_read_however_it_is_written() -> None:
    for typed in (
        CODE.written,
        CODE.written.lower(),
        CODE.written.replace("-", " – "),
        f"\u00a0{CODE.written}\n",
    ):
        assert codes.read(typed) == CODE


def test_what_is_mistaken_for_another_letter_is_forgiven() -> None:
    code = codes.completed("0101010101010101A")

    assert codes.read(code.written.replace("0", "O").replace("1", "i")) == code
    assert codes.read(code.written.replace("0", "o").replace("1", "L")) == code


def test_every_single_mistake_is_noticed() -> None:
    whole = CODE.public + CODE.secret
    for place, right in enumerate(whole):
        for wrong in set(codes.ALPHABET) - {right}:
            assert codes.read(whole[:place] + wrong + whole[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "K7M2QD", "U" * 18, "é" * 18, "0" * 100_000])
def test_what_can_be_no_code_is_none(typed: str) -> None:
    assert codes.read(typed) is None


def test_a_code_does_not_print_itself() -> None:
    assert CODE.secret not in repr(CODE)


@pytest.mark.parametrize(
    "text",
    [
        "really have some pain",
        "020 7946 0999",
        "123456 1234 1234 1234",
        "GB33BUKB20201555555555",
        "/return/of the pain",
    ],
)
def test_words_and_numbers_are_no_code(text: str) -> None:
    assert not codes.stands_in(text)


@pytest.mark.parametrize(
    "text", [f"it is {CODE.written}.", CODE.written.lower(), "/return/" + "x" * 43]
)
def test_a_code_or_link_among_words_is_seen(text: str) -> None:
    assert codes.stands_in(text)
