"""The shipped rules as a careful programmer would write them, without a rule language.

Two values: what was not answered is “no”. Each rule is one `if` that stops early; what
several rules share is looked up once (`answers.py`). The ifs of a rule file stand in
the module of its name, without `emergency_`; those of both urgent files in `urgent.py`,
and what says who is a candidate in `candidates.py`.
One long function would be a little faster: each call, and each area's object, costs.
"""

from collections.abc import Mapping
from typing import Any

from benchmarks.rules.by_hand import (
    candidates,
    cautions,
    contraindications,
    infection,
    nerves,
    urgent,
    vessels,
)
from benchmarks.rules.by_hand.answers import Area, Patient
from benchmarks.rules.by_hand.patterns import osteoarthritis_pattern


def flags(facts: Mapping[str, Any]) -> list[tuple[str, int | None]]:
    """The rules that are raised: each one's id, and its area's number, if any."""
    found: list[tuple[str, int | None]] = []
    raised = found.append
    patient = Patient(facts)
    nerves.look_at_patient(patient, raised)
    infection.look_at_patient(patient, raised)
    vessels.look_at_patient(patient, raised)
    urgent.look_at_patient(patient, raised)
    contraindications.look_at_patient(patient, raised)
    cautions.look_at_patient(patient, raised)
    for number, answers in enumerate(facts.get("pain_areas", ())):
        area = Area(number, answers, patient)
        worn = osteoarthritis_pattern(patient, area)
        nerves.look_at_area(patient, area, raised)
        infection.look_at_area(patient, area, raised)
        vessels.look_at_area(patient, area, raised)
        urgent.look_at_area(patient, area, raised)
        contraindications.look_at_area(area, raised)
        cautions.look_at_area(patient, area, worn, raised)
        candidates.look_at_area(patient, area, worn, raised)
    return found
