"""What no rule, no derived fact and no reader needs is not asked."""

import pytest

from intake.questionnaire import QUESTIONNAIRE
from intake.rules import conditions
from tests.questionnaire.patients import TODAY
from tests.shipped import shipped

# The answers that no rule asks for, and what they are for.
READ_BY_PEOPLE: dict[str, str] = {
    "filled_in_by": "whose words these are",
    "filled_in_by_name": "whom the clinic asks back",
    "consent": "without it nothing is kept",
    "own_sides": "which side to look at; that it was said twice",
    "worst_area": "what to treat first; the order of the areas",
    "dominant_hand": "whether it is the arm that works",
    "work_demand": "what the place has to bear, and what rest would cost",
    "pain_average": "how bad most days are: the trials asked for 4 or more",
    "imaging": "what pictures there are to send for",
    "treatments": "what has been tried: trials took those whom exercise had failed",
    "physio_weeks": "whether exercise was given a fair trial",
    "interference_pain": "how life is now, to compare with later",
    "interference_enjoyment": "how life is now, to compare with later",
    "interference_activity": "how life is now, to compare with later",
    "activity_1": "what the patient wants back, in their words",
    "activity_1_score": "how well it goes now, to compare with later",
    "activity_2": "what the patient wants back, in their words",
    "activity_2_score": "how well it goes now, to compare with later",
    "activity_3": "what the patient wants back, in their words",
    "activity_3_score": "how well it goes now, to compare with later",
    "blood_thinner_name": "whom to ask before a needle",
    "other_medicines": "what no question foresaw",
    "allergy_detail": "what happened, and how long ago",
    "goal": "what the patient wants back",
    "expectation": "what must be put right before it disappoints",
    "anything_else": "what no question foresaw",
    "needle_worry": "who may faint",
    "has_driver": "who gets home after a numbed leg",
    "full_name": "who this is",
    "email": "how to reach them",
    "phone": "how to reach them",
    "contact_by": "how they want to be reached",
}
# What follows from these answers is what rules ask for.
DERIVED_FROM: dict[str, str] = {
    "date_of_birth": "age",
    "regions": "site",
    "duration_amount": "duration_weeks",
    "duration_unit": "duration_weeks",
    "height_cm": "bmi",
    "weight_kg": "bmi",
    **{f"hypermobility_{number}": "hypermobility_score" for number in range(1, 6)},
}
# Answers that decide who is asked, and what others imply.
DECIDES_WHO_IS_ASKED = {"sex_at_birth": "pregnancy"}


@pytest.fixture(scope="module")
def asked_by_rules() -> set[str]:
    return {
        each.fact
        for rule in shipped().rules
        for each in conditions.walk(rule.when)
        if isinstance(each, conditions.Test)
    }


def test_every_answer_is_used_by_a_rule_or_stands_here(
    asked_by_rules: set[str],
) -> None:
    others = {**READ_BY_PEOPLE, **DERIVED_FROM, **DECIDES_WHO_IS_ASKED}

    assert QUESTIONNAIRE.questions.keys() - asked_by_rules == others.keys()


def test_what_follows_is_what_rules_ask_for(asked_by_rules: set[str]) -> None:
    assert {*DERIVED_FROM.values(), *DECIDES_WHO_IS_ASKED.values()} <= asked_by_rules


def test_what_people_need_stands_on_the_clinicians_page() -> None:
    sections = QUESTIONNAIRE.shown({"regions": ["knee_left_front"]}, TODAY)

    shown = {row.name for section in sections for row in section.rows}
    assert READ_BY_PEOPLE.keys() <= shown
