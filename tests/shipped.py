"""The shipped rules, and people to put to them: say only what matters of each."""

from functools import cache
from typing import Any

from intake import rules
from intake.questionnaire.facts import fill
from intake.rules import Finding, RuleSet, Screening
from intake.workflow import screenings

# Somebody in good health who answered everything, and nothing was wrong.
HEALTHY: dict[str, Any] = {
    "age": 40,
    "sex_at_birth": "male",
    "fever_or_unwell": "no",
    "weight_loss_unplanned": "no",
    "constant_night_pain": "no",
    "new_lump": "no",
    "progressive_weakness": "no",
    "saddle_numbness": "no",
    "bladder_change": "none",
    "bowel_change": "no",
    "sexual_change": "no",
    "leg_symptoms": "none",
    "unsteady_or_clumsy": "no",
    "electric_shock_feeling": "no",
    "injected_drugs_or_recent_infection": "no",
    "neck_warning_signs": ["none"],
    "new_headache_jaw_or_vision": "no",
    "chest_warning_signs": ["none"],
    "belly_warning_signs": ["none"],
    "leg_clot_signs": ["none"],
    "sports": ["none"],
    "conditions": ["none"],
    "infection_now": "no",
    "smoking": "never",
    "bmi": 26,
    "blood_thinner": "no",
    "antiplatelet": "none",
    "anti_inflammatory": "none",
    "steroid_tablets": "no",
    "immune_medicine": "no",
    "daily_opioid": "no",
    "quinolone_antibiotic_3_months": "no",
    "allergies": ["none"],
}
ACHING: dict[str, Any] = {
    "hot_red_swollen": "no",
    "cannot_take_four_steps": "no",
    "cannot_bend_90": "no",
    "deformed": "no",
    "snap_or_pop": "no",
    "lost_strength_at_once": "no",
    "very_tight_and_extreme_pain": "no",
    "skin_infection_or_wound_here": "no",
    "part": "all_over",
    "duration_weeks": 30,
    "onset": "gradual",
    "mechanism": "no_clear_cause",
    "happened_in_sport": "no",
    "happened_before": "no",
    "pain_now": 3,
    "pain_average": 4,
    "pain_worst": 5,
    "pattern": "comes_and_goes",
    "course": "same",
    "worse_with": ["none"],
    "better_with": ["rest"],
    "morning_stiffness": "none",
    "night_pain": "no",
    "symptoms": ["none"],
    "told_diagnosis": ["none"],
    "treatments": ["none"],
    "surgery_here": "no",
    "joint_replaced_here": "no",
    "fracture_here": "no",
}
WORN_KNEE: dict[str, Any] = {
    "site": "knee",
    "side": "right",
    "part": "inner",
    "duration_weeks": 104,
    "worse_with": ["stairs"],
    "morning_stiffness": "under_30_min",
}
BACK = {"site": "lower_back", "side": "middle", "worse_with": ["bending"]}
SHOULDER = {"site": "shoulder", "side": "left"}

Flags = set[tuple[str, str | None]]


@cache
def shipped() -> RuleSet:
    return screenings.read(screenings.shipped_files())


def screen(patient: dict[str, Any], *areas: dict[str, Any]) -> Screening:
    """Somebody in good health who aches, but for what is said of them."""
    return judge(
        {**HEALTHY, **patient, "pain_areas": [{**ACHING, **each} for each in areas]}
    )


def judge(document: dict[str, Any]) -> Screening:
    """As `rules screen` does: read, filled in, screened."""
    facts = rules.read_facts(document, shipped().catalogue)
    return rules.screen(shipped(), fill(facts))


def flags(screening: Screening) -> Flags:
    return {(each.rule.flag, each.rule.strength) for each in screening.flags}


def raised(screening: Screening, kinds: tuple[str, ...]) -> list[Finding]:
    """The flags of these kinds that were raised outright."""
    return [
        each
        for each in screening.flags
        if each.outcome is True and each.rule.kind in kinds
    ]
