"""What several hand-written rules of an area share: patterns of pain."""

from benchmarks.rules.by_hand.answers import Area, Patient
from benchmarks.rules.by_hand.places import BACK_OR_BUTTOCK, JOINT, LIMB

IN_SPORT = LIMB | BACK_OR_BUTTOCK | {"neck", "chest"}
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
KNEE_LOADS = frozenset({"stairs", "walking", "standing", "squatting"})
HIP_LOADS = KNEE_LOADS | {"bending"}
FOOT_LOADS = frozenset({"stairs", "walking", "standing"})
WORN_HAND = frozenset({"swelling", "grinding", "less_movement"})
ACHILLES_LOADS = FOOT_LOADS | {"running"}
HEEL_LOADS = frozenset({"standing", "walking", "running"})
OUTER_HIP_LOADS = frozenset({"lying_on_it", "stairs", "walking", "running"})
ELBOW_LOADS = frozenset({"gripping", "lifting", "overhead"})


def osteoarthritis_pattern(patient: Patient, area: Area) -> bool:
    if "osteoarthritis" in area.told and area.site in JOINT:
        return True
    if not patient.age >= 50:
        return False
    site = area.site
    symptoms = area.symptoms
    worse_with = area.worse_with
    stiff = area.stiffness == "under_30_min"
    if site == "knee":
        return not KNEE_LOADS.isdisjoint(worse_with)
    if site in ("hip", "groin"):
        return not HIP_LOADS.isdisjoint(worse_with) and (
            site == "groin"
            or stiff
            or area.part in ("groin", "front")
            or "less_movement" in symptoms
            or "grinding" in symptoms
        )
    if site == "hand":
        return (
            "gripping" in worse_with
            or "lifting" in worse_with
            or (
                "using_it" in worse_with
                and (stiff or not WORN_HAND.isdisjoint(symptoms))
            )
        )
    if site in ("shoulder", "elbow", "wrist"):
        return "grinding" in symptoms and (stiff or "less_movement" in symptoms)
    if site in ("ankle", "foot", "toes"):
        return not FOOT_LOADS.isdisjoint(worse_with) and (
            stiff or "less_movement" in symptoms or "grinding" in symptoms
        )
    return False


def tendon_pattern(patient: Patient, area: Area) -> bool:
    site = area.site
    part = area.part
    worse_with = area.worse_with
    told = area.told
    if area.limb and ("tendon_problem" in told or "tendon_tear" in told):
        return True
    if (site == "achilles" or part == "achilles") and not ACHILLES_LOADS.isdisjoint(
        worse_with
    ):
        return True
    if site == "elbow":
        return not ELBOW_LOADS.isdisjoint(worse_with)
    if site == "heel" or (site == "foot" and part in ("under_heel", "arch")):
        return not HEEL_LOADS.isdisjoint(worse_with)
    if site == "knee":
        return part == "kneecap_tendon" or (part == "outer" and "running" in worse_with)
    if site == "ankle":
        return part in ("inner", "outer") and (
            "running" in worse_with or "pivoting" in worse_with
        )
    if site in ("shoulder", "upper_arm"):
        return "overhead" in worse_with and (
            area.night == "when_lying_on_it"
            or "lifting" in worse_with
            or "lying_on_it" in worse_with
            or "weakness" in area.symptoms
        )
    if site == "hip":
        return part == "outer" and (
            area.night == "when_lying_on_it"
            or not OUTER_HIP_LOADS.isdisjoint(worse_with)
        )
    if site == "groin":
        return ("running" in worse_with or "pivoting" in worse_with) and (
            area.mechanism in ("overuse", "sport", "twist")
            or area.get("happened_in_sport") == "yes"
        )
    if site in ("buttock", "thigh"):
        return "running" in worse_with and "sitting" in worse_with
    if site == "wrist":
        return "gripping" in worse_with and (
            area.mechanism == "overuse" or part == "thumb_base"
        )
    if site == "hand":
        return part == "thumb_base" and patient.age < 50 and "gripping" in worse_with
    return False


def ligament_pattern(area: Area) -> bool:
    site = area.site
    told = area.told
    if "ligament_sprain_or_tear" in told or "joint_instability" in told:
        return True
    if site == "ankle" and area.mechanism == "twist":
        return True
    if not area.loose:
        return False
    if site in ("jaw", "sacroiliac"):
        return True
    if site in HELD_BY_LIGAMENTS and (
        area.onset == "injury" or area.mechanism in LOOSENING
    ):
        return True
    return site in ("ankle", "shoulder") and area.get("happened_before") == "yes"


def hurt_in_sport(patient: Patient, area: Area) -> bool:
    site = area.site
    if site not in IN_SPORT:
        return False
    get = area.get
    if area.mechanism == "sport" or get("happened_in_sport") == "yes":
        return True
    if area.mechanism != "overuse":
        return False
    sports = patient.get("sports") or ()
    worse_with = area.worse_with
    overhead = "overhead" in worse_with
    return (
        (
            patient.get("sport_level") in ("club", "competition")
            and not ANY_SPORT.isdisjoint(sports)
        )
        or (
            site in LEG
            and ("running" in worse_with or "pivoting" in worse_with)
            and not RUNNERS.isdisjoint(sports)
        )
        or (
            site in ("elbow", "wrist", "shoulder")
            and (overhead or "gripping" in worse_with)
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
