"""Tendons, ligaments and injuries in sport."""

from intake.demo.archetype import (
    EITHER,
    Archetype,
    Area,
    days,
    months,
    pain,
    weeks,
)

ELBOW = Area(
    "elbow",
    EITHER,
    {
        **months(4, 15),
        **pain(2, 4, 7),
        "part": "outer",
        "mechanism": "overuse",
        "worse_with": ["gripping", "lifting"],
        "better_with": ["rest"],
        "told_diagnosis": ["tendon_problem"],
        "treatments": ["exercise_or_physio", "brace"],
        "physio_weeks": range(6, 14),
    },
)
SHOULDER = Area(
    "shoulder",
    EITHER,
    {
        **months(6, 18),
        **pain(3, 5, 7),
        "mechanism": "overuse",
        "worse_with": ["overhead", "lifting", "lying_on_it"],
        "night_pain": "when_lying_on_it",
        "told_diagnosis": ["tendon_problem"],
        "imaging": ["ultrasound"],
        "treatments": ["exercise_or_physio"],
        "physio_weeks": range(6, 16),
    },
)
HEEL = Area(
    "heel",
    EITHER,
    {
        **months(5, 14),
        **pain(3, 4, 7),
        "part": "under_heel",
        "worse_with": ["walking", "standing"],
        "morning_stiffness": "under_30_min",
        "treatments": ["exercise_or_physio"],
        "physio_weeks": range(6, 12),
    },
)
ACHILLES = Area(
    "achilles",
    EITHER,
    {
        **months(4, 12),
        **pain(2, 4, 6),
        "mechanism": "overuse",
        "worse_with": ["running", "stairs"],
        "morning_stiffness": "under_30_min",
        "told_diagnosis": ["tendon_problem"],
        "treatments": ["exercise_or_physio"],
        "physio_weeks": range(12, 20),
    },
)
LOOSE_ANKLE = Area(
    "ankle",
    EITHER,
    {
        **months(6, 24),
        **pain(1, 3, 6),
        "onset": "injury",
        "mechanism": "twist",
        "happened_in_sport": "yes",
        "happened_before": "yes",
        "worse_with": ["running", "pivoting"],
        "symptoms": ["giving_way"],
        "told_diagnosis": ["ligament_sprain_or_tear"],
        "treatments": ["exercise_or_physio", "brace"],
        "physio_weeks": range(6, 14),
    },
)

ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        "tennis elbow",
        range(34, 49),
        (ELBOW,),
        {"work_demand": "heavy_lifting"},
        frozenset({"tendon_ligament"}),
        weight=10,
    ),
    Archetype(
        "rotator cuff",
        range(40, 64),
        (SHOULDER,),
        shows=frozenset({"tendon_ligament"}),
        weight=10,
    ),
    Archetype(
        "heel pain",
        range(38, 60),
        (HEEL,),
        {"work_demand": "on_feet"},
        frozenset({"tendon_ligament"}),
        weight=8,
    ),
    Archetype(
        "runner's Achilles",
        range(28, 52),
        (ACHILLES,),
        {"sports": ["running"], "sport_level": "club", "goal": "Run ten kilometres."},
        frozenset({"tendon_ligament", "sports_injury"}),
        weight=8,
    ),
    Archetype(
        "ankle that gives way",
        range(19, 36),
        (LOOSE_ANKLE,),
        {"sports": ["field_ball", "gym_or_weights"], "sport_level": "club"},
        frozenset({"tendon_ligament", "sports_injury"}),
        weight=8,
    ),
    Archetype(
        "footballer's groin",
        range(19, 32),
        (
            Area(
                "groin",
                EITHER,
                {
                    **months(4, 9),
                    **pain(1, 3, 7),
                    "mechanism": "sport",
                    "happened_in_sport": "yes",
                    "worse_with": ["running", "pivoting"],
                    "treatments": ["exercise_or_physio", "rest"],
                    "physio_weeks": range(8, 16),
                },
            ),
        ),
        {"sports": ["field_ball"], "sport_level": "competition"},
        frozenset({"tendon_ligament", "sports_injury"}),
        sexes=("male", "male", "female"),
        weight=5,
    ),
    Archetype(
        "jumper's knee",
        range(19, 30),
        (
            Area(
                "knee",
                EITHER,
                {
                    **months(5, 14),
                    **pain(1, 3, 6),
                    "part": "kneecap_tendon",
                    "mechanism": "overuse",
                    "happened_in_sport": "yes",
                    "worse_with": ["squatting", "stairs"],
                },
            ),
        ),
        {"sports": ["court_ball"], "sport_level": "club"},
        frozenset({"tendon_ligament", "sports_injury"}),
        weight=5,
    ),
    Archetype(
        "fresh ankle sprain",
        range(18, 30),
        (
            Area(
                "ankle",
                EITHER,
                {
                    **days(9, 24),
                    **pain(3, 4, 7),
                    "onset": "injury",
                    "mechanism": "twist",
                    "happened_in_sport": "yes",
                    "course": "getting_better",
                    "worse_with": ["walking"],
                    "symptoms": ["swelling", "bruising", "giving_way"],
                    "treatments": ["rest"],
                },
            ),
        ),
        {"sports": ["court_ball"], "sport_level": "leisure"},
        frozenset({"tendon_ligament", "sports_injury", "too_early"}),
        weight=4,
    ),
    Archetype(
        "outer hip, sore to lie on",
        range(44, 58),
        (
            Area(
                "hip",
                EITHER,
                {
                    **months(6, 16),
                    **pain(2, 4, 6),
                    "part": "outer",
                    "worse_with": ["lying_on_it", "stairs"],
                    "night_pain": "when_lying_on_it",
                    "told_diagnosis": ["bursitis"],
                },
            ),
        ),
        shows=frozenset({"tendon_ligament"}),
        sexes=("female", "female", "male"),
        weight=5,
    ),
    Archetype(
        "torn knee ligament of years ago",
        range(24, 39),
        (
            Area(
                "knee",
                EITHER,
                {
                    **months(18, 60),
                    **pain(2, 3, 6),
                    "snap_or_pop": "yes",
                    "onset": "injury",
                    "mechanism": "sport",
                    "happened_in_sport": "yes",
                    "worse_with": ["pivoting", "running"],
                    "symptoms": ["giving_way", "locking"],
                    "told_diagnosis": ["ligament_sprain_or_tear", "meniscus_tear"],
                    "imaging": ["mri"],
                },
            ),
        ),
        {"sports": ["winter_sports"], "sport_level": "leisure"},
        frozenset({"tendon_ligament", "sports_injury", "joint"}),
        weight=4,
    ),
    Archetype(
        "very flexible, with a loose wrist",
        range(20, 34),
        (
            Area(
                "wrist",
                EITHER,
                {
                    **months(7, 30),
                    **pain(2, 4, 6),
                    "worse_with": ["using_it"],
                    "symptoms": ["looseness", "clicking"],
                },
            ),
        ),
        {"conditions": ["hypermobility_or_ehlers_danlos"]},
        frozenset({"tendon_ligament", "hypermobility_syndrome"}),
        sexes=("female", "female", "male"),
        weight=3,
        varies=False,
    ),
    Archetype(
        "schoolchild's kneecap, with a parent",
        range(12, 16),
        (
            Area(
                "knee",
                EITHER,
                {
                    **weeks(14, 40),
                    **pain(1, 3, 5),
                    "part": "kneecap_tendon",
                    "mechanism": "overuse",
                    "happened_in_sport": "yes",
                    "worse_with": ["running", "stairs"],
                },
            ),
        ),
        {
            "filled_in_by": "parent_or_carer",
            "sports": ["field_ball"],
            "sport_level": "club",
        },
        frozenset({"minor", "tendon_ligament", "sports_injury"}),
        weight=2,
        varies=False,
    ),
)
