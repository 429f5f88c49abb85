"""The rules that are judged once for a patient, written by hand."""

from collections.abc import Callable, Mapping
from typing import Any

from benchmarks.rules.by_hand.places import SPINE

Raise = Callable[[tuple[str, int | None]], object]

WEAKENING = frozenset(
    {"diabetes", "rheumatoid_or_inflammatory_arthritis", "immune_problem"}
    | {"hiv", "kidney_disease"}
)
OF_THE_NECK_ARTERIES = frozenset(
    {"sudden_headache", "double_vision", "sight_change", "slurred_speech"}
    | {"trouble_swallowing", "face_droop", "fainting"}
)
OF_THE_VESSELS = frozenset({"high_blood_pressure", "heart_disease", "stroke_or_tia"})
NEAR_THE_HEART = frozenset(
    {"chest", "jaw", "neck", "upper_back", "shoulder", "upper_arm"}
)
OF_THE_HEART = OF_THE_VESSELS | {"diabetes"}
CLOT_RISKS = frozenset(
    {"recent_long_trip", "recent_operation_or_bed_rest", "leg_in_cast", "past_clot"}
)
LOWER_LEG = frozenset({"shin", "calf", "achilles"})
CHILD_HIP = frozenset({"hip", "groin", "thigh"})


def look_at_patient(facts: Mapping[str, Any], raised: Raise) -> None:
    """Say `raised` for every rule that holds for this patient."""
    get = facts.get
    age = get("age")
    sites = get("sites") or ()
    conditions = get("conditions") or ()
    legs = get("leg_symptoms")
    weaker = get("progressive_weakness") == "yes"
    fever = get("fever_or_unwell") == "yes"
    night = get("constant_night_pain") == "yes"
    weight_loss = get("weight_loss_unplanned") == "yes"
    injected = get("injected_drugs_or_recent_infection") == "yes"
    infection = get("infection_now") == "yes"
    immune_medicine = get("immune_medicine") == "yes"
    steroids = get("steroid_tablets") == "yes"
    chest = get("chest_warning_signs") or ()
    belly = get("belly_warning_signs") or ()
    neck = get("neck_warning_signs") or ()
    clot = get("leg_clot_signs") or ()
    smoking = get("smoking")
    pregnancy = get("pregnancy")
    spine = not SPINE.isdisjoint(sites)
    spine_or_buttock = spine or "buttock" in sites

    if (
        get("saddle_numbness") == "yes"
        or get("bladder_change") in ("retention", "leaking", "no_feeling")
        or get("bowel_change") == "yes"
        or (legs == "both_legs" and weaker)
    ):
        raised(("saddle-bladder-or-bowel", None))
    if legs == "both_legs" and spine_or_buttock:
        raised(("both-legs-with-back-pain", None))
    if get("sexual_change") == "yes" and (
        spine_or_buttock or legs in ("one_leg", "both_legs")
    ):
        raised(("sexual-change-with-back-pain", None))
    if get("unsteady_or_clumsy") == "yes" or get("electric_shock_feeling") == "yes":
        raised(("cord-signs", None))
    if (
        spine
        and (weaker or legs == "both_legs")
        and ("cancer_now" in conditions or "cancer_past" in conditions)
    ):
        raised(("cord-signs-after-cancer", None))
    if weaker:
        raised(("weakness-getting-worse", None))
    if fever and spine_or_buttock:
        raised(("back-pain-with-fever", None))
    if (
        spine_or_buttock
        and (night + weight_loss + injected) >= 2
        and (
            injected
            or infection
            or immune_medicine
            or steroids
            or "tuberculosis" in conditions
            or not WEAKENING.isdisjoint(conditions)
        )
    ):
        raised(("any-back-pain-with-infection-risk", None))
    if not OF_THE_NECK_ARTERIES.isdisjoint(neck) or (
        "dizziness" in neck and "face_or_limb_numbness" in neck
    ):
        raised(("stroke-or-neck-artery-signs", None))
    pulsing, constant = "pulsing" in belly, "constant_whatever_i_do" in belly
    aneurysm = "known_aneurysm" in belly or (pulsing and constant)
    if age is not None and age >= 50:
        if aneurysm or (
            (pulsing or constant)
            and (
                age >= 60
                or smoking in ("current", "former")
                or not OF_THE_VESSELS.isdisjoint(conditions)
            )
        ):
            raised(("pulsing-or-unrelenting-belly-over-50", None))
        if get("new_headache_jaw_or_vision") == "yes":
            raised(("new-headache-jaw-or-sight-over-50", None))
    elif age is not None and aneurysm:
        raised(("known-aneurysm-or-pulsing-pain-under-50", None))
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
                (age is not None and age >= 40)
                or smoking == "current"
                or not OF_THE_HEART.isdisjoint(conditions)
            )
        )
    ):
        raised(("chest-signs", None))
    clot_or_cancer = "blood_clot" in conditions or "cancer_now" in conditions
    area_count = get("area_count")
    if (
        "one_calf_swollen" in clot
        or "breathless" in clot
        or (
            "warm_or_sore_calf" in clot
            and (
                clot_or_cancer
                or pregnancy in ("pregnant", "maybe")
                or not CLOT_RISKS.isdisjoint(clot)
                or LOWER_LEG.isdisjoint(sites)
                or (area_count is not None and area_count > 3)
            )
        )
    ):
        raised(("clot-signs", None))
    if breathless and clot_or_cancer:
        raised(("breathless-with-a-past-clot", None))

    if weight_loss or get("new_lump") == "yes":
        raised(("weight-loss-or-new-lump", None))
    if night:
        raised(("constant-night-pain", None))
    if age is not None and age < 18:
        raised(("under-18", None))
        limping = get("limping") == "yes"
        if (limping or fever) and (
            not CHILD_HIP.isdisjoint(sites) or (limping and "knee" in sites)
        ):
            raised(("limping-child", None))

    if infection or fever:
        raised(("infection-now", None))
    if "cancer_now" in conditions:
        raised(("cancer-now", None))
    if get("blood_thinner") == "yes":
        raised(("takes-a-blood-thinner", None))
    if "bleeding_disorder" in conditions:
        raised(("has-a-bleeding-disorder", None))
    allergies = get("allergies") or ()
    if "local_anaesthetic" in allergies:
        raised(("reacted-to-local-anaesthetic", None))
    if "corn_or_dextrose" in allergies:
        raised(("reacted-to-corn-or-dextrose", None))
    if pregnancy in ("pregnant", "maybe"):
        raised(("pregnant-or-maybe", None))
    if immune_medicine or "immune_problem" in conditions or "hiv" in conditions:
        raised(("weakened-immune-system", None))
    if "diabetes" in conditions:
        raised(("has-diabetes", None))
        hba1c = get("hba1c_percent")
        if hba1c is not None and hba1c > 7.5:
            raised(("high-hba1c", None))
        if get("diabetes_control") == "poor":
            raised(("poorly-controlled-diabetes", None))
    if "rheumatoid_or_inflammatory_arthritis" in conditions or "gout" in conditions:
        raised(("inflammatory-arthritis-known", None))

    if get("anti_inflammatory") in ("sometimes", "daily"):
        raised(("anti-inflammatory-tablets", None))
    if get("antiplatelet") in ("aspirin_low_dose", "clopidogrel_or_other"):
        raised(("takes-an-antiplatelet", None))
    if steroids:
        raised(("takes-steroid-tablets", None))
    if get("daily_opioid") == "yes":
        raised(("opioid-every-day", None))
    bmi = get("bmi")
    if bmi is not None and bmi > 40:
        raised(("bmi-above-40", None))
    if "cancer_past" in conditions:
        raised(("cancer-in-the-past", None))
    if pregnancy == "breastfeeding":
        raised(("breastfeeding-now", None))
    if "hypermobility_or_ehlers_danlos" in conditions:
        raised(("hypermobility-known", None))
    if smoking == "current":
        raised(("smokes-now", None))
    if "high_blood_pressure" in conditions and get("blood_pressure_controlled") == "no":
        raised(("blood-pressure-not-controlled", None))
    if get("quinolone_antibiotic_3_months") == "yes":
        raised(("quinolone-lately", None))
