"""The rules of `cautions.yaml`, written by hand."""

from benchmarks.rules.by_hand.answers import Area, Patient, Raise
from benchmarks.rules.by_hand.places import BACK_OR_BUTTOCK


def look_at_patient(patient: Patient, raised: Raise) -> None:
    """Say `raised` for every caution that is not of one area."""
    get = patient.get
    conditions = patient.conditions
    if patient.age < 18:
        raised(("under-18", None))
    if get("anti_inflammatory") in ("sometimes", "daily"):
        raised(("anti-inflammatory-tablets", None))
    if get("antiplatelet") in ("aspirin_low_dose", "clopidogrel_or_other"):
        raised(("takes-an-antiplatelet", None))
    if patient.steroids:
        raised(("takes-steroid-tablets", None))
    if get("daily_opioid") == "yes":
        raised(("opioid-every-day", None))
    if get("bmi", 0) > 40:
        raised(("bmi-above-40", None))
    if get("pregnancy") == "breastfeeding":
        raised(("breastfeeding-now", None))
    if get("smoking") == "current":
        raised(("smokes-now", None))
    if get("quinolone_antibiotic_3_months") == "yes":
        raised(("quinolone-lately", None))
    if "none" in conditions:  # it stands alone
        return
    if "diabetes" in conditions:
        raised(("has-diabetes", None))
    if "cancer_past" in conditions:
        raised(("cancer-in-the-past", None))
    if "hypermobility_or_ehlers_danlos" in conditions:
        raised(("hypermobility-known", None))
    if "high_blood_pressure" in conditions and get("blood_pressure_controlled") == "no":
        raised(("blood-pressure-not-controlled", None))


def look_at_area(patient: Patient, area: Area, worn: bool, raised: Raise) -> None:
    """Say `raised` for every caution of this area, with its number; `worn`: the pain is
    that of osteoarthritis."""
    get = area.get
    number = area.number
    site = area.site
    if area.weeks < 6 or (area.weeks < 12 and (area.spine or worn)):
        raised(("too-early-to-treat", number))
    if get("last_steroid_injection") == "under_3_months" and "steroid" in (
        get("injections_here") or ()
    ):
        raised(("steroid-injected-here", number))
    if area.surgery in ("under_3_months", "over_3_months"):
        raised(("operated-here", number))
    if "numbness_or_tingling" in area.symptoms or (
        patient.legs in ("one_leg", "both_legs") and site in BACK_OR_BUTTOCK
    ):
        raised(("numbness-or-leg-pain", number))
    if site == "neck":
        raised(("pain-in-the-neck", number))
    if site in ("chest", "upper_back", "mid_back"):
        raised(("pain-over-the-ribs", number))
    if area.stiffness == "over_60_min" or (
        area.stiffness == "30_to_60_min"
        and (
            "swelling" in area.symptoms
            or area.night in ("wakes_me_and_settles", "wakes_me_and_stays")
            or "movement" in (get("better_with") or ())
            or "psoriasis" in patient.conditions
        )
    ):
        raised(("stiff-like-inflammation", number))
    if (
        (area.loose or "joint_instability" in area.told)
        and patient.get("hypermobility_score", 0) >= 3
        and "hypermobility_or_ehlers_danlos" not in patient.conditions
    ):
        raised(("loose-joints-since-youth", number))
