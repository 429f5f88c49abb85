"""Where exactly one area hurts, for how long, and how it began."""

from collections.abc import Collection
from datetime import date
from typing import Any

from wtforms import Form, ValidationError

from intake.questionnaire.applies import NOT_SURE
from intake.questionnaire.derived import WEEKS
from intake.questionnaire.fields import ChoiceField, NumberField, YesNoField
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

PARTS = {
    "front": N_("At the front"),
    "back": N_("At the back"),
    "inner": N_("On the inner side"),
    "outer": N_("On the outer side"),
    "top": N_("On top"),
    "under": N_("Underneath"),
    "groin": N_("Deep in the groin"),
    "kneecap_tendon": N_("Just below the kneecap"),
    "achilles": N_("In the cord above the heel"),
    "back_of_heel": N_("At the back of the heel"),
    "under_heel": N_("Under the heel"),
    "arch": N_("Along the arch of the foot"),
    "thumb_base": N_("At the base of the thumb"),
    "fingers": N_("In the fingers"),
    "palm": N_("In the palm"),
    "one_spot": N_("In one small spot"),
    "all_over": N_("All over, or it moves around"),
}
SURROUND = ("front", "inner", "outer", "back")
# The parts of a site, besides “all over”; a site that is not here is one spot or all.
PARTS_OF: dict[str, tuple[str, ...]] = {
    "neck": ("front", "back", "one_spot"),
    "shoulder": ("front", "outer", "top", "back"),
    "upper_arm": SURROUND,
    "elbow": ("outer", "inner", "front", "back"),
    "forearm": SURROUND,
    "wrist": ("front", "back", "inner", "outer", "thumb_base"),
    "hand": ("thumb_base", "fingers", "palm", "back"),
    "hip": ("groin", "front", "outer", "back"),
    "groin": ("groin", "inner", "front"),
    "thigh": SURROUND,
    "knee": ("kneecap_tendon", *SURROUND),
    "ankle": ("outer", "inner", "front", "achilles"),
    "achilles": ("achilles", "back_of_heel"),
    "heel": ("under_heel", "back_of_heel", "achilles"),
    "foot": ("under_heel", "arch", "top", "outer", "inner", "under"),
    "toes": ("top", "under"),
}


def parts_here(known: Answers) -> Collection[str]:
    """The parts of the place that hurts; all there are while that is not known."""
    site = known.get("site")
    if site is None:
        return {"one_spot", "all_over"}.union(*PARTS_OF.values())
    return (*PARTS_OF.get(site, ("one_spot",)), "all_over")


def not_given_up(known: Answers) -> bool:
    """The number is asked for until the patient says that they do not know.

    A number beside “not sure” stays, so that it is seen and not lost.
    """
    typed = known.get("duration_amount") is not None
    return typed or known.get("duration_unit") != NOT_SURE


class DurationField(NumberField):
    """How long it has hurt; a unit may stand behind the number."""

    age: int | None = None

    def offer(self, known: Answers, today: date) -> None:
        self.age = known.get("age")

    def check(self, data: Any) -> None:
        super().check(data)
        if not data:
            self.refuse(
                N_("Write more than 0. For less than a day, write 1 and choose Days.")
            )

    def outlives(self, unit: str | None) -> bool:
        """Whether this is longer than the patient has lived."""
        weeks, parts = WEEKS.get(unit or "", (0, 1))
        lived = None if self.age is None else (self.age + 1) * WEEKS["years"][0]
        return lived is not None and self.data * weeks / parts > lived


class Began(Form):
    part = ChoiceField(
        N_("Where exactly does it hurt the most?"), PARTS, offers=parts_here
    )
    duration_amount = DurationField(
        N_("For how long has it hurt? Write the number first."),
        low=0,
        high=1000,
        decimal=True,
        units=tuple(WEEKS),
        applies=not_given_up,
        hint=N_("For example, 6 for 6 months. If you do not know, leave it empty."),
        missing=N_("Write how long, or choose “I’m not sure” below."),
    )
    duration_unit = ChoiceField(
        N_("Is that in days, weeks, months or years?"),
        {
            "days": N_("Days"),
            "weeks": N_("Weeks"),
            "months": N_("Months"),
            "years": N_("Years"),
        },
    )
    onset = ChoiceField(
        N_("How did it begin?"),
        {
            "gradual": N_("Slowly, bit by bit"),
            "sudden": N_("All at once, without an injury"),
            "injury": N_("With an injury or an accident"),
        },
    )
    mechanism = ChoiceField(
        N_("What brought it on?"),
        {
            "fall": N_("A fall"),
            "twist": N_("A twist or a wrong step"),
            "lift": N_("Lifting or carrying"),
            "overuse": N_("The same movement again and again"),
            "crash": N_("A crash on the road or at speed"),
            "knock_or_other_injury": N_("A knock, or another injury"),
            "sport": N_("Sport or training"),
            "after_surgery": N_("It came after an operation"),
            "after_injection": N_("It came after an injection"),
            "infection": N_("It came with or after an infection"),
            "no_clear_cause": N_("Nothing that I know of"),
        },
    )
    happened_in_sport = YesNoField(N_("Did it begin during sport or training?"))
    happened_before = YesNoField(N_("Have you had the same trouble here before?"))

    def validate_duration_amount(self, field: DurationField) -> None:
        """The number and its unit must fit each other, and the patient's age."""
        if field.data is None:
            return
        if self.duration_unit.data is None and field.said_unit:
            self.duration_unit.data = field.said_unit
        unit = self.duration_unit.data
        if field.said_unit and unit not in (field.said_unit, NOT_SURE):
            raise ValidationError(
                field.gettext(
                    N_("You wrote one unit here and chose another below. Change one.")
                )
            )
        if field.outlives(unit):
            raise ValidationError(
                field.gettext(
                    N_("This is longer than your whole life. Check number and unit.")
                )
            )

    def validate_duration_unit(self, field: ChoiceField) -> None:
        """“Not sure” of a number that was typed would drop it unseen."""
        if field.data == NOT_SURE and self.data.get("duration_amount") is not None:
            raise ValidationError(
                field.gettext(
                    N_("You wrote a number. Choose its unit, or empty the box above.")
                )
            )


STEP = Step("began", N_("How it began"), Began, per_area=True)
