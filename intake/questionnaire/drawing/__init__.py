"""Our own drawing of the body, front and back, with a shape for every region."""

from collections.abc import Iterator, Mapping

from intake.questionnaire.body import MIDDLE, OTHER_SIDE, REGIONS
from intake.questionnaire.drawing import back, front
from intake.questionnaire.drawing.shapes import (
    WIDTH,
    Figure,
    Shape,
    mirrored,
    smooth,
)
from intake.questionnaire.words import N_

__all__ = ["FIGURES", "WIDTH", "Figure", "Shape"]


def _code(name: str, side: str) -> str:
    """`knee_front` on the left → the region `knee_left_front`."""
    for region in REGIONS.values():
        part = region.code.removeprefix(f"{region.site}_{region.side}")
        if region.side == side and f"{region.site}{part}" == name:
            return region.code
    raise LookupError(f"No region {name} on the {side}")


def _middle(shapes: Mapping[str, str]) -> Iterator[Shape]:
    for name, path in shapes.items():
        yield Shape(_code(name, MIDDLE), path)


def _both(shapes: Mapping[str, str], viewers_left: str) -> Iterator[Shape]:
    for name, path in shapes.items():
        yield Shape(_code(name, viewers_left), path)
        yield Shape(_code(name, OTHER_SIDE[viewers_left]), mirrored(path))


def _halves(*halves: str) -> tuple[str, ...]:
    return tuple(path for each in halves for path in (each, mirrored(each)))


# From the front the viewer's left is the patient's right; from the back it is not.
FIGURES: tuple[Figure, ...] = (
    Figure(
        name="front",
        caption=N_("Front of the body"),
        viewers_left="right",
        height=front.HEIGHT,
        outline=_halves(smooth(front.OUTLINE)),
        lines=(*front.MIDDLE_LINES, *_halves(*front.SIDE_LINES)),
        shapes=(*_middle(front.MIDDLE_SHAPES), *_both(front.SIDE_SHAPES, "right")),
    ),
    Figure(
        name="back",
        caption=N_("Back of the body"),
        viewers_left="left",
        height=back.HEIGHT,
        outline=_halves(smooth(back.OUTLINE), smooth(back.SOLE)),
        lines=(*back.MIDDLE_LINES, *_halves(*back.SIDE_LINES)),
        shapes=(
            *_middle(back.MIDDLE_SHAPES),
            *_both(back.SIDE_SHAPES, "left"),
            *_both(back.SOLE_SHAPES, "left"),
        ),
    ),
)
