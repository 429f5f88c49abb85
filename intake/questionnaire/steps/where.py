"""Where it hurts: the places of the body, and the worst of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wtforms import Form

from intake.questionnaire.body import (
    REGION_GROUPS,
    REGIONS,
    area_name,
    area_of,
    area_words,
    areas,
    one_sided,
    opposite,
    opposite_area,
)
from intake.questionnaire.derived import DESCRIBED, described_areas
from intake.questionnaire.drawing import FIGURES
from intake.questionnaire.fields import ChoiceField, ManyField, SidesField
from intake.questionnaire.step import Answers, Step
from intake.questionnaire.words import N_

AREA_WORDS = {
    area: area_name(area) for area in dict.fromkeys(area_of(code) for code in REGIONS)
}


def hurting(known: Answers) -> tuple[str, ...]:
    """The areas that the patient chose, in the order of the map."""
    regions = known.get("regions") or ()
    return areas((code for code in regions if code in REGIONS), None)


def more_than_one(known: Answers) -> bool:
    return len(hurting(known)) > 1


def on_one_side(known: Answers) -> bool:
    return bool(one_sided(known.get("regions") or ()))


MANY_PLACES = N_(
    "We ask about three places only: the worst one, and then these: %(first)s. If one "
    "of these is the worst, the third is: %(next)s. The other places are written down "
    "too, and the clinic sees them."
)
MANY_CHOSEN = N_(
    "As you chose, we ask about: %(asked)s. We do not ask about: %(left)s. That is "
    "written down too, and the clinic sees it."
)


class MapField(ManyField):
    """A list of which the page has a drawing too."""

    figures = FIGURES


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
    regions = MapField(
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
    own_sides = SidesField(
        N_("Left or right? Please say it once more"),
        AREA_WORDS,
        applies=on_one_side,
        hint=N_(
            "Your own left and right. If a place is wrong altogether, change it above."
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

    def process(self, formdata: Any = None, *data: Any, **more: Any) -> None:
        super().process(formdata, *data, **more)
        if formdata:
            self._settle_sides()

    def _settle_sides(self) -> None:
        """What was said of the sides is about the places as the page showed them."""
        shown = one_sided(self.regions.object_data or ())
        chosen = one_sided(self.regions.data or ())
        said = tuple(self.own_sides.data or ())
        if not shown or said == chosen:
            return
        if chosen != shown:
            # Other places were chosen beside it: of them it is asked anew.
            self.own_sides.data = list(shown)
        elif said == tuple(map(opposite_area, chosen)):
            self._turn(chosen)

    def _turn(self, turned: tuple[str, ...]) -> None:
        """The patient says that these places are on the other side."""
        chosen = {
            opposite(code) if area_of(code) in turned else code
            for code in self.regions.data or ()
        }
        self.regions.data = [code for code in REGIONS if code in chosen]
        if self.worst_area.data in turned:
            self.worst_area.data = opposite_area(self.worst_area.data)


STEP = Step("where", N_("Where it hurts"), Where)
