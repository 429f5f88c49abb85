"""What we ask. Knows WTForms; knows nothing of HTTP, rules or tables."""

from intake.questionnaire.question import Question
from intake.questionnaire.questionnaire import Questionnaire
from intake.questionnaire.shown import Row, Section
from intake.questionnaire.step import Answers, Page, Step
from intake.questionnaire.steps import (
    about_you,
    allergies,
    began,
    changes,
    contact,
    daily_life,
    feels,
    goals,
    health,
    medicines,
    start,
    this_area_signs,
    tried,
    urgent_signs,
    where,
)

# Which questions were asked, and which text was agreed to, is kept with the answers.
VERSION = "1"
CONSENT_VERSION = "1"

QUESTIONNAIRE = Questionnaire(
    steps=(
        start.STEP,
        where.STEP,
        urgent_signs.STEP,
        about_you.STEP,
        this_area_signs.STEP,
        began.STEP,
        feels.STEP,
        changes.STEP,
        tried.STEP,
        daily_life.STEP,
        health.STEP,
        medicines.STEP,
        allergies.STEP,
        goals.STEP,
        contact.STEP,
    )
)

__all__ = [
    "CONSENT_VERSION",
    "QUESTIONNAIRE",
    "VERSION",
    "Answers",
    "Page",
    "Question",
    "Questionnaire",
    "Row",
    "Section",
    "Step",
]
