"""A colour that is taken can be read on whatever it stands on, by day and by night."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.own import colour
from intake.own.colour import BEHIND, DARK_BEHIND, DARK_INK, DEFAULT, INK, LEAST
from intake.web.assets import STATIC

CSS = (STATIC / "intake.css").read_text(encoding="utf-8")


def test_black_and_white_are_as_far_apart_as_it_gets() -> None:
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert colour.contrast("#777777", "#777777") == pytest.approx(1)


def test_the_greys_on_either_side_of_the_limit() -> None:
    # The best known pair: on white, #767676 passes and #777777 does not.
    assert colour.contrast("#767676", "#ffffff") >= LEAST
    assert colour.contrast("#777777", "#ffffff") < LEAST


@given(st.integers(0, 0xFFFFFF).map(lambda each: f"#{each:06x}"))
def test_what_is_taken_is_readable_and_the_rest_is_refused(brand: str) -> None:
    if colour.contrast(brand, INK) < LEAST:
        with pytest.raises(ValueError, match="take a darker one"):
            colour.read(brand)
        return
    palette = colour.read(brand)
    assert min(colour.contrast(palette.link, each) for each in BEHIND) >= LEAST
    assert min(colour.contrast(palette.dark, each) for each in DARK_BEHIND) >= LEAST
    assert colour.contrast(palette.dark, DARK_INK) >= LEAST


@pytest.mark.parametrize("text", ["teal", "#0b5", "#0b59633", "0b5963", "#0b596g", "#"])
def test_what_is_no_colour_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour such as"):
        colour.read(text)


def test_capital_letters_are_the_same_colour() -> None:
    assert colour.read("#0B5963") == colour.read(DEFAULT)


def test_a_colour_that_passes_is_left_as_it_is() -> None:
    assert colour.read("#4b0082").brand == "#4b0082"
    assert colour.read("#4b0082").link == "#4b0082"


def test_it_is_measured_against_what_the_stylesheet_says() -> None:
    day, night = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]

    def said(name: str, block: str) -> str:
        value = re.search(rf"--{name}: (#\w+);", block)
        assert value
        digits = value[1].lstrip("#")
        return "#" + (digits if len(digits) == 6 else "".join(2 * d for d in digits))

    names = ("page", "panel", "notice")
    assert tuple(said(name, day) for name in names) == BEHIND
    assert tuple(said(name, night) for name in names) == DARK_BEHIND
    assert (said("brand-ink", day), said("brand-ink", night)) == (INK, DARK_INK)
    assert said("brand", day) == DEFAULT


def test_paper_stays_black_and_white() -> None:
    sheet = colour.read("#4b0082").stylesheet

    assert sheet.count("@media screen") == sheet.count(":root") == 2
