"""The rules of `emergency_vessels.yaml`, written by hand."""

from collections.abc import Collection

from benchmarks.rules.by_hand.answers import Area, Patient, Raise
from benchmarks.rules.by_hand.places import BACK

OF_THE_NECK_ARTERIES = frozenset(
    {"sudden_headache", "double_vision", "sight_change", "slurred_speech"}
    | {"trouble_swallowing", "face_droop", "fainting"}
)
OF_THE_VESSELS = frozenset({"high_blood_pressure", "heart_disease", "stroke_or_tia"})
NEAR_THE_HEART = frozenset(
    {"chest", "jaw", "neck", "upper_back", "shoulder", "upper_arm"}
)
# Where walking hurts of the heart, unless one of these hurts there as well.
ABOVE_THE_WAIST = frozenset({"chest", "jaw", "shoulder", "upper_arm", "upper_back"})
NOT_OF_THE_HEART = frozenset(
    {"overhead", "lifting", "gripping", "using_it", "standing"}
)
NEAR_THE_LUNGS = frozenset({"chest", "upper_back", "mid_back"})
NEAR_THE_AORTA = BACK | {"abdomen"}
OF_THE_HEART = OF_THE_VESSELS | {"diabetes"}
# After an operation, in plaster or after a clot; after a long trip as well.
LIMB_CLOT_RISKS = frozenset(
    {"recent_operation_or_bed_rest", "leg_in_cast", "past_clot"}
)
CLOT_RISKS = LIMB_CLOT_RISKS | {"recent_long_trip"}
LOWER_LEG = frozenset({"shin", "calf", "achilles"})
SWELLING_WITH_A_CLOT = frozenset(
    {"groin", "thigh", "shin", "calf", "upper_arm", "forearm"}
)
STRAIN = frozenset({"fall", "twist", "crash", "knock_or_other_injury", "sport"})


def look_at_patient(patient: Patient, raised: Raise) -> None:
    """Say `raised` for every emergency of the vessels that is not of one area."""
    get = patient.get
    # “None of these” stands alone: then there is nothing to look for.
    neck = get("neck_warning_signs") or ()
    if "none" not in neck and (
        not OF_THE_NECK_ARTERIES.isdisjoint(neck)
        or ("dizziness" in neck and "face_or_limb_numbness" in neck)
    ):
        raised(("stroke-or-neck-artery-signs", None))
    if patient.age >= 50 and get("new_headache_jaw_or_vision") == "yes":
        raised(("new-headache-jaw-or-sight-over-50", None))
    belly = get("belly_warning_signs") or ()
    if "none" not in belly:
        pulsing, constant = "pulsing" in belly, "constant_whatever_i_do" in belly
        both = pulsing and constant
        if patient.age >= 50 and (
            both
            or (
                (pulsing or constant)
                and (
                    patient.age >= 60
                    or get("smoking") in ("current", "former")
                    or not OF_THE_VESSELS.isdisjoint(patient.conditions)
                )
            )
        ):
            raised(("pulsing-or-unrelenting-belly-over-50", None))
        if both and patient.age < 50:
            raised(("pulsing-pain-under-50", None))
    chest = get("chest_warning_signs") or ()
    if "none" not in chest:
        _look_at_chest(patient, chest, raised)
    clot = get("leg_clot_signs") or ()
    if "none" not in clot and (
        "one_calf_swollen" in clot
        or "breathless" in clot
        or (
            "warm_or_sore_calf" in clot
            and (
                not CLOT_RISKS.isdisjoint(clot)
                or LOWER_LEG.isdisjoint(patient.sites)
                or get("area_count", 0) > 3
                or _prone_to_clots(patient)
            )
        )
    ):
        raised(("clot-signs", None))


def _look_at_chest(patient: Patient, chest: Collection[str], raised: Raise) -> None:
    sites = patient.sites
    sweating, on_exertion = "sweating" in chest, "worse_on_exertion" in chest
    breathless = "breathless" in chest
    if (
        breathless
        or "chest_pressure" in chest
        or (on_exertion and (sweating or "chest" in sites))
        or (
            (sweating or on_exertion)
            and not NEAR_THE_HEART.isdisjoint(sites)
            and (
                patient.age >= 40
                or patient.get("smoking") == "current"
                or not OF_THE_HEART.isdisjoint(patient.conditions)
            )
        )
    ):
        raised(("chest-signs", None))
    if breathless and (
        not NEAR_THE_LUNGS.isdisjoint(sites) or _prone_to_clots(patient)
    ):
        raised(("breathless-with-a-risk-of-clots", None))


def look_at_area(patient: Patient, area: Area, raised: Raise) -> None:
    """Say `raised` for every emergency of the vessels of this area, with its number."""
    _look_at_head_and_neck(patient, area, raised)
    _look_at_arteries(patient, area, raised)
    _look_at_heart(patient, area, raised)
    _look_at_clots(patient, area, raised)
    if area.limb or area.site in ("lower_back", "buttock"):
        _look_at_limb(patient, area, raised)


