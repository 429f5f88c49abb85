"""Patients who need help elsewhere first: today, or within days."""

from intake.demo.archetype import (
    EITHER,
    MIDDLE,
    Archetype,
    Area,
    Wish,
    days,
    months,
    pain,
    weeks,
)

NOW: tuple[str, ...] = ("draft", "sent")
SOON: tuple[str, ...] = ("sent", "referred")


def _grave(
    name: str,
    ages: range,
    area: Area,
    wishes: dict[str, Wish],
    shows: set[str],
    outcomes: tuple[str, ...] = NOW,
) -> Archetype:
    """Each comes up once among two hundred: as seldom as in a clinic like this."""
    return Archetype(
        name,
        ages,
        (area,),
        wishes,
        frozenset(shows),
        weight=0,
        outcomes=outcomes,
        varies=False,
    )


ARCHETYPES: tuple[Archetype, ...] = (
    _grave(
        "saddle numbness and a foot that drags",
        range(36, 56),
        Area(
            "lower_back",
            MIDDLE,
            {
                **weeks(5, 9),
                **pain(7, 7, 9),
                "course": "quickly_worse",
                "worse_with": ["sitting", "coughing"],
                "spreads_to": ["thigh", "calf"],
                "symptoms": ["weakness", "numbness_or_tingling"],
            },
        ),
        {
            "saddle_numbness": "yes",
            "bladder_change": "retention",
            "leg_symptoms": "both_legs",
            "progressive_weakness": "yes",
        },
        {"cauda_equina", "progressive_neuro_deficit"},
        outcomes=("draft",),
    ),
    _grave(
        "clumsy hands with neck pain",
        range(58, 74),
        Area(
            "neck",
            MIDDLE,
            {**months(4, 10), **pain(3, 4, 6), "course": "slowly_worse"},
        ),
        {"unsteady_or_clumsy": "yes", "electric_shock_feeling": "yes"},
        {"cord_compression"},
    ),
    _grave(
        "back pain with shivers",
        range(45, 68),
        Area(
            "lower_back",
            MIDDLE,
            {
                **weeks(3, 6),
                **pain(7, 7, 9),
                "course": "quickly_worse",
                "pattern": "constant",
                "night_pain": "wakes_me_and_stays",
            },
        ),
        {
            "fever_or_unwell": "yes",
            "constant_night_pain": "yes",
            "injected_drugs_or_recent_infection": "yes",
            "conditions": ["diabetes"],
            "diabetes_control": "good",
        },
        {"spinal_infection", "active_infection"},
    ),
    _grave(
        "hot swollen knee",
        range(58, 80),
        Area(
            "knee",
            EITHER,
            {
                **days(2, 4),
                **pain(8, 8, 9),
                "hot_red_swollen": "yes",
                "cannot_take_four_steps": "yes",
                "onset": "sudden",
                "course": "quickly_worse",
                "pattern": "constant",
                "worse_with": ["walking", "bending"],
                "symptoms": ["swelling", "less_movement"],
            },
        ),
        {"fever_or_unwell": "yes", "infection_now": "yes"},
        {"septic_joint", "active_infection", "too_early"},
    ),
    _grave(
        "sudden neck pain with slurred speech",
        range(36, 55),
        Area(
            "neck",
            EITHER,
            {**days(1, 3), **pain(7, 7, 9), "onset": "sudden"},
        ),
        {"neck_warning_signs": ["sudden_headache", "slurred_speech"]},
        {"vascular_neck", "neck_site"},
        outcomes=("draft",),
    ),
    _grave(
        "deep back pain and a pulse in the belly",
        range(66, 79),
        Area(
            "lower_back",
            MIDDLE,
            {**weeks(1, 3), **pain(6, 6, 8), "pattern": "constant"},
        ),
        {
            "belly_warning_signs": ["pulsing", "constant_whatever_i_do"],
            "smoking": "former",
            "smoked_heavily": "yes",
            "conditions": ["high_blood_pressure"],
            "blood_pressure_controlled": "yes",
        },
        {"aortic"},
    ),
    _grave(
        "shoulder pain that comes on uphill",
        range(55, 72),
        Area("shoulder", ("left",), {**weeks(1, 4), **pain(4, 4, 7)}),
        {
            "chest_warning_signs": ["chest_pressure", "worse_on_exertion"],
            "conditions": ["high_blood_pressure"],
            "blood_pressure_controlled": "not_sure",
        },
        {"cardiac"},
        outcomes=("draft",),
    ),
    _grave(
        "swollen calf after a long flight",
        range(40, 62),
        Area("calf", EITHER, {**days(3, 6), **pain(5, 5, 7), "symptoms": ["swelling"]}),
        {"leg_clot_signs": ["one_calf_swollen", "recent_long_trip"]},
        {"dvt_pe"},
    ),
    _grave(
        "shin after a hard tackle",
        range(19, 32),
        Area(
            "shin",
            EITHER,
            {
                **days(1, 2),
                **pain(9, 9, 9),
                "very_tight_and_extreme_pain": "yes",
                "onset": "injury",
                "mechanism": "knock_or_other_injury",
                "happened_in_sport": "yes",
                "course": "quickly_worse",
                "pattern": "constant",
            },
        ),
        {"sports": ["field_ball"], "sport_level": "club"},
        {"compartment_limb", "sports_injury"},
    ),
    _grave(
        "stiff shoulders and a new headache",
        range(66, 80),
        Area(
            "shoulder",
            EITHER,
            {**weeks(6, 9), **pain(4, 5, 7), "morning_stiffness": "over_60_min"},
        ),
        {"new_headache_jaw_or_vision": "yes"},
        {"gca", "inflammatory_pattern"},
    ),
    _grave(
        "mid-back pain since a small fall",
        range(70, 84),
        Area(
            "mid_back",
            MIDDLE,
            {
                **weeks(2, 4),
                **pain(6, 6, 8),
                "onset": "sudden",
                "mechanism": "fall",
                "worse_with": ["bending", "standing"],
            },
        ),
        {"conditions": ["osteoporosis"]},
        {"fracture_suspected", "chest_wall_site"},
        outcomes=SOON,
    ),
    _grave(
        "a snap in the calf",
        range(36, 52),
        Area(
            "achilles",
            EITHER,
            {
                **days(2, 6),
                **pain(3, 4, 7),
                "snap_or_pop": "yes",
                "lost_strength_at_once": "yes",
                "onset": "sudden",
                "mechanism": "sport",
                "happened_in_sport": "yes",
                "worse_with": ["walking"],
                "symptoms": ["weakness"],
            },
        ),
        {"sports": ["racket"], "sport_level": "leisure"},
        {"tendon_rupture", "sports_injury", "tendon_ligament"},
        outcomes=SOON,
    ),
    _grave(
        "back pain and weight lost",
        range(62, 76),
        Area(
            "mid_back",
            MIDDLE,
            {
                **weeks(7, 11),
                **pain(5, 6, 8),
                "course": "slowly_worse",
                "pattern": "constant",
                "night_pain": "wakes_me_and_stays",
            },
        ),
        {
            "weight_loss_unplanned": "yes",
            "constant_night_pain": "yes",
            "conditions": ["cancer_past"],
        },
        {"cancer_suspected", "cancer_history"},
        outcomes=SOON,
    ),
    _grave(
        "limping schoolchild, with a parent",
        range(11, 15),
        Area("hip", EITHER, {**weeks(2, 5), **pain(3, 4, 6)}),
        {"limping": "yes", "filled_in_by": "parent_or_carer"},
        {"paediatric_hip", "minor"},
        outcomes=SOON,
    ),
)
