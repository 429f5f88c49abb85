"""Worn joints and long-standing back pain: what most patients come with."""

from intake.demo.archetype import (
    EITHER,
    MIDDLE,
    Archetype,
    Area,
    months,
    pain,
    weeks,
    years,
)

KNEE = Area(
    "knee",
    EITHER,
    {
        **years(2, 6),
        **pain(3, 4, 6),
        "part": "inner",
        "course": ("slowly_worse", "same"),
        "worse_with": ["stairs", "walking", "squatting"],
        "better_with": ["rest"],
        "morning_stiffness": "under_30_min",
        "symptoms": ["grinding", "swelling"],
        "told_diagnosis": ["osteoarthritis"],
        "imaging": ["xray"],
        "treatments": ["exercise_or_physio", "tablets"],
        "physio_weeks": range(6, 20),
    },
)
THUMB = Area(
    "hand",
    EITHER,
    {
        **years(1, 3),
        **pain(3, 4, 6),
        "part": "thumb_base",
        "worse_with": ["gripping", "using_it"],
        "morning_stiffness": "under_30_min",
        "symptoms": ["weakness", "clicking"],
        "told_diagnosis": ["osteoarthritis"],
        "treatments": ["brace"],
    },
)
LOW_BACK = Area(
    "lower_back",
    MIDDLE,
    {
        **years(1, 9),
        **pain(3, 5, 7),
        "worse_with": ["bending", "lifting", "sitting"],
        "better_with": ["movement"],
        "morning_stiffness": "under_30_min",
        "happened_before": "yes",
        "treatments": ["exercise_or_physio", "manual_therapy"],
        "physio_weeks": range(8, 30),
    },
)
SACROILIAC = Area(
    "sacroiliac",
    EITHER,
    {
        **months(8, 20),
        **pain(3, 5, 7),
        "worse_with": ["turning_in_bed", "stairs", "standing"],
        "better_with": ["lying"],
        "told_diagnosis": ["sacroiliac_problem"],
        "treatments": ["exercise_or_physio", "brace"],
        "physio_weeks": range(8, 20),
    },
)

ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        "knee osteoarthritis",
        range(56, 77),
        (KNEE,),
        {"work_demand": ("not_working", "on_feet"), "goal": "Walk the dog again."},
        frozenset({"joint"}),
        weight=16,
    ),
    Archetype(
        "hip osteoarthritis",
        range(58, 79),
        (
            Area(
                "hip",
                EITHER,
                {
                    **years(1, 4),
                    **pain(3, 5, 7),
                    "part": "groin",
                    "course": "slowly_worse",
                    "worse_with": ["walking", "stairs", "bending"],
                    "morning_stiffness": "under_30_min",
                    "symptoms": ["less_movement"],
                    "imaging": ["xray"],
                },
            ),
        ),
        shows=frozenset({"joint"}),
        weight=8,
    ),
    Archetype(
        "worn thumb joint",
        range(54, 72),
        (THUMB,),
        shows=frozenset({"joint"}),
        sexes=("female", "female", "male"),
        weight=5,
    ),
    Archetype(
        "creaking knee in the forties",
        range(41, 49),
        (
            Area(
                "knee",
                EITHER,
                {
                    **months(8, 22),
                    **pain(2, 3, 5),
                    "part": "front",
                    "worse_with": ["stairs", "squatting"],
                    "symptoms": ["grinding"],
                },
            ),
        ),
        shows=frozenset({"joint"}),
        weight=5,
    ),
    Archetype(
        "clicking jaw",
        range(24, 48),
        (
            Area(
                "jaw",
                EITHER,
                {**months(5, 18), "symptoms": ["clicking", "locking"]},
            ),
        ),
        shows=frozenset({"joint"}),
    ),
    Archetype(
        "two worn places",
        range(60, 74),
        (KNEE, THUMB),
        shows=frozenset({"joint"}),
        weight=5,
    ),
    Archetype(
        "low back pain for years",
        range(28, 60),
        (LOW_BACK,),
        {"work_demand": ("heavy_lifting", "sitting"), "goal": "Get through a shift."},
        frozenset({"chronic_back"}),
        weight=16,
    ),
    Archetype(
        "sciatica in one leg",
        range(34, 58),
        (
            Area(
                "lower_back",
                EITHER,
                {
                    **months(5, 14),
                    **pain(4, 5, 8),
                    "worse_with": ["sitting", "bending", "coughing"],
                    "told_diagnosis": ["disc_problem"],
                    "spreads_to": ["thigh", "calf"],
                },
            ),
        ),
        {"leg_symptoms": "one_leg"},
        frozenset({"chronic_back", "nerve_symptoms"}),
        weight=5,
    ),
    Archetype(
        "low back pain for two months",
        range(25, 48),
        (
            Area(
                "lower_back",
                MIDDLE,
                {
                    **weeks(7, 11),
                    **pain(3, 4, 6),
                    "onset": "sudden",
                    "mechanism": "lift",
                    "course": "getting_better",
                    "worse_with": ["bending", "lifting"],
                },
            ),
        ),
        shows=frozenset({"chronic_back", "too_early"}),
        weight=4,
    ),
    Archetype(
        "sacroiliac pain since a birth",
        range(28, 42),
        (SACROILIAC,),
        {"pregnancy": ("no", "breastfeeding")},
        frozenset({"chronic_back"}),
        sexes=("female",),
        weight=6,
    ),
    Archetype(
        "neck pain since a crash",
        range(27, 56),
        (
            Area(
                "neck",
                MIDDLE,
                {
                    **months(8, 30),
                    **pain(3, 4, 6),
                    "onset": "injury",
                    "mechanism": "crash",
                    "worse_with": ["sitting", "overhead"],
                    "treatments": ["exercise_or_physio", "manual_therapy"],
                    "physio_weeks": range(8, 20),
                },
            ),
        ),
        shows=frozenset({"chronic_back", "neck_site"}),
        weight=6,
    ),
    Archetype(
        "sore tailbone",
        range(30, 55),
        (
            Area(
                "tailbone",
                MIDDLE,
                {
                    **months(5, 12),
                    "onset": "injury",
                    "mechanism": "fall",
                    "worse_with": ["sitting"],
                },
            ),
        ),
        shows=frozenset({"chronic_back"}),
    ),
)
