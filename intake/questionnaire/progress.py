"""How far a patient has come, in words: the part of the questions, and the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from intake.questionnaire.body import your_area
from intake.questionnaire.step import Page
from intake.questionnaire.words import N_

# The parts by name, with their pages; the pages of a painful area are a part each.
PARTS: dict[str, tuple[str, ...]] = {
    N_("About you and where it hurts"): ("start", "where", "urgent-signs", "about-you"),
    N_("Your life and your health"): ("daily-life", "health", "medicines", "allergies"),
    N_("What you hope for, and how to reach you"): ("goals", "contact"),
}


@dataclass(frozen=True)
class Progress:
    """`parts` is None while it cannot be told how many there will be."""

    title: str
    part: int
    parts: int | None
    page: int
    pages: int


def progress(page: Page, path: Sequence[Page]) -> Progress:
    """Where the page, which is on the path, stands on it.

    Until it is known where it hurts, nobody can say how many parts there are.
    """
    parts = [(title, list(pages)) for title, pages in groupby(path, key=part_of)]
    number, (title, pages) = next(
        (number, part) for number, part in enumerate(parts, start=1) if page in part[1]
    )
    known = any(each.area for each in path)
    return Progress(
        title=title,
        part=number,
        parts=len(parts) if known else None,
        page=pages.index(page) + 1,
        pages=len(pages),
    )


def part_of(page: Page) -> str:
    """The part's words: `your right knee` for the pages of an area."""
    if page.area:
        return your_area(page.area)
    return next(title for title, slugs in PARTS.items() if page.step.slug in slugs)
