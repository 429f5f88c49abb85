"""Hands, work and sport."""

from wtforms import Form

from intake.questionnaire.applies import something
from intake.questionnaire.fields import ChoiceField, ManyField
from intake.questionnaire.step import Step
from intake.questionnaire.words import N_


class AboutYou(Form):
    dominant_hand = ChoiceField(
        N_("Which hand do you use most?"),
        {"left": N_("Left"), "right": N_("Right"), "both": N_("Both the same")},
        not_sure=False,
    )
    work_demand = ChoiceField(
        N_("What is most of your working day like?"),
        {
            "sitting": N_("Sitting"),
            "on_feet": N_("Standing or walking"),
            "light_lifting": N_("Some lifting and carrying"),
            "heavy_lifting": N_("Heavy lifting and carrying"),
            "not_working": N_("I do not work at present"),
        },
        not_sure=False,
        hint=N_("School, study and the work at home count too."),
    )
    sports = ManyField(
        N_("Which sports do you do, or did you do until the pain?"),
        {
            "running": N_("Running"),
            "field_ball": N_("Football, rugby, hockey or the like"),
            "court_ball": N_("Basketball, handball, volleyball or the like"),
            "racket": N_("Tennis, badminton, squash or the like"),
            "golf": N_("Golf"),
            "cycling": N_("Cycling"),
            "swimming": N_("Swimming"),
            "gym_or_weights": N_("Gym or weights"),
            "combat": N_("Boxing, judo, wrestling or the like"),
            "dance_or_gymnastics": N_("Dance or gymnastics"),
            "winter_sports": N_("Skiing, snowboarding or skating"),
            "other": N_("Another sport"),
        },
        not_sure=False,
    )
    sport_level = ChoiceField(
        N_("At what level do you do sport?"),
        {
            "leisure": N_("For fun or for my health"),
            "club": N_("Training with a club or a team"),
            "competition": N_("Competing regularly"),
        },
        not_sure=False,
        applies=something("sports"),
    )


STEP = Step("about-you", N_("About you"), AboutYou)
