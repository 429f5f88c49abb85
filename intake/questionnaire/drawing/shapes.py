"""What the drawing is made of: smooth lines, shapes for regions, and their mirror."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from intake.questionnaire.body import OTHER_SIDE

WIDTH = 288
Point: TypeAlias = tuple[float, float]

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Shape:
    """One region as one figure shows it. What lies beyond the outline is not seen,
    but can be pressed: that is how a narrow place is large enough for a finger."""

    code: str
    path: str


@dataclass(frozen=True)
class Figure:
    """A body from one side. `outline` is filled and cuts the shapes; `lines` are drawn
    over them; `viewers_left` is the patient's side at the viewer's left."""

    name: str
    caption: str
    viewers_left: str
    height: int
    outline: tuple[str, ...]
    lines: tuple[str, ...]
    shapes: tuple[Shape, ...]
    width: int = WIDTH

    @property
    def viewers_right(self) -> str:
        return OTHER_SIDE[self.viewers_left]


def mirrored(path: str) -> str:
    """The same path on the other half of the figure; all its numbers are in pairs."""
    places = iter(range(len(NUMBER.findall(path))))

    def turned(number: re.Match[str]) -> str:
        is_x = next(places) % 2 == 0
        return _short(WIDTH - float(number[0])) if is_x else number[0]

    return NUMBER.sub(turned, path)


def smooth(points: str) -> str:
    """A path through all these points, `x,y x,y …`, without a corner (Catmull-Rom).

    `S` leaves a point as the curve before it came in, so only that is written; in whole
    numbers, which nobody sees and which make the path half as long.
    """
    through = [_point(each) for each in points.split()]
    around = [*through, through[-1]]
    curves = (
        f"{_pair(_handle(*around[number : number + 3]))} {_pair(around[number + 1])}"
        for number in range(len(through) - 1)
    )
    return f"M{_pair(through[0])} S{' '.join(curves)}"


def points_of(path: str) -> Iterator[Point]:
    """The points that a path is drawn by, the handles of its curves among them."""
    numbers = [float(each) for each in NUMBER.findall(path)]
    return zip(numbers[::2], numbers[1::2], strict=True)


def _handle(before: Point, at: Point, after: Point) -> Point:
    """Where a curve into `at` comes from: it runs there as from one neighbour to the
    other."""
    x, y = (
        place - (ahead - behind) / 6
        for behind, place, ahead in zip(before, at, after, strict=True)
    )
    return round(x), round(y)


def _point(words: str) -> Point:
    x, _, y = words.partition(",")
    return float(x), float(y)


def _pair(point: Point) -> str:
    return " ".join(map(_short, point))


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
