"""What goes with a clinician's action: a plan, a reason, words; a line each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from intake.records.models import Review

# Why an intake is declined; the patient reads the clinician's words, never these.
REASONS: Mapping[str, str] = {
    "not_this_treatment": "The pain is not of a kind that this treatment is for",
    "risk_too_high": "The risk is too high for this patient",
    "too_early": "Too early: it may settle, or other treatment comes first",
    "had_it_before": "Had this treatment before, without gain",
    "not_enough_known": "Too little is known, and cannot be found out from here",
    "patients_wish": "The patient does not want it",
    "other": "Another reason",
}
URGENCIES: Mapping[str, str] = {
    "at_once": "At once: ambulance or emergency department",
    "same_day": "Today",
    "two_weeks": "Within two weeks",
    "routine": "No hurry",
}


@dataclass(frozen=True)
class Detail:
    """`coded` is kept in plain, to be counted; anything else is somebody's own words,
    and sealed. `values`: code → words."""

    name: str
    label: str
    coded: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


NOTE, WORDS, ALL_THE_SAME, PASSED_OVER = "note", "words", "all_the_same", "passed_over"

DETAILS: Mapping[str, Detail] = {
    each.name: each
    for each in (
        Detail("reason", "Reason", True, REASONS),
        Detail("refer_to", "Referred to"),
        Detail("urgency", "How soon", True, URGENCIES),
        Detail("areas", "Places to treat", True),
        Detail("sessions", "Sessions planned", True),
        Detail("spacing_weeks", "Weeks between sessions", True),
        Detail("conditions", "On condition"),
        Detail(WORDS, "Words to the patient"),
        Detail(PASSED_OVER, "Done in spite of", True),
        Detail(ALL_THE_SAME, "Why all the same"),
        Detail(NOTE, "Note"),
    )
}


def keep(review: Review, given: Mapping[str, Any]) -> None:
    """Write them to a review that is in its session; what is empty is left out.

    Raises KeyError for a name that is not in DETAILS.
    """
    said = {DETAILS[name].name: each for name, each in given.items() if each}
    review.note = said.pop(NOTE, "")
    review.details = {each: said[each] for each in said if DETAILS[each].coded}
    review.texts = {each: said[each] for each in said if not DETAILS[each].coded}


def of(review: Review) -> dict[str, Any]:
    """All that was kept with it, by name, in the order of the table."""
    said = {**review.details, **(review.texts or {}), NOTE: review.note}
    return {name: said[name] for name in DETAILS if said.get(name)}
