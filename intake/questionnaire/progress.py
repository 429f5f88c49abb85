"""How far a patient has come: sections by name, and the time they usually take."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from intake.questionnaire.body import your_area
from intake.questionnaire.step import Page
from intake.questionnaire.visit import Visit
from intake.questionnaire.words import N_, say

# The sections by name, with their pages; those of a painful area are a section each.
SECTIONS: dict[str, tuple[str, ...]] = {
    N_("About you and where it hurts"): ("start", "where", "urgent-signs", "about-you"),
    N_("Your life and your health"): ("daily-life", "health", "medicines", "allergies"),
    N_("What you hope for, and how to reach you"): ("goals", "contact"),
}
# What stands in the list until it is known where it hurts.
EACH_PLACE = N_("Each place that hurts")

# How long a page usually takes. Nobody has timed patients yet: it is an estimate, four
# seconds a question and 300 words a minute (most of them are answers to look over), of
# what somebody with one painful knee is asked; a test holds the table to it.
SECONDS = {
    "start": 45,
    "where": 90,
    "urgent-signs": 120,
    "about-you": 30,
    "this-area-signs": 60,
    "began": 75,
    "feels": 60,
    "changes": 45,
    "tried": 60,
    "daily-life": 45,
    "health": 45,
    "medicines": 60,
    "allergies": 15,
    "goals": 30,
    "contact": 30,
}
ONE_PLACE = ("this-area-signs", "began", "feels", "changes", "tried")

DONE, BEGUN, NEXT, LATER, CLOSED = "done", "begun", "next", "later", "closed"
STATE_WORDS = {
    DONE: N_("Done"),
    BEGUN: N_("Begun"),
    NEXT: N_("Next"),
    LATER: N_("Not yet"),
    CLOSED: N_("Cannot start yet"),
}


@dataclass(frozen=True)
class Section:
    """`page`: the first of its pages, if the patient has come that far."""

    title: str
    state: str
    minutes: int
    page: Page | None = None


def section_of(page: Page) -> str:
    """The section's name: `Your right knee` for the pages of an area."""
    if page.area:
        words = your_area(page.area)
    else:
        words = say(next(n for n, slugs in SECTIONS.items() if page.step.slug in slugs))
    return f"{words[0].upper()}{words[1:]}"


def sections(visits: Sequence[Visit]) -> list[Section]:
    """Every section of this patient's, in their order; later ones as far as known."""
    reached = next((each.page for each in visits if each.unanswered), None)
    opened = [each.page for each in visits]
    if reached:
        opened = opened[: opened.index(reached) + 1]
    found: list[Section] = []
    for title, group in groupby(visits, key=lambda each: section_of(each.page)):
        own = list(group)
        pages = [each.page for each in own]
        found.append(
            Section(
                title,
                _state(own, reached),
                _minutes(sum(SECONDS[each.step.slug] for each in pages)),
                pages[0] if pages[0] in opened else None,
            )
        )
    if not _places_are_known(visits):
        found.insert(1, Section(say(EACH_PLACE), CLOSED, minutes_for_a_place()))
    return found


def minutes_left(visits: Sequence[Visit]) -> int:
    """What is not answered yet; 0 where nothing is. One place, until they are known."""
    seconds = sum(
        SECONDS[each.page.step.slug] * len(each.unanswered) / len(each.asked)
        for each in visits
    )
    if not _places_are_known(visits):
        seconds += sum(SECONDS[slug] for slug in ONE_PLACE)
    return _minutes(seconds)


def minutes_in_all() -> int:
    """With one painful place."""
    return _minutes(sum(SECONDS.values()))


def minutes_for_a_place() -> int:
    return _minutes(sum(SECONDS[slug] for slug in ONE_PLACE))


def _state(own: Sequence[Visit], reached: Page | None) -> str:
    if not any(each.unanswered for each in own):
        return DONE
    if reached not in [each.page for each in own]:
        return LATER
    return BEGUN if any(each.given for each in own) else NEXT


def _places_are_known(visits: Sequence[Visit]) -> bool:
    return any(each.page.area for each in visits)


def _minutes(seconds: float) -> int:
    """Rounded up: better a little early than a promise that is not kept."""
    return ceil(seconds / 60)
