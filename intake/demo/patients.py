"""Many patients, no two alike, and for one seed always the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from intake.demo.archetype import Archetype, Area, Wish
from intake.demo.archetypes import ARCHETYPES
from intake.demo.people import dice, person
from intake.demo.walk import walk
from intake.questionnaire import Answers
from intake.questionnaire.body import REGIONS

# Illnesses and medicines that come with anything: how many of a hundred patients.
COMMON: tuple[tuple[int, Mapping[str, Any]], ...] = (
    (24, {"anti_inflammatory": "sometimes"}),
    (5, {"anti_inflammatory": "daily"}),
    (9, {"smoking": "current", "smoked_heavily": "no"}),
    (16, {"smoking": "former", "smoked_heavily": "no"}),
    (15, {"conditions": ["high_blood_pressure"]}),
    (5, {"conditions": ["thyroid_disease"]}),
    (5, {"conditions": ["diabetes"]}),
    (6, {"antiplatelet": "aspirin_low_dose"}),
    (3, {"blood_thinner": "yes", "blood_thinner_name": "Apixaban"}),
    (3, {"allergies": ["latex"]}),
    (2, {"allergies": ["corn_or_dextrose"]}),
    (2, {"infection_now": "yes"}),
    (2, {"daily_opioid": "yes"}),
    (10, {"needle_worry": "yes"}),
)
ORDINARY_HEIGHT = range(155, 190)
ORDINARY_BMI = range(21, 33)
INTERFERENCE = (
    "interference_pain",
    "interference_enjoyment",
    "interference_activity",
)
DRAFT_LEAVES = range(2, 5)
HOURS_AGO: Mapping[str, range] = {
    "draft": range(1, 30),
    "sent": range(2, 160),
    "decided": range(30, 500),
}


@dataclass(frozen=True)
class DemoPatient:
    """`wishes` and `areas`: what they answer, on the clinic's day `today`;
    `pages_left`: how many of the last pages a draft has not come to; `hours_ago`: when
    the last answer was given."""

    archetype: Archetype
    wishes: Mapping[str, Any]
    areas: Mapping[str, Mapping[str, Any]]
    outcome: str  # one of archetype.OUTCOMES
    pages_left: int
    hours_ago: int
    today: date

    @cached_property
    def answers(self) -> Answers:
        """All of them, the private ones included, as the forms took them."""
        return walk(self.wishes, self.areas, self.today)


def patients(n: int, seed: int, today: date) -> list[DemoPatient]:
    """`n` patients as of `today`, the same ones for the same seed.

    Every archetype is there before any comes up again.
    """
    random = dice(seed)
    return [
        patient(archetype, number, random, today)
        for number, archetype in enumerate(_who_comes(n, random), start=1)
    ]


def patient(
    archetype: Archetype, number: int, random: Random, today: date
) -> DemoPatient:
    """One of the kind, with everything drawn that may differ."""
    sex = random.choice(archetype.sexes)
    areas = {_key(area, random): area for area in archetype.areas}
    wishes = {
        **_build(random),
        **(_illnesses(archetype, random) if archetype.varies else {}),
        "sex_at_birth": sex,
        "date_of_birth": _birth_date(random.choice(archetype.ages), random, today),
        "regions": [_region(key, area) for key, area in areas.items()],
        "worst_area": next(iter(areas)),
        **_drawn(archetype.wishes, random),
        **vars(person(sex, number, random)),
    }
    wanted = {key: _drawn(area.wishes, random) for key, area in areas.items()}
    outcome = random.choice(archetype.outcomes)
    waited = HOURS_AGO.get(outcome, HOURS_AGO["decided"])
    return DemoPatient(
        archetype=archetype,
        wishes=wishes,
        areas=wanted,
        outcome=outcome,
        pages_left=random.choice(DRAFT_LEAVES) if outcome == "draft" else 0,
        hours_ago=random.choice(waited),
        today=today,
    )


def _who_comes(n: int, random: Random) -> list[Archetype]:
    again = random.choices(
        ARCHETYPES, [each.weight for each in ARCHETYPES], k=max(n - len(ARCHETYPES), 0)
    )
    coming = [*random.sample(ARCHETYPES, min(n, len(ARCHETYPES))), *again]
    random.shuffle(coming)
    return coming


def _key(area: Area, random: Random) -> str:
    return f"{area.site}:{random.choice(area.sides)}"


def _region(key: str, area: Area) -> str:
    """The box of the body map for this area: the one for its part, if there is one."""
    here = [r.code for r in REGIONS.values() if f"{r.site}:{r.side}" == key]
    part = str(area.wishes.get("part"))
    return next((code for code in here if code.endswith(part)), here[0])


def _birth_date(age: int, random: Random, today: date) -> str:
    birthday = date(today.year - age, today.month, min(today.day, 28))
    return str(birthday - timedelta(days=random.randrange(360)))


def _build(random: Random) -> dict[str, Any]:
    height = random.choice(ORDINARY_HEIGHT)
    weight = round(random.choice(ORDINARY_BMI) * (height / 100) ** 2)
    scores = {name: random.randrange(2, 8) for name in INTERFERENCE}
    return {"height_cm": height, "weight_kg": weight, **scores}


def _illnesses(archetype: Archetype, random: Random) -> dict[str, Any]:
    """What many people have, where it does not contradict the archetype."""
    drawn: dict[str, Any] = {}
    for percent, wishes in COMMON:
        fits = archetype.wishes.keys().isdisjoint(wishes)
        if random.randrange(100) < percent and fits:
            drawn |= wishes
    return drawn


def _drawn(wishes: Mapping[str, Wish], random: Random) -> dict[str, Any]:
    return {
        name: random.choice(wish) if isinstance(wish, range | tuple) else wish
        for name, wish in wishes.items()
    }
