"""The rules of `chronic_back.yaml`, `joint.yaml`, `sports_injury.yaml` and
`tendon_ligament.yaml`, written by hand."""

from benchmarks.rules.by_hand.answers import Area, Patient, Raise
from benchmarks.rules.by_hand.patterns import (
    hurt_in_sport,
    ligament_pattern,
    tendon_pattern,
)

MECHANICAL = frozenset({"bending", "lifting", "sitting", "standing", "turning_in_bed"})
BACK_DIAGNOSES = frozenset({"sacroiliac_problem", "joint_instability", "disc_problem"})
INJURED = frozenset({"knee", "hip", "ankle", "elbow", "wrist", "shoulder"})
WORN_IN_THE_FORTIES = frozenset({"knee", "hip", "groin", "ankle", "foot", "toes"})
CATCHING_LOADS = frozenset({"pivoting", "squatting", "sitting"})


def look_at_area(patient: Patient, area: Area, worn: bool, raised: Raise) -> None:
    """Say `raised` for every candidate's rule of this area, with the area's number;
    `worn`: the pain is that of osteoarthritis."""
    number = area.number
    site = area.site
    weeks = area.weeks
    long = weeks >= 12
    symptoms = area.symptoms
    worse_with = area.worse_with
    told = area.told

    if area.spine:
        told_of_back = not BACK_DIAGNOSES.isdisjoint(told)
        mechanical = told_of_back or not MECHANICAL.isdisjoint(worse_with)
        if long and mechanical and site in ("lower_back", "sacroiliac"):
            raised(("long-mechanical-low-back-pain", number))
        if (told_of_back or weeks >= 2) and (
            mechanical
            or (
                site == "neck"
                and (
                    area.mechanism == "crash"
                    or "overhead" in worse_with
                    or "using_it" in worse_with
                )
            )
        ):
            raised(("mechanical-back-pattern", number))
    elif site == "buttock":
        held = "sacroiliac_problem" in told or "joint_instability" in told
        if held or (
            "turning_in_bed" in worse_with and (weeks >= 2 or "disc_problem" in told)
        ):
            raised(("mechanical-back-pattern", number))

    told_worn = "osteoarthritis" in told
    if worn:
        if long:
            raised(("long-osteoarthritis-pattern", number))
        if told_worn or weeks >= 6:
            raised(("osteoarthritis-pattern", number))
    if site == "shoulder" and "frozen_shoulder" in told:
        raised(("frozen-shoulder", number))
    if long:
        catching = "clicking" in symptoms or "locking" in symptoms
        grinding, swelling = "grinding" in symptoms, "swelling" in symptoms
        less_movement = "less_movement" in symptoms
        if (
            18 <= patient.age < 50
            and site in ("hip", "groin")
            and (catching or less_movement)
            and not CATCHING_LOADS.isdisjoint(worse_with)
        ):
            raised(("hip-that-catches-under-50", number))
        if (
            40 <= patient.age < 50
            and site in WORN_IN_THE_FORTIES
            and not told_worn
            and (
                (area.stiffness == "under_30_min")
                + grinding
                + (swelling or less_movement)
                + (
                    "stairs" in worse_with
                    or "squatting" in worse_with
                    or "walking" in worse_with
                )
            )
            >= 2
        ):
            raised(("joint-wear-in-the-forties", number))
        if (
            patient.age < 50
            and site in INJURED
            and not told_worn
            and (
                area.surgery == "over_3_months"
                or area.get("fracture_here") == "over_3_months"
                or (site == "knee" and "meniscus_tear" in told)
            )
            and (grinding or swelling or "locking" in symptoms)
        ):
            raised(("joint-after-injury-under-50", number))
        if site == "jaw" and not told_worn and (grinding or catching):
            raised(("jaw-joint", number))
        if site == "chest" and ("clicking" in symptoms or area.loose):
            raised(("loose-rib", number))

    if hurt_in_sport(patient, area):
        raised(("sports-injury", number))
        if long:
            raised(("long-sports-injury", number))
    if ligament_pattern(area) or tendon_pattern(patient, area):
        raised(("tendon-or-ligament-pattern", number))
        if long:
            raised(("long-tendon-or-ligament-pain", number))
    elif (
        area.loose
        and area.limb
        and weeks >= 6
        and (
            "hypermobility_or_ehlers_danlos" in patient.conditions
            or patient.get("hypermobility_score", 0) >= 3
        )
    ):
        raised(("loose-joint-in-a-flexible-person", number))
