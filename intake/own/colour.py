"""The clinic's colour, and what keeps it readable: contrast as WCAG 2.2 defines it.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio (1.4.3: 4.5 to 1 for words)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

RGB: TypeAlias = tuple[int, int, int]

DEFAULT = "#0b5963"
LEAST = 4.5
WRITTEN = re.compile(r"#[0-9a-f]{6}")
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
STEPS = 64

# What the stylesheet puts behind and upon the colour, by day and by night. Behind a
# link stand the page, a panel or a notice; the hardest of them counts.
INK = "#ffffff"
BEHIND = ("#ffffff", "#f2f6f7", "#e3f1f2")
DARK_INK = "#06272c"
DARK_BEHIND = ("#10191e", "#19262c", "#17333a")


@dataclass(frozen=True)
class Palette:
    """`brand` is the colour itself; the others are made of it."""

    brand: str
    link: str
    dark: str

    @property
    def stylesheet(self) -> str:
        """Paper stays black and white: these are for screens."""
        return (
            "@media screen { :root { "
            f"--brand: {self.brand}; --link: {self.link}; --link-strong: var(--ink);"
            " } }\n"
            "@media screen and (prefers-color-scheme: dark) { :root { "
            f"--brand: {self.dark}; --link: {self.dark};"
            " } }\n"
        )


def read(text: str) -> Palette:
    """`#0b5963` → what is made of it. Raises ValueError with words for who sets it."""
    brand = text.lower()
    if not WRITTEN.fullmatch(brand):
        raise ValueError(f"“{text}” is not a colour such as {DEFAULT}")
    if (ratio := contrast(brand, INK)) < LEAST:
        raise ValueError(
            f"white words on {brand} have a contrast of {ratio:.1f} to 1, and people "
            f"need {LEAST} to 1 to read them; take a darker one"
        )
    link = _towards(BLACK, brand, lambda each: _least(each, BEHIND) >= LEAST)
    dark = _towards(
        WHITE, brand, lambda each: _least(each, (*DARK_BEHIND, DARK_INK)) >= LEAST
    )
    return Palette(brand, link, dark)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (_linear(each / 255) for each in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _least(colour: str, others: tuple[str, ...]) -> float:
    return min(contrast(colour, each) for each in others)


def _towards(end: RGB, colour: str, enough: Callable[[str], bool]) -> str:
    """The first of the steps from a colour to black or white that is readable."""
    steps = (_mixed(_rgb(colour), end, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in steps if enough(each))


def _mixed(one: RGB, other: RGB, share: float) -> str:
    parts = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def _rgb(colour: str) -> RGB:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue
