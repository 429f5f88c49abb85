"""The rules of `emergency_nerves.yaml`, written by hand."""

from benchmarks.rules.by_hand.answers import Area, Patient, Raise

ABOVE_THE_LOWER_BACK = frozenset({"neck", "upper_back", "mid_back"})
# A worn knee is weak of itself: there only numbness is of nerves.
LEG_BUT_THE_KNEE = frozenset(
    {"hip", "groin", "thigh", "shin", "calf", "ankle", "achilles", "heel"}
    | {"foot", "toes"}
)


def look_at_patient(patient: Patient, raised: Raise) -> None:
    """Say `raised` for every emergency of the nerves that is not of one area."""
    get = patient.get
    legs = patient.legs
    both_legs = legs == "both_legs"
    weaker = get("progressive_weakness") == "yes"
    bladder = get("bladder_change")
    spine_or_leg = patient.spine_or_buttock or legs in ("one_leg", "both_legs")

    if (
        get("saddle_numbness") == "yes"
        or bladder in ("retention", "no_feeling")
        or (bladder == "leaking" and spine_or_leg)
        or get("bowel_change") == "yes"
        or (both_legs and weaker)
    ):
        raised(("saddle-bladder-or-bowel", None))
    if both_legs:
        if patient.spine_or_buttock:
            raised(("both-legs-with-back-pain", None))
        if not ABOVE_THE_LOWER_BACK.isdisjoint(patient.sites):
            raised(("both-legs-with-neck-or-upper-back-pain", None))
    if spine_or_leg and get("sexual_change") == "yes":
        raised(("sexual-change-with-back-pain", None))
    if get("unsteady_or_clumsy") == "yes" or get("electric_shock_feeling") == "yes":
        raised(("cord-signs", None))
    if patient.spine and (weaker or both_legs) and patient.cancer:
        raised(("cord-signs-after-cancer", None))
    if weaker:
        raised(("weakness-getting-worse", None))


def look_at_area(patient: Patient, area: Area, raised: Raise) -> None:
    """Say `raised` for every emergency of the nerves of this area, with its number."""
    site = area.site
    symptoms = area.symptoms
    numb, weak = "numbness_or_tingling" in symptoms, "weakness" in symptoms
    if patient.legs == "both_legs" and (
        (site in LEG_BUT_THE_KNEE and (numb or weak)) or (numb and site == "knee")
    ):
        raised(("both-legs-with-nerve-signs", area.number))
    if (
        numb
        and weak
        and site in ("hand", "wrist")
        and area.course in ("slowly_worse", "quickly_worse")
        and "neck" in patient.sites
        and patient.get("area_count", 0) >= 3
    ):
        raised(("numb-weak-hands-with-neck-pain", area.number))
