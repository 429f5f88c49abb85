"""Patients with nothing to flag, or with questions they could not answer."""

from intake.demo.archetype import (
    EITHER,
    Archetype,
    Area,
    months,
    pain,
)
from intake.demo.archetypes.joints_and_backs import KNEE
from intake.demo.archetypes.tendons_and_sport import SHOULDER

ARCHETYPES: tuple[Archetype, ...] = (
    Archetype(
        "an ache in the forearm, and nothing else",
        range(24, 44),
        (
            Area(
                "forearm",
                EITHER,
                {**months(3, 7), **pain(0, 1, 2), "worse_with": ["using_it"]},
            ),
        ),
        weight=7,
        varies=False,
    ),
    Archetype(
        "has not been told and does not know",
        range(52, 68),
        (
            Area(
                "shoulder",
                EITHER,
                {
                    **months(4, 9),
                    **pain(3, 4, 6),
                    "worse_with": ["overhead"],
                    "course": "not_sure",
                    "told_diagnosis": ["not_sure"],
                },
            ),
        ),
        weight=2,
        varies=False,
        outcomes=("sent", "more_asked"),
    ),
    Archetype(
        "not sure whether weight was lost",
        range(56, 68),
        (SHOULDER,),
        {"weight_loss_unplanned": "not_sure"},
        frozenset({"tendon_ligament", "cancer_suspected"}),
        weight=0,
        varies=False,
        outcomes=("sent",),
    ),
    Archetype(
        "not sure about the medicines",
        range(60, 78),
        (KNEE,),
        {
            "blood_thinner": "not_sure",
            "immune_medicine": "not_sure",
            "other_medicines": "A small white tablet in the evening.",
        },
        frozenset({"joint", "anticoagulant"}),
        weight=2,
        outcomes=("sent", "more_asked"),
    ),
    Archetype(
        "not sure about numbness",
        range(38, 60),
        (
            Area(
                "lower_back",
                EITHER,
                {
                    **months(6, 20),
                    **pain(4, 5, 8),
                    "worse_with": ["bending", "sitting"],
                    "spreads_to": ["thigh"],
                },
            ),
        ),
        {
            "saddle_numbness": "not_sure",
            "leg_symptoms": "one_leg",
            "sexual_change": "prefer_not_to_say",
        },
        frozenset({"cauda_equina", "chronic_back"}),
        weight=0,
        varies=False,
        outcomes=("sent",),
    ),
    Archetype(
        "would rather not say",
        range(45, 62),
        (SHOULDER,),
        {"sex_at_birth": "prefer_not_to_say"},
        frozenset({"tendon_ligament"}),
    ),
)
