"""Where it hurts: the places of the body, and the worst of them."""

from wtforms import Form

from intake.questionnaire.body import (
    REGION_GROUPS,
    REGIONS,
    area_of,
    area_words,
    areas,
)
from intake.questionnaire.fields import ChoiceField, ManyField
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

AREA_WORDS = {
    area: words[0].upper() + words[1:]
    for area in dict.fromkeys(area_of(code) for code in REGIONS)
    for words in (area_words(area),)
}


def hurting(known: Answers) -> tuple[str, ...]:
    """The areas that the patient chose, in the order of the map."""
    regions = known.get("regions") or ()
    return areas((code for code in regions if code in REGIONS), None)


def more_than_one(known: Answers) -> bool:
    return len(hurting(known)) > 1


class Where(Form):
    regions = ManyField(
        N_("Where does it hurt?"),
        {code: region.words for code, region in REGIONS.items()},
        none="",
        not_sure=False,
        groups=REGION_GROUPS,
        missing=N_("Choose at least one place that hurts."),
        hint=N_(
            "Choose every place. Left and right are your own left and right, as you "
            "would say them of your hands."
        ),
    )
    worst_area = ChoiceField(
        N_("Which of these hurts the most?"),
        AREA_WORDS,
        not_sure=False,
        applies=more_than_one,
        offers=hurting,
        hint=N_("We ask most about this one, and about two more at the most."),
    )


STEP = Step("where", N_("Where it hurts"), Where)
