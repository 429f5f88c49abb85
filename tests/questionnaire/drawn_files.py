"""The files that are made from the drawing, and their writing: `make drawing`."""

from collections.abc import Callable
from pathlib import Path

import intake
from intake.questionnaire.drawing.picture import picture
from intake.questionnaire.drawing.stylesheet import stylesheet

STATIC = Path(intake.__file__).parent / "static"
MADE: dict[str, Callable[[], str]] = {"body.svg": picture, "regions.css": stylesheet}

if __name__ == "__main__":
    for name, made in MADE.items():
        (STATIC / name).write_text(made(), encoding="utf-8")
