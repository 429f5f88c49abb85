"""The rules of `emergency_infection.yaml`, written by hand."""

from benchmarks.rules.by_hand.answers import Area, Patient, Raise
from benchmarks.rules.by_hand.places import JOINT

WEAKENING = frozenset(
    {"diabetes", "rheumatoid_or_inflammatory_arthritis", "immune_problem"}
    | {"hiv", "kidney_disease"}
)


def look_at_patient(patient: Patient, raised: Raise) -> None:
    """Say `raised` for every infection that is not of one area."""
    if not patient.spine_or_buttock:
        return
    if patient.fever:
        raised(("back-pain-with-fever", None))
    if (
        patient.night + patient.weight_loss + patient.injected >= 2
    ) and _at_risk_of_infection(patient):
        raised(("any-back-pain-with-infection-risk", None))


def look_at_area(patient: Patient, area: Area, raised: Raise) -> None:
    """Say `raised` for every infection of this area, with the area's number."""
    if area.spine or area.site == "buttock":
        _look_at_spine(patient, area, raised)
    if area.hot:
        _look_at_heat(patient, area, raised)
    if (
        area.quickly
        and (area.limb or area.site in ("jaw", "chest"))
        and (
            "swelling" in area.symptoms
            or "less_movement" in area.symptoms
            or area.get("pain_now", 0) >= 7
        )
        and _way_in(area)
    ):
        raised(("joint-worse-after-needle-or-operation", area.number))
    if patient.fever:
        _look_at_fever(patient, area, raised)


def _look_at_spine(patient: Patient, area: Area, raised: Raise) -> None:
    quickly = area.quickly
    if (
        area.wakes
        + quickly
        + (area.constant and area.weeks < 12 and area.course != "getting_better")
        + patient.weight_loss
        + patient.injected
        + (area.course == "slowly_worse" and "tuberculosis" in patient.conditions)
    ) >= 2 and _at_risk_of_infection(patient):
        raised(("back-pain-with-infection-risk", area.number))
    if (quickly or area.hot) and (area.mechanism == "infection" or _way_in(area)):
        raised(("back-worse-after-needle-or-operation", area.number))


def _look_at_heat(patient: Patient, area: Area, raised: Raise) -> None:
    if area.site in JOINT:
        raised(("hot-swollen-joint", area.number))
    elif (
        patient.fever
        or area.quickly
        or area.mechanism == "infection"
        or _needle_or_operation(area)
    ):
        raised(("hot-swollen-limb-that-spreads", area.number))


def _look_at_fever(patient: Patient, area: Area, raised: Raise) -> None:
    get = area.get
    number = area.number
    site = area.site
    weeks = area.weeks
    quickly = area.quickly
    if site in JOINT and (
        quickly
        or area.four_steps
        or get("joint_replaced_here") == "yes"
        or (weeks < 4 and "swelling" in area.symptoms)
    ):
        raised(("painful-joint-with-fever", number))
    hip = site in ("hip", "groin")
    if (hip and get("pain_now", 0) >= 7) or (
        patient.age < 18 and (hip or site == "knee") and patient.get("limping") == "yes"
    ):
        raised(("hip-or-limping-child-with-fever", number))
    if (
        weeks <= 4
        and area.onset != "injury"
        and (area.limb or site == "chest")
        and (quickly or area.constant or get("skin_infection_or_wound_here") == "yes")
    ):
        raised(("limb-pain-with-fever", number))


def _way_in(area: Area) -> bool:
    return (
        _needle_or_operation(area)
        or area.get("joint_replaced_here") == "yes"
        or area.get("skin_infection_or_wound_here") == "yes"
    )


def _needle_or_operation(area: Area) -> bool:
    return (
        area.mechanism in ("after_injection", "after_surgery")
        or area.surgery == "under_3_months"
        or (
            area.get("last_steroid_injection") == "under_3_months"
            and "steroid" in (area.get("injections_here") or ())
        )
    )


def _at_risk_of_infection(patient: Patient) -> bool:
    return (
        patient.injected
        or patient.steroids
        or patient.get("infection_now") == "yes"
        or patient.get("immune_medicine") == "yes"
        or "tuberculosis" in patient.conditions
        or not WEAKENING.isdisjoint(patient.conditions)
    )
