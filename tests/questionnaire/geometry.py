"""Paths measured: their points, what lies inside, and the squares that fit there."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import ceil
from typing import TypeAlias

from intake.questionnaire.drawing.shapes import Figure, Point, points_of

STEPS = 12
COMMANDS = "MLQSZ"
Cell: TypeAlias = tuple[int, int]


def polygon(path: str) -> list[Point]:
    """The path's outline as straight pieces."""
    found: list[Point] = []
    for letter, points in _pieces(path):
        if letter in "ML":
            found += points
            continue
        handle = found[-1]
        for coming, end in zip(points[::2], points[1::2], strict=True):
            start = found[-1]
            handles = {"Q": [coming], "S": [_over(start, handle), coming]}[letter]
            ends = [start, *handles, end]
            found += [_on(ends, step / STEPS) for step in range(1, STEPS + 1)]
            handle = coming
    return found


def cells(outline: list[Point]) -> set[Cell]:
    """The squares of one by one whose middle lies inside, found row by row."""
    heights = [y for _, y in outline]
    return {
        (x, y)
        for y in range(int(min(heights)), int(max(heights)) + 1)
        for enters, leaves in _spans(outline, y + 0.5)
        for x in range(ceil(enters - 0.5), ceil(leaves - 0.5))
    }


def _spans(outline: list[Point], y: float) -> Iterable[tuple[float, float]]:
    """Where a level line runs inside the outline."""
    crossings = sorted(
        x1 + (y - y1) / (y2 - y1) * (x2 - x1)
        for (x1, y1), (x2, y2) in pairwise([*outline, outline[0]])
        if (y1 > y) != (y2 > y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def owned(outlines: Mapping[str, list[Point]]) -> dict[Cell, str]:
    """Which of these a press reaches, place by place: the last one drawn."""
    return {cell: key for key, each in outlines.items() for cell in cells(each)}


def largest_square(places: Iterable[Cell]) -> tuple[int, Cell]:
    """The largest square that these places fill: its side and its last cell."""
    sides: dict[Cell, int] = {}
    for x, y in sorted(places):
        around = ((x - 1, y), (x, y - 1), (x - 1, y - 1))
        sides[x, y] = 1 + min(sides.get(each, 0) for each in around)
    return max((side, cell) for cell, side in sides.items())


def squares(figure: Figure) -> Iterable[tuple[str, int, Cell]]:
    """Of each shape of a figure the largest square whose press reaches it alone."""
    outlines = {
        f"{number} {shape.code}": polygon(shape.path)
        for number, shape in enumerate(figure.shapes)
    }
    reached: dict[str, set[Cell]] = {key: set() for key in outlines}
    for cell, key in owned(outlines).items():
        reached[key].add(cell)
    for key, places in reached.items():
        yield key.partition(" ")[2], *largest_square(places)


def _pieces(path: str) -> Iterable[tuple[str, list[Point]]]:
    letter, words = "", ""
    for each in f"{path}Z":
        if each in COMMANDS:
            if letter and letter != "Z":
                yield letter, list(points_of(words))
            letter, words = each, ""
        else:
            words += each


def _over(at: Point, handle: Point) -> Point:
    """The handle turned over: a smooth curve leaves as the one before it came."""
    return 2 * at[0] - handle[0], 2 * at[1] - handle[1]


def _on(ends: list[Point], t: float) -> Point:
    """The point at `t` of a Bézier curve with these ends and handles."""
    while len(ends) > 1:
        ends = [
            (x1 + (x2 - x1) * t, y1 + (y2 - y1) * t)
            for (x1, y1), (x2, y2) in pairwise(ends)
        ]
    return ends[0]
