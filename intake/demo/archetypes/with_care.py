"""Patients whom the clinic may not treat yet, or only with care."""

from dataclasses import replace

from intake.demo.archetype import (
    EITHER,
    MIDDLE,
    Archetype,
    Area,
    Wishes,
    months,
    pain,
    weeks,
    years,
)
from intake.demo.archetypes.joints_and_backs import KNEE, LOW_BACK, SACROILIAC
from intake.demo.archetypes.tendons_and_sport import ACHILLES, ELBOW, HEEL, SHOULDER

DECIDED: tuple[str, ...] = ("sent", "sent", "declined", "more_asked", "referred")


def _but(area: Area, wishes: Wishes) -> Area:
    return replace(area, wishes={**area.wishes, **wishes})


HANDS = Area(
    "hand",
    EITHER,
    {
        **years(1, 5),
        **pain(3, 4, 7),
        "worse_with": ["gripping"],
        "better_with": ["movement"],
        "morning_stiffness": "over_60_min",
        "symptoms": ["swelling", "less_movement"],
        "told_diagnosis": ["inflammatory_arthritis"],
    },
)

CONTRAINDICATED: tuple[Archetype, ...] = (
    Archetype(
        "worn knee and a blood thinner",
        range(64, 80),
        (KNEE,),
        {"blood_thinner": "yes", "conditions": ["heart_disease"]},
        frozenset({"joint", "anticoagulant"}),
        weight=6,
        outcomes=DECIDED,
    ),
    Archetype(
        "pregnant, with sacroiliac pain",
        range(26, 39),
        (_but(SACROILIAC, months(4, 6)),),
        {"pregnancy": "pregnant"},
        frozenset({"chronic_back", "pregnancy"}),
        weight=2,
        sexes=("female",),
        outcomes=DECIDED,
    ),
    Archetype(
        "allergic to corn",
        range(30, 48),
        (ELBOW,),
        {"allergies": ["corn_or_dextrose"]},
        frozenset({"tendon_ligament", "allergy_dextrose_corn"}),
        weight=2,
        outcomes=DECIDED,
    ),
    Archetype(
        "reacted at the dentist's",
        range(30, 60),
        (SHOULDER,),
        {"allergies": ["local_anaesthetic", "latex"]},
        frozenset({"tendon_ligament", "allergy_local_anaesthetic"}),
        weight=2,
        outcomes=DECIDED,
    ),
    Archetype(
        "replaced knee that still hurts",
        range(66, 82),
        (
            _but(
                KNEE,
                {
                    "treatments": ["surgery", "exercise_or_physio"],
                    "surgery_here": "over_3_months",
                    "joint_replaced_here": "yes",
                },
            ),
        ),
        shows=frozenset({"joint_replacement_site", "prior_surgery_site"}),
        weight=3,
        outcomes=DECIDED,
    ),
    Archetype(
        "rheumatoid hands, on an immune medicine",
        range(38, 62),
        (HANDS,),
        {
            "conditions": ["rheumatoid_or_inflammatory_arthritis"],
            "immune_medicine": "yes",
        },
        frozenset(
            {"inflammatory_arthritis", "immunosuppressed", "inflammatory_pattern"}
        ),
        weight=3,
        outcomes=DECIDED,
        varies=False,
    ),
    Archetype(
        "heel pain and a high HbA1c",
        range(48, 66),
        (HEEL,),
        {
            "conditions": ["diabetes", "high_blood_pressure"],
            "blood_pressure_controlled": "no",
            "diabetes_control": "know_hba1c",
            "hba1c_percent": 8.4,
        },
        frozenset({"uncontrolled_diabetes", "diabetes", "uncontrolled_bp"}),
        weight=3,
        outcomes=DECIDED,
        varies=False,
    ),
    Archetype(
        "sore skin over the elbow, on antibiotics",
        range(25, 60),
        (_but(ELBOW, {"skin_infection_or_wound_here": "yes"}),),
        {"infection_now": "yes"},
        frozenset({"active_infection", "tendon_ligament"}),
        weight=2,
        outcomes=DECIDED,
    ),
    Archetype(
        "wrist broken two months ago",
        range(24, 45),
        (
            Area(
                "wrist",
                EITHER,
                {
                    **weeks(8, 11),
                    "onset": "injury",
                    "mechanism": "fall",
                    "course": "getting_better",
                    "worse_with": ["gripping"],
                    "told_diagnosis": ["fracture"],
                    "fracture_here": "under_3_months",
                },
            ),
        ),
        shows=frozenset({"recent_fracture_site"}),
        outcomes=DECIDED,
    ),
    Archetype(
        "bleeds easily",
        range(22, 50),
        (_but(ACHILLES, {}),),
        {"conditions": ["bleeding_disorder"]},
        frozenset({"bleeding_disorder", "tendon_ligament"}),
        outcomes=DECIDED,
        varies=False,
    ),
    Archetype(
        "tennis elbow during treatment for cancer",
        range(45, 66),
        (ELBOW,),
        {"conditions": ["cancer_now"]},
        frozenset({"active_cancer", "tendon_ligament"}),
        outcomes=DECIDED,
        varies=False,
    ),
)

