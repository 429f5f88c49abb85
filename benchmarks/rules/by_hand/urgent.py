"""The rules of `urgent_bones_and_tendons.yaml` and `urgent_cancer_and_children.yaml`,
written by hand."""

from benchmarks.rules.by_hand.answers import Area, Patient, Raise
from benchmarks.rules.by_hand.places import BACK_OR_BUTTOCK, JOINT

BLOW_OR_STRAIN = frozenset(
    {"fall", "twist", "lift", "crash", "knock_or_other_injury", "sport"}
)
BLOW = frozenset({"fall", "crash", "knock_or_other_injury"})
FALLEN_ON = frozenset(
    {"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "knee", "shin"}
    | {"ankle", "heel", "foot"}
)
FRESH_BREAK = frozenset({"swelling", "bruising", "less_movement"})
CRACKING = frozenset({"hip", "groin", "thigh", "buttock", "sacroiliac"})
RUNNERS_BONES = frozenset({"hip", "groin", "thigh", "shin", "ankle", "heel", "foot"})
RUNNERS = frozenset({"running", "field_ball", "court_ball", "dance_or_gymnastics"})
BRUISING = frozenset({"shoulder", "upper_arm", "elbow", "chest", "buttock", "thigh"})
HIP_TO_KNEE = frozenset({"hip", "groin", "thigh", "knee"})


def look_at_patient(patient: Patient, raised: Raise) -> None:
    """Say `raised` for every urgent rule that is not of one area."""
    if patient.weight_loss or patient.get("new_lump") == "yes":
        raised(("weight-loss-or-new-lump", None))
    if patient.night:
        raised(("constant-night-pain", None))
    if (
        patient.age < 18
        and (patient.fever or patient.get("limping") == "yes")
        and not HIP_TO_KNEE.isdisjoint(patient.sites)
    ):
        raised(("limping-child", None))


def look_at_area(patient: Patient, area: Area, raised: Raise) -> None:
    """Say `raised` for every urgent rule of this area, with the area's number."""
    get = area.get
    number = area.number
    site = area.site
    weeks = area.weeks
    within_12, within_4 = weeks <= 12, weeks <= 4
    course, quickly = area.course, area.quickly
    onset, mechanism = area.onset, area.mechanism
    injury = onset == "injury"
    symptoms = area.symptoms
    worse_with = area.worse_with
    running, walking = "running" in worse_with, "walking" in worse_with
    spine, limb = area.spine, area.limb
    wakes = area.wakes
    four_steps = area.four_steps
    age = patient.age
    fragile = patient.fragile
    osteoporosis = "osteoporosis" in patient.conditions
    as_a_break = within_4 or (fragile and within_12)
    worse = quickly or course == "slowly_worse"
    sudden_or_quickly = quickly or onset == "sudden"

    if (
        limb
        and as_a_break
        and (four_steps or get("deformed") == "yes")
        and (
            injury
            or mechanism in BLOW_OR_STRAIN
            or (
                fragile
                and sudden_or_quickly
                and site in ("hip", "groin", "thigh", "shin", "foot")
            )
        )
    ):
        raised(("cannot-walk-or-deformed-after-injury", number))
    if four_steps and (as_a_break or quickly) and not (area.hot and site in JOINT):
        raised(("cannot-take-four-steps", number))
    if (
        site == "knee"
        and weeks <= 2
        and (injury or mechanism in BLOW_OR_STRAIN)
        and (age >= 55 or get("cannot_bend_90") == "yes")
    ):
        raised(("fresh-knee-injury", number))
    if spine and within_12:
        if fragile and (
            injury
            or mechanism in ("fall", "lift", "crash", "knock_or_other_injury")
            or (
                area.worst >= 7
                and (onset == "sudden" or osteoporosis or patient.steroids)
            )
        ):
            raised(("spinal-pain-with-fragile-bones", number))
        if weeks <= 2 and (
            mechanism == "crash"
            or (
                mechanism in ("fall", "knock_or_other_injury", "sport")
                and area.worst >= 8
            )
        ):
            raised(("spinal-pain-after-a-crash", number))
        if (
            within_4
            and (mechanism in BLOW or mechanism == "sport")
            and ("numbness_or_tingling" in symptoms or "weakness" in symptoms)
        ):
            raised(("numb-or-weak-after-a-blow-to-the-spine", number))
        if (age >= 50 or age < 20) and (
            wakes
            or (
                weeks >= 2
                and (
                    quickly
                    or (
                        area.constant
                        and (
                            course == "slowly_worse"
                            or site in ("upper_back", "mid_back")
                        )
                    )
                )
            )
        ):
            raised(("new-spinal-pain-over-50-or-under-20", number))
    if (
        spine
        and worse
        and weeks <= 52
        and area.constant
        and area.night == "wakes_me_and_stays"
        and (age >= 50 or age < 20)
    ):
        raised(("unrelenting-spinal-pain-over-50-or-under-20", number))
    blow = mechanism in BLOW
    if (
        fragile
        and within_12
        and (blow or mechanism == "twist")
        and site in ("hip", "groin", "thigh", "buttock", "chest")
    ) or (
        blow
        and within_4
        and (
            (fragile and site in FALLEN_ON)
            or (site in ("wrist", "hand") and not FRESH_BREAK.isdisjoint(symptoms))
            or (
                limb
                and weeks <= 2
                and area.worst >= 8
                and "swelling" in symptoms
                and "less_movement" in symptoms
            )
        )
    ):
        raised(("fall-onto-hip-wrist-or-shoulder", number))
    if (walking or "standing" in worse_with) and (
        (fragile and within_12 and sudden_or_quickly and site in CRACKING)
        or (site == "thigh" and osteoporosis and (weeks <= 26 or worse))
    ):
        raised(("fragile-bone-cracks-unnoticed", number))
    overuse = mechanism == "overuse"
    if (running or walking) and (
        (
            running
            and weeks <= 26
            and site in RUNNERS_BONES
            and (
                (
                    (overuse or walking)
                    and (area.wakes or area.night == "wakes_me_and_settles")
                )
                or (walking and (quickly or four_steps))
            )
            and not RUNNERS.isdisjoint(patient.get("sports") or ())
        )
        or (
            walking
            and worse
            and weeks <= 52
            and site in ("shin", "foot")
            and area.part in ("top", "one_spot")
            and not RUNNERS.isdisjoint(patient.get("sports") or ())
        )
        or (
            running
            and overuse
            and within_12
            and (
                site in ("hip", "groin", "thigh")
                or (walking and site in ("sacroiliac", "buttock"))
            )
            and "running" in (patient.get("sports") or ())
        )
    ):
        raised(("runners-bone-pain", number))
    if within_12 and (limb or site in ("chest", "buttock")):
        lost_strength = get("lost_strength_at_once") == "yes"
        if (
            get("snap_or_pop") == "yes"
            and (
                lost_strength
                or "weakness" in symptoms
                or site in ("achilles", "calf")
                or (site in BRUISING and "bruising" in symptoms)
            )
        ) or (
            lost_strength
            and (
                injury
                or onset == "sudden"
                or patient.steroids
                or patient.get("quinolone_antibiotic_3_months") == "yes"
            )
        ):
            raised(("snap-and-lost-strength", number))
    if patient.cancer:
        lately = weeks < 26
        if (
            wakes
            or quickly
            or (
                (spine or site in ("buttock", "chest"))
                and (lately or course == "slowly_worse")
            )
        ):
            raised(("cancer-and-pain-that-behaves-badly", number))
        if (
            lately
            and course == "slowly_worse"
            and mechanism == "no_clear_cause"
            and site in ("shoulder", "upper_arm", "hip", "groin", "thigh")
        ):
            raised(("cancer-and-new-bone-pain", number))
    if (
        age < 25
        and area.night == "wakes_me_and_stays"
        and onset == "gradual"
        and (limb or site in BACK_OR_BUTTOCK)
    ):
        raised(("young-bone-pain-at-night", number))
    if (
        site in ("shoulder", "upper_arm", "upper_back", "chest", "neck")
        and (wakes or (area.constant and (weeks < 26 or worse)))
        and patient.get("smoked_heavily") == "yes"
    ):
        raised(("heavy-smoker-constant-shoulder", number))
    if age < 18:
        hip = site in ("hip", "groin", "thigh")
        less_movement = "less_movement" in symptoms
        if (hip and (four_steps or quickly or less_movement)) or (
            site == "knee" and (four_steps or (less_movement and not injury))
        ):
            raised(("stiff-hip-in-a-child", number))
