"""The shipped rules as a careful programmer would write them, without a rule language.

Two values: what was not answered is “no”. Each rule is one `if` that stops early; what
several rules share is a variable; facts are looked up once.
"""

from collections.abc import Mapping
from typing import Any

from benchmarks.rules.by_hand.areas import look_at_areas
from benchmarks.rules.by_hand.patients import look_at_patient


def flags(facts: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    """The rules that are raised: each one's id, and its area's number, if any."""
    found: list[tuple[str, int | None]] = []
    look_at_patient(facts, found.append)
    look_at_areas(facts, facts.get("pain_areas", ()), found.append)
    return found