WITH_CAUTION: tuple[Archetype, ...] = (
    Archetype(
        "worn knee with much to think of",
        range(57, 70),
        (
            _but(
                KNEE,
                {
                    "treatments": ["injection", "exercise_or_physio"],
                    "injections_here": ["steroid"],
                    "last_steroid_injection": "under_3_months",
                },
            ),
        ),
        {
            "daily_opioid": "yes",
            "anti_inflammatory": "daily",
            "smoking": "current",
            "smoked_heavily": "no",
            "height_cm": 166,
            "weight_kg": 118,
        },
        frozenset(
            {
                "joint",
                "recent_steroid_injection",
                "daily_opioid",
                "nsaid_use",
                "smoking",
                "high_bmi",
            }
        ),
        weight=2,
        varies=False,
    ),
    Archetype(
        "Achilles after a quinolone",
        range(40, 58),
        (ACHILLES,),
        {"quinolone_antibiotic_3_months": "yes", "steroid_tablets": "yes"},
        frozenset({"fluoroquinolone", "systemic_steroid", "tendon_ligament"}),
        varies=False,
    ),
    Archetype(
        "low back after cancer, long unchanged",
        range(55, 70),
        (_but(LOW_BACK, years(5, 12)),),
        {"conditions": ["cancer_past"], "antiplatelet": "aspirin_low_dose"},
        frozenset({"chronic_back", "cancer_history", "antiplatelet"}),
        weight=2,
        varies=False,
    ),
    Archetype(
        "breastfeeding, with sacroiliac pain",
        range(26, 40),
        (SACROILIAC,),
        {"pregnancy": "breastfeeding"},
        frozenset({"chronic_back", "breastfeeding"}),
        sexes=("female",),
    ),
    Archetype(
        "stiff back that likes to move",
        range(24, 38),
        (
            Area(
                "lower_back",
                MIDDLE,
                {
                    **months(8, 30),
                    **pain(3, 4, 7),
                    "worse_with": ["sitting"],
                    "better_with": ["movement"],
                    "morning_stiffness": "over_60_min",
                    "night_pain": "wakes_me_and_settles",
                },
            ),
        ),
        {"conditions": ["psoriasis"]},
        frozenset({"chronic_back", "inflammatory_pattern"}),
        weight=2,
        varies=False,
        outcomes=("sent", "referred"),
    ),
    Archetype(
        "sore ribs",
        range(26, 45),
        (
            Area(
                "chest",
                EITHER,
                {**months(5, 10), **pain(1, 3, 5), "mechanism": "overuse"},
            ),
        ),
        shows=frozenset({"chest_wall_site"}),
        varies=False,
    ),
)

ARCHETYPES: tuple[Archetype, ...] = (*CONTRAINDICATED, *WITH_CAUTION)
