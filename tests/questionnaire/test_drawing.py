"""The drawing and the list are one: every region is drawn, on its side, and reached."""

import gzip
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from intake.questionnaire.body import REGIONS, SITES, opposite
from intake.questionnaire.drawing import FIGURES, WIDTH, Figure
from intake.questionnaire.drawing.picture import picture
from intake.questionnaire.drawing.shapes import mirrored, smooth
from intake.questionnaire.drawing.stylesheet import stylesheet
from tests.questionnaire.drawn_files import MADE, STATIC
from tests.questionnaire.geometry import (
    Cell,
    cells,
    largest_square,
    owned,
    polygon,
)

# The drawing is at least as wide as this many CSS pixels, on a screen of 320.
NARROWEST = WIDTH
FINGER = 24


@pytest.fixture(params=FIGURES, ids=lambda figure: figure.name)
def figure(request: pytest.FixtureRequest) -> Figure:
    found: Figure = request.param
    return found


def drawn() -> Iterator[tuple[Figure, str, str]]:
    for figure in FIGURES:
        for shape in figure.shapes:
            yield figure, shape.code, shape.path


def test_every_region_of_the_list_is_drawn_and_nothing_else() -> None:
    assert {code for _, code, _ in drawn()} == set(REGIONS)


def test_every_site_has_a_shape_of_its_own() -> None:
    assert {REGIONS[code].site for _, code, _ in drawn()} == set(SITES)


def test_left_mirrors_right(figure: Figure) -> None:
    paths = {(shape.code, shape.path) for shape in figure.shapes}
    sided = {(c, p) for c, p in paths if REGIONS[c].side != "middle"}

    turned = {(opposite(code), mirrored(path)) for code, path in sided}

    assert {code for code, _ in turned} == {code for code, _ in sided}
    assert {(c, tuple(polygon(p))) for c, p in turned} == {
        (c, tuple(polygon(p))) for c, p in sided
    }


def test_the_patients_right_is_where_the_figure_says(figure: Figure) -> None:
    middle = WIDTH / 2
    for shape in figure.shapes:
        xs = [x for x, _ in polygon(shape.path)]
        side = REGIONS[shape.code].side
        if side == figure.viewers_left:
            assert max(xs) <= middle, shape.code
        elif side == figure.viewers_right:
            assert min(xs) >= middle, shape.code
        else:
            assert sum((min(xs), max(xs))) / 2 == middle, shape.code


def test_right_is_at_the_viewers_left_from_the_front_and_not_from_the_back() -> None:
    assert [figure.viewers_left for figure in FIGURES] == ["right", "left"]


def test_every_shape_lies_within_the_figures_box(figure: Figure) -> None:
    for shape in figure.shapes:
        for x, y in polygon(shape.path):
            assert 0 <= x <= WIDTH, shape.code
            assert 0 <= y <= figure.height, shape.code


def test_a_finger_reaches_every_shape_and_none_covers_another(figure: Figure) -> None:
    outlines = {
        f"{number} {shape.code}": polygon(shape.path)
        for number, shape in enumerate(figure.shapes)
    }
    reached: dict[str, set[Cell]] = {key: set() for key in outlines}
    for cell, key in owned(outlines).items():
        reached[key].add(cell)
    body = set().union(*(cells(polygon(path)) for path in figure.outline))

    for key, places in reached.items():
        assert largest_square(places)[0] >= FINGER, key
        seen = cells(outlines[key]) & body
        assert seen, key
        assert len(seen - places) < len(seen) / 20, key


def test_the_whole_body_can_be_pressed(figure: Figure) -> None:
    shapes = set().union(*(cells(polygon(shape.path)) for shape in figure.shapes))
    body = set().union(*(cells(polygon(path)) for path in figure.outline))

    assert len(body - shapes) < len(body) / 200


def test_a_smooth_line_goes_through_all_its_points() -> None:
    assert smooth("0,0 6,6 12,0") == "M0 0 S4 6 6 6 11 1 12 0"
    assert {(0, 0), (6, 6), (12, 0)} <= set(polygon("M0 0 S4 6 6 6 11 1 12 0"))


@pytest.mark.parametrize("name", MADE)
def test_what_is_served_is_made_from_the_drawing_and_small(name: str) -> None:
    served = (STATIC / name).read_text(encoding="utf-8")

    assert served == MADE[name](), "Write it again: make drawing"
    assert len(gzip.compress(served.encode())) < 5_000


def test_the_stylesheet_fills_every_region() -> None:
    style = stylesheet()

    for code in REGIONS:
        assert f'[value="{code}"]:checked) .r-{code}' in style


def test_every_part_of_the_picture_has_a_name_of_its_own(figure: Figure) -> None:
    parts = {part.get("id"): part.get("d", "") for part in ElementTree.XML(picture())}

    assert len(parts) == len(ElementTree.XML(picture()))
    for number, shape in enumerate(figure.shapes, start=1):
        assert parts[f"{figure.name}-{number}"] == shape.path
    assert all(path in parts[f"{figure.name}-outline"] for path in figure.outline)
    assert all(path in parts[f"{figure.name}-lines"] for path in figure.lines)
