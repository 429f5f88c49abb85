"""An archetype: one kind of patient, and how far two of the kind may differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

# What is answered: a value as it stands in the answers, a range of which one number is
# drawn, or a tuple of which one value is drawn. What is not said is answered calmly.
Wish: TypeAlias = "str | int | float | list[str] | range | tuple[str, ...]"
Wishes: TypeAlias = Mapping[str, Wish]

# How it goes on after the last answer: with the patient, or with the clinic.
OUTCOMES: tuple[str, ...] = (
    "draft",
    "sent",
    "accepted",
    "declined",
    "referred",
    "more_asked",
)
USUAL: tuple[str, ...] = (
    *("sent",) * 5,
    *("accepted",) * 3,
    "more_asked",
    "draft",
)


@dataclass(frozen=True)
class Area:
    """One painful place. `sides`: of which one is drawn."""

    site: str
    sides: tuple[str, ...]
    wishes: Wishes = field(default_factory=dict)


@dataclass(frozen=True)
class Archetype:
    """`shows`: the flags that every such patient must raise, whatever is drawn.

    `weight`: how often it comes up again once every archetype was there; `varies`:
    whether illnesses and medicines that many people have may be drawn as well.
    """

    name: str
    ages: range
    areas: tuple[Area, ...]
    wishes: Wishes = field(default_factory=dict)
    shows: frozenset[str] = frozenset()
    weight: int = 1
    sexes: tuple[str, ...] = ("female", "male")
    outcomes: tuple[str, ...] = USUAL
    varies: bool = True


EITHER: tuple[str, ...] = ("left", "right")
MIDDLE: tuple[str, ...] = ("middle",)


def months(low: int, high: int) -> Wishes:
    """In pain since some number of months between the two, both included."""
    return {"duration_amount": range(low, high + 1), "duration_unit": "months"}


def weeks(low: int, high: int) -> Wishes:
    return {"duration_amount": range(low, high + 1), "duration_unit": "weeks"}


def years(low: int, high: int) -> Wishes:
    return {"duration_amount": range(low, high + 1), "duration_unit": "years"}


def days(low: int, high: int) -> Wishes:
    return {"duration_amount": range(low, high + 1), "duration_unit": "days"}


def pain(now: int, average: int, worst: int) -> Wishes:
    """About as much pain as this, on 0 to 10; each may be one more."""
    return {
        "pain_now": range(now, min(now + 2, 11)),
        "pain_average": range(average, min(average + 2, 11)),
        "pain_worst": range(worst, min(worst + 2, 11)),
    }