def _look_at_limb(patient: Patient, area: Area, raised: Raise) -> None:
    get = area.get
    limb = area.limb
    quickly = area.quickly
    constant = area.constant
    within_2 = area.weeks <= 2
    if get("very_tight_and_extreme_pain") == "yes" and (
        quickly
        or within_2
        or (constant and area.weeks <= 4)
        or area.surgery == "under_3_months"
        or "leg_in_cast" in (patient.get("leg_clot_signs") or ())
    ):
        raised(("tight-limb-with-extreme-pain", area.number))
    if (
        limb
        and "cold_pale_or_blue" in area.symptoms
        and (
            quickly
            or within_2
            or (
                constant
                and (
                    area.night in ("wakes_me_and_settles", "wakes_me_and_stays")
                    or get("skin_infection_or_wound_here") == "yes"
                    or get("pain_now", 0) >= 7
                )
            )
        )
    ):
        raised(("cold-pale-or-blue-limb", area.number))
    if (
        limb
        and within_2
        and quickly
        and constant
        and "numbness_or_tingling" in area.symptoms
        and get("pain_now", 0) >= 9
    ):
        raised(("numb-limb-with-extreme-pain", area.number))


def _look_at_head_and_neck(patient: Patient, area: Area, raised: Raise) -> None:
    site = area.site
    if site not in ("neck", "head", "jaw"):
        return
    weeks = area.weeks
    sudden = area.onset == "sudden"
    if area.quickly or (weeks <= 4 and (sudden or area.onset == "injury")):
        neck = patient.get("neck_warning_signs") or ()
        if "dizziness" in neck or "face_or_limb_numbness" in neck:
            raised(("new-neck-pain-with-a-warning-sign", area.number))
    if site == "neck":
        spreads_to = area.get("spreads_to") or ()
        if (
            sudden
            and weeks <= 4
            and area.worst >= 8
            and ("head" in spreads_to or "jaw" in spreads_to)
            and (area.quickly or "none" in area.worse_with)
        ):
            raised(("sudden-neck-pain-into-the-head", area.number))
    elif site == "head":
        very_bad = sudden and area.worst >= 9
        if weeks <= 2 and (
            very_bad or patient.fever or area.mechanism == "after_injection"
        ):
            raised(("sudden-or-feverish-headache", area.number))
    elif (
        weeks <= 12
        and patient.age >= 50
        and "head" in patient.sites
        and "using_it" in area.worse_with
    ):
        raised(("tired-jaw-and-sore-head-over-50", area.number))


def _look_at_arteries(patient: Patient, area: Area, raised: Raise) -> None:
    number = area.number
    site = area.site
    weeks = area.weeks
    age = patient.age
    sudden = area.onset == "sudden"
    this_week = sudden and area.worst >= 9 and weeks <= 1

    if site in NEAR_THE_AORTA:
        belly = patient.get("belly_warning_signs") or ()
        if "known_aneurysm" in belly and (
            sudden or weeks <= 12 or area.course in ("slowly_worse", "quickly_worse")
        ):
            raised(("known-aneurysm-with-new-pain", number))
        if (
            30 <= age < 60
            and ("pulsing" in belly or "constant_whatever_i_do" in belly)
            and (
                (
                    site in ("abdomen", "mid_back", "lower_back", "sacroiliac")
                    and "none" in area.worse_with
                    and "none" in (area.get("better_with") or ())
                )
                or (this_week and site in ("abdomen", "upper_back", "mid_back"))
            )
        ):
            raised(("unmoved-pain-under-60", number))
    elif (
        area.limb
        and sudden
        and weeks <= 2
        and area.get("snap_or_pop") == "no"
        and (
            (
                area.get("lost_strength_at_once") == "yes"
                and "numbness_or_tingling" in area.symptoms
            )
            or "face_or_limb_numbness" in (patient.get("neck_warning_signs") or ())
        )
    ):
        raised(("limb-weak-and-numb-at-once", number))
    if this_week and (
        site == "abdomen"
        or (age >= 40 and site in NEAR_THE_LUNGS)
        or (age >= 60 and site in ("lower_back", "groin") and "none" in area.worse_with)
    ):
        raised(("sudden-worst-pain-of-the-trunk", number))


def _look_at_heart(patient: Patient, area: Area, raised: Raise) -> None:
    worse_with = area.worse_with
    if (
        area.site in ABOVE_THE_WAIST
        and {"walking", "stairs"} <= set(worse_with)
        and patient.age >= 40
        and "rest" in (area.get("better_with") or ())
        and NOT_OF_THE_HEART.isdisjoint(worse_with)
    ):
        raised(("pain-from-walking-above-the-waist", area.number))


def _look_at_clots(patient: Patient, area: Area, raised: Raise) -> None:
    site = area.site
    injury = area.onset == "injury"
    swelling = "swelling" in area.symptoms
    if (
        site in LOWER_LEG
        and not injury
        and area.mechanism not in STRAIN
        and "warm_or_sore_calf" in (patient.get("leg_clot_signs") or ())
    ):
        raised(("warm-or-sore-calf-without-a-strain", area.number))
    if (
        area.mechanism == "after_injection"
        and area.weeks <= 1
        and (site == "neck" or site in NEAR_THE_LUNGS)
        and (area.quickly or area.onset == "sudden" or "coughing" in area.worse_with)
    ):
        raised(("chest-pain-after-a-needle", area.number))
    if (
        site in SWELLING_WITH_A_CLOT
        and area.weeks <= 4
        and not injury
        and (
            swelling
            or (site == "calf" and area.course in ("slowly_worse", "quickly_worse"))
        )
        and (
            not LIMB_CLOT_RISKS.isdisjoint(patient.get("leg_clot_signs") or ())
            or _prone_to_clots(patient)
            or (swelling and site == "calf" and area.mechanism == "no_clear_cause")
        )
    ):
        raised(("swelling-limb-with-a-risk-of-clots", area.number))


def _prone_to_clots(patient: Patient) -> bool:
    return (
        "blood_clot" in patient.conditions
        or "cancer_now" in patient.conditions
        or patient.get("pregnancy") in ("pregnant", "maybe")
    )
