"""What several hand-written rules of an area share: patterns of pain."""

from collections.abc import Collection, Mapping
from typing import Any

from benchmarks.rules.by_hand.places import JOINT, LIMB

BACK_OR_BUTTOCK = frozenset(
    {"upper_back", "mid_back", "lower_back", "sacroiliac", "tailbone", "buttock"}
)
IN_SPORT = LIMB | BACK_OR_BUTTOCK | {"neck"}
LEG = frozenset(
    {"hip", "groin", "thigh", "knee", "shin", "calf", "ankle", "achilles"}
    | {"heel", "foot"}
)
HELD_BY_LIGAMENTS = frozenset(
    {"knee", "ankle", "foot", "shoulder", "elbow", "wrist", "hand", "hip"}
)
LOOSENING = frozenset({"fall", "twist", "crash", "knock_or_other_injury", "sport"})
RUNNERS = frozenset({"running", "field_ball", "court_ball", "dance_or_gymnastics"})
ANY_SPORT = frozenset(
    {"running", "field_ball", "court_ball", "racket", "golf", "cycling", "swimming"}
    | {"gym_or_weights", "combat", "dance_or_gymnastics", "winter_sports", "other"}
)
STRAINING = frozenset({"running", "pivoting", "squatting", "overhead", "gripping"})
KNEE_LOADS = frozenset({"stairs", "walking", "standing", "squatting"})
HIP_LOADS = KNEE_LOADS | {"bending"}
FOOT_LOADS = frozenset({"stairs", "walking", "standing"})
HAND_LOADS = frozenset({"gripping", "lifting", "using_it"})
ACHILLES_LOADS = FOOT_LOADS | {"running"}
HEEL_LOADS = frozenset({"standing", "walking", "running"})
KNEECAP_LOADS = frozenset({"stairs", "squatting", "running"})
OUTER_HIP_LOADS = frozenset({"lying_on_it", "stairs", "walking", "running"})
ELBOW_LOADS = frozenset({"gripping", "lifting", "overhead"})

Area = Mapping[str, Any]
Words = Collection[str]


def osteoarthritis_pattern(
    area: Area,
    site: str | None,
    over_50: bool,
    symptoms: Words,
    worse_with: Words,
    told: Words,
    stiffness: str | None,
) -> bool:
    if "osteoarthritis" in told and site in JOINT:
        return True
    if not over_50:
        return False
    stiff = stiffness == "under_30_min"
    if site == "knee":
        return not KNEE_LOADS.isdisjoint(worse_with)
    if site in ("hip", "groin"):
        return not HIP_LOADS.isdisjoint(worse_with) and (
            site == "groin"
            or stiff
            or area.get("part") in ("groin", "front")
            or "less_movement" in symptoms
            or "grinding" in symptoms
        )
    if site == "hand":
        return not HAND_LOADS.isdisjoint(worse_with)
    if site in ("shoulder", "elbow", "wrist"):
        return "grinding" in symptoms and (stiff or "less_movement" in symptoms)
    if site in ("ankle", "foot", "toes"):
        return not FOOT_LOADS.isdisjoint(worse_with) and (
            stiff or "less_movement" in symptoms or "grinding" in symptoms
        )
    return False


def tendon_pattern(
    area: Area,
    site: str | None,
    age: int | None,
    symptoms: Words,
    worse_with: Words,
    told: Words,
    mechanism: str | None,
    night: str | None,
) -> bool:
    if site in LIMB and ("tendon_problem" in told or "tendon_tear" in told):
        return True
    part = area.get("part")
    if (site == "achilles" or part == "achilles") and not ACHILLES_LOADS.isdisjoint(
        worse_with
    ):
        return True
    if site == "elbow":
        return not ELBOW_LOADS.isdisjoint(worse_with)
    if site == "heel" or (site == "foot" and part in ("under_heel", "arch")):
        return not HEEL_LOADS.isdisjoint(worse_with)
    if site == "knee":
        return (
            part == "kneecap_tendon" and not KNEECAP_LOADS.isdisjoint(worse_with)
        ) or (part == "outer" and "running" in worse_with)
    if site in ("shoulder", "upper_arm"):
        return "overhead" in worse_with and (
            night == "when_lying_on_it"
            or "lifting" in worse_with
            or "lying_on_it" in worse_with
            or "weakness" in symptoms
        )
    if site == "hip":
        return part == "outer" and (
            night == "when_lying_on_it" or not OUTER_HIP_LOADS.isdisjoint(worse_with)
        )
    if site == "groin":
        return ("pivoting" in worse_with or "running" in worse_with) and (
            mechanism in ("overuse", "sport", "twist")
            or area.get("happened_in_sport") == "yes"
        )
    if site in ("buttock", "thigh"):
        return "sitting" in worse_with and "running" in worse_with
    if site == "wrist":
        return "gripping" in worse_with and (
            mechanism == "overuse" or part == "thumb_base"
        )
    if site == "hand":
        return (
            part == "thumb_base"
            and age is not None
            and age < 50
            and "gripping" in worse_with
        )
    return False


def ligament_pattern(
    area: Area,
    site: str | None,
    loose: bool,
    told: Words,
    injury: bool,
    mechanism: str | None,
) -> bool:
    if site in LIMB and (
        "ligament_sprain_or_tear" in told or "joint_instability" in told
    ):
        return True
    if not loose:
        return False
    if site in HELD_BY_LIGAMENTS and (injury or mechanism in LOOSENING):
        return True
    return site in ("ankle", "shoulder") and area.get("happened_before") == "yes"


def hurt_in_sport(
    facts: Mapping[str, Any],
    area: Area,
    site: str | None,
    sports: Words,
    mechanism: str | None,
    worse_with: Words,
) -> bool:
    if site not in IN_SPORT:
        return False
    if mechanism == "sport" or area.get("happened_in_sport") == "yes":
        return True
    if mechanism != "overuse":
        return False
    overhead, gripping = "overhead" in worse_with, "gripping" in worse_with
    return (
        (
            facts.get("sport_level") in ("club", "competition")
            and not ANY_SPORT.isdisjoint(sports)
            and not STRAINING.isdisjoint(worse_with)
        )
        or (
            site in LEG
            and ("running" in worse_with or "pivoting" in worse_with)
            and not RUNNERS.isdisjoint(sports)
        )
        or (
            site in ("elbow", "wrist", "shoulder")
            and (gripping or overhead)
            and ("racket" in sports or "golf" in sports)
        )
        or (
            site == "shoulder"
            and overhead
            and (
                "swimming" in sports
                or "court_ball" in sports
                or "gym_or_weights" in sports
            )
        )
    )
