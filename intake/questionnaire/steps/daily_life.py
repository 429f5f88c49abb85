"""How far pain gets in the way of life, and of what the patient wants to do.

Three questions from 0 to 10, in our own words after an idea of Krebs 2009 (J Gen
Intern Med 24:733). They are not that instrument and are never coded as it.
"""

from wtforms import Form

from intake.questionnaire.applies import filled
from intake.questionnaire.fields import ScaleField, TextField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_

IN_THE_WAY = (N_("Not at all"), N_("Completely"))
ABLE = (N_("Cannot do it"), N_("Can do it as before"))
ACTIVITY = N_("Name something you would like to do again, or do better")


class DailyLife(Form):
    interference_pain = ScaleField(
        N_("Over the last week, how strong was your pain, all in all?"),
        (N_("No pain"), N_("The worst pain you can imagine")),
    )
    interference_enjoyment = ScaleField(
        N_("Over the last week, how much did pain spoil your joy in life?"), IN_THE_WAY
    )
    interference_activity = ScaleField(
        N_(
            "Over the last week, how much did pain stop you doing what you do each day?"
        ),
        IN_THE_WAY,
    )
    activity_1 = TextField(ACTIVITY, private=True, optional=True)
    activity_2 = TextField(
        N_("A second thing you would like to do"), private=True, optional=True
    )
    activity_3 = TextField(
        N_("A third thing you would like to do"), private=True, optional=True
    )
    activity_1_score = ScaleField(
        N_("How well can you do the first thing now?"),
        ABLE,
        applies=filled("activity_1"),
    )
    activity_2_score = ScaleField(
        N_("How well can you do the second thing now?"),
        ABLE,
        applies=filled("activity_2"),
    )
    activity_3_score = ScaleField(
        N_("How well can you do the third thing now?"),
        ABLE,
        applies=filled("activity_3"),
    )


STEP = Step("daily-life", N_("Daily life"), DailyLife)
