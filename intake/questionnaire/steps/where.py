"""Where it hurts: the places of the body, and the worst of them."""

from collections.abc import Iterable
from datetime import date

from wtforms import Form

from intake.questionnaire.body import (
    REGION_GROUPS,
    REGIONS,
    area_of,
    area_words,
    areas,
)
from intake.questionnaire.derived import DESCRIBED, described_areas
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


MANY_PLACES = N_(
    "We ask about three places only: the worst one, and then these: %(first)s. If one "
    "of these is the worst, the third is: %(next)s. The other places are written down "
    "too, and the clinic sees them."
)
MANY_CHOSEN = N_(
    "As you chose, we ask about: %(asked)s. We do not ask about: %(left)s. That is "
    "written down too, and the clinic sees it."
)


class WorstField(ChoiceField):
    """Which area comes first; with more areas than are described, what follows."""

    def offer(self, known: Answers, today: date) -> None:
        super().offer(known, today)
        places = hurting(known)
        if len(places) <= DESCRIBED:
            return
        worst = known.get("worst_area")
        words = MANY_CHOSEN if worst in places else MANY_PLACES
        asked, left = described_areas(known), places[DESCRIBED - 1]
        self.hint = self.gettext(words) % {
            "asked": _listed(asked),
            "left": _listed(each for each in places if each not in asked),
            "first": _listed(places[: DESCRIBED - 1]),
            "next": area_words(left),
        }


def _listed(areas: Iterable[str]) -> str:
    return "; ".join(area_words(area) for area in areas)


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
    worst_area = WorstField(
        N_("Which of these hurts the most?"),
        AREA_WORDS,
        not_sure=False,
        applies=more_than_one,
        offers=hurting,
        hint=N_("We ask about this one first, and then about the others."),
    )


STEP = Step("where", N_("Where it hurts"), Where)
