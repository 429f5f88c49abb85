"""The rules that are judged for each painful area, written by hand.

One long function: in two, each would look at the same facts again.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.rules.by_hand.patients import WEAKENING
from benchmarks.rules.by_hand.patterns import (
    hurt_in_sport,
    ligament_pattern,
    osteoarthritis_pattern,
    tendon_pattern,
)
from benchmarks.rules.by_hand.places import JOINT, LIMB, SPINE

Raise = Callable[[tuple[str, int | None]], object]

BACK = frozenset({"upper_back", "mid_back", "lower_back", "sacroiliac", "tailbone"})
BELOW_THE_HIP = frozenset(
    {"hip", "groin", "thigh", "shin", "calf", "ankle", "achilles", "heel"}
    | {"foot", "toes"}
)
LONG_BONES = frozenset(
    {"upper_arm", "forearm", "thigh", "shin", "calf", "achilles", "heel"}
)
FALLEN_ON = frozenset(
    {"shoulder", "upper_arm", "elbow", "forearm", "wrist", "hand", "knee", "shin"}
    | {"ankle", "heel", "foot"}
)
RUNNERS_BONES = frozenset({"hip", "groin", "thigh", "shin", "ankle", "heel", "foot"})
RUNNERS = frozenset({"running", "field_ball", "court_ball", "dance_or_gymnastics"})
BLOW_OR_STRAIN = frozenset(
    {"fall", "twist", "lift", "crash", "knock_or_other_injury", "sport"}
)
STRAIN = BLOW_OR_STRAIN | {"overuse"}
MECHANICAL = frozenset({"bending", "lifting", "sitting", "standing", "turning_in_bed"})
BACK_DIAGNOSES = frozenset({"sacroiliac_problem", "joint_instability", "disc_problem"})
INJURED_YOUNG = frozenset({"knee", "hip", "ankle", "elbow", "wrist", "shoulder"})
WORN_IN_THE_FORTIES = frozenset({"knee", "hip", "groin", "ankle", "foot", "toes"})


def look_at_areas(
    facts: Mapping[str, Any], areas: Sequence[Mapping[str, Any]], raised: Raise
) -> None:
    """Say `raised` for every rule that holds for an area, with the area's number."""
    get = facts.get
    age = get("age")
    under_18 = age is not None and age < 18
    over_50 = age is not None and age >= 50
    conditions = get("conditions") or ()
    legs = get("leg_symptoms")
    fever = get("fever_or_unwell") == "yes"
    night = get("constant_night_pain") == "yes"
    weight_loss = get("weight_loss_unplanned") == "yes"
    injected = get("injected_drugs_or_recent_infection") == "yes"
    steroids = get("steroid_tablets") == "yes"
    quinolone = get("quinolone_antibiotic_3_months") == "yes"
    neck_signs = get("neck_warning_signs") or ()
    clot_signs = get("leg_clot_signs") or ()
    sports = get("sports") or ()
    flexible = get("hypermobility_score")
    flexible = flexible is not None and flexible >= 3
    cancer = "cancer_now" in conditions or "cancer_past" in conditions
    hypermobility = "hypermobility_or_ehlers_danlos" in conditions
    fragile = (
        steroids or (age is not None and age >= 65) or "osteoporosis" in conditions
    )
    at_risk = (
        injected
        or steroids
        or get("infection_now") == "yes"
        or get("immune_medicine") == "yes"
        or "tuberculosis" in conditions
        or not WEAKENING.isdisjoint(conditions)
    )

    for number, area in enumerate(areas):
        get = area.get
        site = get("site")
        weeks: Any = get("duration_weeks")
        known = weeks is not None
        long, recent = known and weeks >= 12, known and weeks < 12
        within_12, within_4 = known and weeks <= 12, known and weeks <= 4
        course, pattern = get("course"), get("pattern")
        quickly = course == "quickly_worse"
        onset, mechanism = get("onset"), get("mechanism")
        injury = onset == "injury"
        sudden = injury or onset == "sudden"
        blow = mechanism in BLOW_OR_STRAIN
        night_here = get("night_pain")
        wakes = night or night_here == "wakes_me_and_stays"
        symptoms = get("symptoms") or ()
        worse_with = get("worse_with") or ()
        told = get("told_diagnosis") or ()
        stiffness = get("morning_stiffness")
        surgery, fracture = get("surgery_here"), get("fracture_here")
        hot = get("hot_red_swollen") == "yes"
        four_steps = get("cannot_take_four_steps") == "yes"
        replaced = get("joint_replaced_here") == "yes"
        worst = get("pain_worst")
        spine, limb, joint = site in SPINE, site in LIMB, site in JOINT
        grinding, swelling = "grinding" in symptoms, "swelling" in symptoms
        less_movement = "less_movement" in symptoms
        loose = "looseness" in symptoms or "giving_way" in symptoms
        as_a_break = within_4 or (fragile and within_12)
        osteoarthritis = osteoarthritis_pattern(
            area, site, over_50, symptoms, worse_with, told, stiffness
        )
        tendon = tendon_pattern(
            area, site, age, symptoms, worse_with, told, mechanism, night_here
        )
        ligament = ligament_pattern(area, site, loose, told, injury, mechanism)
        sport = hurt_in_sport(facts, area, site, sports, mechanism, worse_with)

        if (
            legs == "both_legs"
            and (site in BELOW_THE_HIP or site == "knee")
            and (
                "numbness_or_tingling" in symptoms
                or (site != "knee" and "weakness" in symptoms)
            )
        ):
            raised(("both-legs-with-nerve-signs", number))
        if (
            at_risk
            and (spine or site == "buttock")
            and (
                wakes
                + quickly
                + (pattern == "constant" and recent)
                + weight_loss
                + injected
            )
            >= 2
        ):
            raised(("back-pain-with-infection-risk", number))
        if hot:
            raised(("hot-and-red-here", number))
            if joint:
                raised(("hot-swollen-joint", number))
            if site in LONG_BONES and (
                fever
                or quickly
                or mechanism in ("after_injection", "after_surgery", "infection")
                or surgery == "under_3_months"
                or (
                    get("last_steroid_injection") == "under_3_months"
                    and "steroid" in (get("injections_here") or ())
                )
            ):
                raised(("hot-swollen-limb-that-spreads", number))
        if (
            fever
            and joint
            and (
                replaced
                or quickly
                or four_steps
                or (swelling and known and weeks < 4)
                or (
                    site in ("hip", "groin")
                    and (
                        ((now := get("pain_now")) is not None and now >= 7)
                        or (under_18 and facts.get("limping") == "yes")
                    )
                )
            )
        ):
            raised(("painful-joint-with-fever", number))
        if (
            site in ("neck", "head", "jaw")
            and ("dizziness" in neck_signs or "face_or_limb_numbness" in neck_signs)
            and (quickly or (sudden and within_4))
        ):
            raised(("new-neck-pain-with-a-warning-sign", number))
        if (
            site in ("shin", "calf", "achilles")
            and "warm_or_sore_calf" in clot_signs
            and not injury
            and mechanism not in STRAIN
        ):
            raised(("warm-or-sore-calf-without-a-strain", number))
        if (
            limb
            and get("very_tight_and_extreme_pain") == "yes"
            and (
                quickly
                or pattern == "constant"
                or surgery == "under_3_months"
                or (known and weeks <= 2)
                or "leg_in_cast" in clot_signs
            )
        ):
            raised(("tight-limb-with-extreme-pain", number))

        if (
            limb
            and as_a_break
            and (four_steps or get("deformed") == "yes")
            and (
                injury
                or blow
                or (
                    fragile
                    and site in ("hip", "groin", "thigh", "shin", "foot")
                    and (onset == "sudden" or quickly)
                )
            )
        ):
            raised(("cannot-walk-or-deformed-after-injury", number))
        if four_steps and (as_a_break or quickly) and not (joint and hot):
            raised(("cannot-take-four-steps", number))
        if (
            site == "knee"
            and (injury or blow)
            and known
            and weeks <= 2
            and ((age is not None and age >= 55) or get("cannot_bend_90") == "yes")
        ):
            raised(("fresh-knee-injury", number))
        if spine:
            if (
                within_12
                and fragile
                and (
                    injury
                    or mechanism in ("fall", "lift", "crash", "knock_or_other_injury")
                    or (onset == "sudden" and worst is not None and worst >= 7)
                )
            ):
                raised(("spinal-pain-with-fragile-bones", number))
            if (
                known
                and weeks <= 2
                and (
                    mechanism == "crash"
                    or (
                        mechanism in ("fall", "knock_or_other_injury", "sport")
                        and worst is not None
                        and worst >= 8
                    )
                )
            ):
                raised(("spinal-pain-after-a-crash", number))
            if (
                within_12
                and (over_50 or (age is not None and age < 20))
                and (
                    wakes
                    or quickly
                    or (
                        pattern == "constant"
                        and (
                            course == "slowly_worse"
                            or site in ("upper_back", "mid_back")
                        )
                    )
                )
            ):
                raised(("new-spinal-pain-over-50-or-under-20", number))
        fallen = mechanism in ("fall", "crash")
        if (
            fragile
            and (
                (
                    within_12
                    and site in ("hip", "groin", "thigh", "buttock", "chest")
                    and (fallen or mechanism == "knock_or_other_injury")
                )
                or (within_4 and fallen and site in FALLEN_ON)
            )
        ) or (
            fallen
            and within_4
            and site in ("wrist", "hand")
            and (swelling or less_movement or "bruising" in symptoms)
        ):
            raised(("fall-onto-hip-wrist-or-shoulder", number))
        if "running" in worse_with and (
            (
                site in RUNNERS_BONES
                and "walking" in worse_with
                and not RUNNERS.isdisjoint(sports)
                and (
                    wakes
                    or night_here == "wakes_me_and_settles"
                    or quickly
                    or four_steps
                )
            )
            or (
                within_12
                and mechanism == "overuse"
                and site in ("hip", "groin", "thigh")
                and "running" in sports
            )
        ):
            raised(("runners-bone-pain", number))
        if limb and within_12:
            lost_strength = get("lost_strength_at_once") == "yes"
            if (
                get("snap_or_pop") == "yes"
                and (
                    lost_strength
                    or "weakness" in symptoms
                    or site in ("achilles", "calf")
                )
            ) or (lost_strength and (sudden or quinolone or steroids)):
                raised(("snap-and-lost-strength", number))
        if cancer and (
            wakes
            or quickly
            or (
                (spine or site in ("buttock", "chest"))
                and ((known and weeks < 26) or course == "slowly_worse")
            )
        ):
            raised(("cancer-and-pain-that-behaves-badly", number))
        if (
            site in ("shoulder", "upper_arm", "upper_back", "chest", "neck")
            and (wakes or pattern == "constant")
            and facts.get("smoked_heavily") == "yes"
        ):
            raised(("heavy-smoker-constant-shoulder", number))
        if under_18:
            hip = site in ("hip", "groin", "thigh")
            if (four_steps and (hip or site == "knee")) or (
                hip and (less_movement or quickly)
            ):
                raised(("stiff-hip-in-a-child", number))

        if get("skin_infection_or_wound_here") == "yes":
            raised(("skin-not-sound-here", number))
        if replaced:
            raised(("replaced-joint-here", number))
        if "inflammatory_arthritis" in told:
            raised(("inflammatory-arthritis-told-here", number))
        if fracture == "under_3_months":
            raised(("fresh-fracture-here", number))

        if known and (weeks < 6 or (recent and (spine or osteoarthritis))):
            raised(("too-early-to-treat", number))
        if get("last_steroid_injection") == "under_3_months" and "steroid" in (
            get("injections_here") or ()
        ):
            raised(("steroid-injected-here", number))
        if surgery in ("under_3_months", "over_3_months"):
            raised(("operated-here", number))
        if "numbness_or_tingling" in symptoms or (
            legs in ("one_leg", "both_legs")
            and site in ("mid_back", "lower_back", "sacroiliac", "tailbone", "buttock")
        ):
            raised(("numbness-or-leg-pain", number))
        if site == "neck":
            raised(("pain-in-the-neck", number))
        if site in ("chest", "upper_back", "mid_back"):
            raised(("pain-over-the-ribs", number))
        if stiffness == "over_60_min" or (
            stiffness == "30_to_60_min"
            and (
                swelling
                or night_here in ("wakes_me_and_settles", "wakes_me_and_stays")
                or "movement" in (get("better_with") or ())
                or "psoriasis" in conditions
            )
        ):
            raised(("stiff-like-inflammation", number))
        if flexible and not hypermobility and (loose or "joint_instability" in told):
            raised(("loose-joints-since-youth", number))

        mechanical = not MECHANICAL.isdisjoint(
            worse_with
        ) or not BACK_DIAGNOSES.isdisjoint(told)
        if site in ("lower_back", "sacroiliac") and mechanical:
            if long:
                raised(("long-mechanical-low-back-pain", number))
            elif known and weeks >= 6:
                raised(("low-back-pain-for-weeks", number))
        if long and (
            (site in ("neck", "upper_back", "mid_back", "tailbone") and mechanical)
            or (
                site == "neck"
                and (
                    mechanism == "crash"
                    or "overhead" in worse_with
                    or "using_it" in worse_with
                )
            )
            or (
                site == "buttock"
                and (
                    "sacroiliac_problem" in told
                    or "joint_instability" in told
                    or "turning_in_bed" in worse_with
                )
            )
        ):
            raised(("long-pain-elsewhere-in-the-spine", number))

        worn = "osteoarthritis" in told
        if osteoarthritis:
            if long:
                raised(("long-osteoarthritis-pattern", number))
            elif known and (weeks >= 6 or worn):
                raised(("early-osteoarthritis-pattern", number))
        if long and not worn:
            if (
                age is not None
                and 40 <= age < 50
                and site in WORN_IN_THE_FORTIES
                and (
                    (stiffness == "under_30_min")
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
                age is not None
                and age < 40
                and site in INJURED_YOUNG
                and (
                    fracture == "over_3_months"
                    or surgery == "over_3_months"
                    or "meniscus_tear" in told
                )
                and (grinding or swelling or "locking" in symptoms)
            ):
                raised(("joint-after-injury-under-40", number))
            if site == "jaw" and (
                grinding or "clicking" in symptoms or "locking" in symptoms
            ):
                raised(("jaw-joint", number))

        if sport and known:
            raised(("long-sports-injury" if long else "early-sports-injury", number))
        if (tendon or ligament) and known:
            raised(
                (
                    "long-tendon-or-ligament-pain"
                    if long
                    else "early-tendon-or-ligament-pain",
                    number,
                )
            )
        if (
            loose
            and limb
            and known
            and weeks >= 6
            and (flexible or hypermobility)
            and not ligament
            and not tendon
        ):
            raised(("loose-joint-in-a-flexible-person", number))
