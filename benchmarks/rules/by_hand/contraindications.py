"""The rules of `contraindications.yaml`, written by hand."""

from benchmarks.rules.by_hand.answers import Area, Patient, Raise


def look_at_patient(patient: Patient, raised: Raise) -> None:
    """Say `raised` for every contraindication that is not of one area."""
    get = patient.get
    conditions = patient.conditions
    if patient.fever or get("infection_now") == "yes":
        raised(("infection-now", None))
    if get("blood_thinner") == "yes":
        raised(("takes-a-blood-thinner", None))
    allergies = get("allergies") or ()
    if "local_anaesthetic" in allergies:
        raised(("reacted-to-local-anaesthetic", None))
    if "corn_or_dextrose" in allergies:
        raised(("reacted-to-corn-or-dextrose", None))
    if get("pregnancy") in ("pregnant", "maybe"):
        raised(("pregnant-or-maybe", None))
    if (
        get("immune_medicine") == "yes"
        or "immune_problem" in conditions
        or "hiv" in conditions
    ):
        raised(("weakened-immune-system", None))
    if "none" in conditions:  # it stands alone
        return
    if "cancer_now" in conditions:
        raised(("cancer-now", None))
    if "bleeding_disorder" in conditions:
        raised(("has-a-bleeding-disorder", None))
    if "diabetes" in conditions:
        high = get("hba1c_percent", 0) > 7.5
        if high:
            raised(("high-hba1c", None))
        control = get("diabetes_control")
        if control == "poor" or (high and control == "know_hba1c"):
            raised(("poorly-controlled-diabetes", None))
    if "rheumatoid_or_inflammatory_arthritis" in conditions or "gout" in conditions:
        raised(("inflammatory-arthritis-known", None))


def look_at_area(area: Area, raised: Raise) -> None:
    """Say `raised` for every contraindication of this area, with its number."""
    get = area.get
    number = area.number
    if get("skin_infection_or_wound_here") == "yes":
        raised(("skin-not-sound-here", number))
    if area.hot:
        raised(("hot-and-red-here", number))
    if get("joint_replaced_here") == "yes":
        raised(("replaced-joint-here", number))
    if "inflammatory_arthritis" in area.told:
        raised(("inflammatory-arthritis-told-here", number))
    if get("fracture_here") == "under_3_months":
        raised(("fresh-fracture-here", number))
