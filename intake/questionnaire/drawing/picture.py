"""The drawing as one file, of which a page shows each part by its name.

A browser keeps the file, so a page with the drawing brings only the names. They are
`front-1`, `front-2` … for the shapes of a figure in their order, `front-lines` for what
is drawn for the eye alone, and `front-outline`.
"""

from collections.abc import Iterator

from intake.questionnaire.drawing import FIGURES, Figure

HEAD = "<!-- Made from the drawing of the body by `make drawing`. -->\n"
# How far beyond the picture its edge lies: no line of it may be seen.
BEYOND = 9


def picture() -> str:
    parts = (part for figure in FIGURES for part in _parts(figure))
    paths = "".join(f'<path id="{name}" d="{path}"/>\n' for name, path in parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{HEAD}{paths}</svg>\n'


def _parts(figure: Figure) -> Iterator[tuple[str, str]]:
    yield f"{figure.name}-outline", " ".join((_edge(figure), *figure.outline))
    yield f"{figure.name}-lines", " ".join(figure.lines)
    for number, shape in enumerate(figure.shapes, start=1):
        yield f"{figure.name}-{number}", shape.path


def _edge(figure: Figure) -> str:
    """Round the whole picture: what lies between it and the outline is beyond the body,
    and is laid over what the shapes have there."""
    right, foot = figure.width + BEYOND, figure.height + BEYOND
    return f"M-{BEYOND} -{BEYOND} H{right} V{foot} H-{BEYOND} Z"
