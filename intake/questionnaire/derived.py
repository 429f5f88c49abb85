"""What nobody is asked because it follows from the answers: age, weeks, scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from intake.questionnaire.body import (
    REGION_TYPES,
    REGIONS,
    SIDES,
    SITES,
    area_of,
    areas,
)
from intake.questionnaire.fields.numbers import neat
from intake.questionnaire.step import Answers
from intake.questionnaire.words import N_

# How many areas are described fully; the others are kept by name.
DESCRIBED = 3
AREAS = "areas"
PAIN_AREAS = "pain_areas"
# The site of every place that hurts, None where it is not known: no fact of its own.
PLACES = "places"

Following: TypeAlias = int | float | str | list[str] | None
Derivation: TypeAlias = Callable[[Answers, date | None], Following]

# A duration's unit → its length in weeks, as a fraction.
WEEKS = {"days": (1, 7), "weeks": (1, 1), "months": (52, 12), "years": (52, 1)}
INTERFERENCE = (
    "interference_pain",
    "interference_enjoyment",
    "interference_activity",
)
SITE_WORDS = {name: site.words for name, site in SITES.items()}
HYPERMOBILITY = tuple(f"hypermobility_{number}" for number in range(1, 6))


@dataclass(frozen=True)
class Derived:
    """A fact that follows from others, with all that a rule must know of it."""

    name: str
    label: str
    kind: str
    function: Derivation
    values: Mapping[str, str] = field(default_factory=dict)
    low: float | None = None
    high: float | None = None
    whole: bool = False
    unit: str = ""
    per_area: bool = False
    # The questions that it follows from, where a patient can be asked them.
    asked_as: tuple[str, ...] = ()


def known_of(answers: Answers, today: date) -> dict[str, Any]:
    """All that is known of a patient: answers, `pain_areas` and what follows.

    An area carries its key as `area`. `places` has the site of every place that
    hurts, described or not, and None for one that is not known.
    """
    patient = {**answers}
    given = patient.pop(AREAS, {})
    patient[PAIN_AREAS] = [
        {"area": key, **given.get(key, {})} for key in described_areas(answers)
    ]
    return with_derived(patient, today)


def with_derived(facts: Answers, today: date | None) -> dict[str, Any]:
    """The facts and what follows from them, which never replaces what is given."""
    described = [
        {**area, **_follows(area, today, OF_AN_AREA)}
        for area in facts.get(PAIN_AREAS) or ()
    ]
    known = {**facts, PAIN_AREAS: described, PLACES: _places(facts, described)}
    known.update(_follows(known, today, OF_A_PATIENT))
    return known


def described_areas(answers: Answers) -> tuple[str, ...]:
    """The keys of the areas asked about in full, the worst first."""
    return _areas(answers)[:DESCRIBED]


def age_of(known: Answers, today: date | None) -> int | None:
    """Whole years on the clinic's day; one born on 29 February ages on 1 March."""
    if today is None or not known.get("date_of_birth"):
        return None
    born = date.fromisoformat(known["date_of_birth"])
    had_birthday = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (not had_birthday)


def _follows(
    known: Answers, today: date | None, derivations: Mapping[str, Derivation]
) -> dict[str, Any]:
    return {
        name: value
        for name, derivation in derivations.items()
        if known.get(name) is None and (value := derivation(known, today)) is not None
    }


def _places(facts: Answers, described: list[dict[str, Any]]) -> tuple[str | None, ...]:
    mapped = [area.partition(":")[0] for area in _areas(facts)]
    given = facts.get("sites") or ()
    named = (*mapped, *given, *(area.get("site") for area in described))
    return tuple(site if site in SITES else None for site in named)


def _areas(known: Answers) -> tuple[str, ...]:
    regions = [code for code in known.get("regions") or () if code in REGIONS]
    return areas(regions, known.get("worst_area")) if regions else ()


def _bmi(known: Answers, today: date | None) -> float | None:
    """Weight over height squared, kg/m², one decimal (Quetelet)."""
    height_cm, weight_kg = _number(known, "height_cm"), _number(known, "weight_kg")
    if not height_cm or weight_kg is None:
        return None
    return round(weight_kg / (height_cm / 100) ** 2, 1)


def _interference_score(known: Answers, today: date | None) -> float | None:
    """The mean of the three, 0 to 10, one decimal; unknown unless all are given."""
    scores: list[float] = []
    for name in INTERFERENCE:
        score = _number(known, name)
        if score is None:
            return None
        scores.append(score)
    return neat(round(sum(scores) / len(scores), 1))


def _hypermobility_score(known: Answers, today: date | None) -> int | None:
    """How many of the five are yes, 0 to 5; unknown unless all are yes or no."""
    given = [known.get(name) for name in HYPERMOBILITY]
    if not all(answer in ("yes", "no") for answer in given):
        return None
    return given.count("yes")


def _area_count(known: Answers, today: date | None) -> int | None:
    return len(_areas(known)) or len(known[PAIN_AREAS]) or None


def _sites(known: Answers, today: date | None) -> list[str] | None:
    """Every marked site once, those beyond the described areas too, as far as known."""
    places = set(known[PLACES])
    return [site for site in SITES if site in places] or None if places else None


def _site(known: Answers, today: date | None) -> str | None:
    return str(known["area"]).partition(":")[0] if "area" in known else None


def _side(known: Answers, today: date | None) -> str | None:
    return str(known["area"]).partition(":")[2] if "area" in known else None


def _region_type(known: Answers, today: date | None) -> str | None:
    site = SITES.get(known.get("site") or _site(known, today) or "")
    return site.region_type if site else None


def _duration_weeks(known: Answers, today: date | None) -> float | None:
    """Days / 7, weeks, months times 52 / 12, years times 52; one decimal."""
    amount = _number(known, "duration_amount")
    weeks = WEEKS.get(known.get("duration_unit") or "")
    if amount is None or weeks is None:
        return None
    return neat(round(amount * weeks[0] / weeks[1], 1))


def _number(known: Answers, name: str) -> float | None:
    value = known.get(name)
    return value if isinstance(value, int | float) else None


DERIVED: dict[str, Derived] = {
    derived.name: derived
    for derived in (
        Derived(
            "age",
            N_("Age"),
            "number",
            age_of,
            low=0,
            high=120,
            whole=True,
            unit=N_("years"),
            asked_as=("date_of_birth",),
        ),
        Derived(
            "bmi",
            N_("Body mass index"),
            "number",
            _bmi,
            low=5,
            high=150,
            unit="kg/m²",
            asked_as=("height_cm", "weight_kg"),
        ),
        Derived(
            "interference_score",
            N_("How much pain gets in the way, mean of three"),
            "number",
            _interference_score,
            low=0,
            high=10,
            asked_as=INTERFERENCE,
        ),
        Derived(
            "hypermobility_score",
            N_("Signs of very flexible joints, of five"),
            "number",
            _hypermobility_score,
            low=0,
            high=5,
            whole=True,
            asked_as=HYPERMOBILITY,
        ),
        Derived(
            "area_count",
            N_("Number of painful areas"),
            "number",
            _area_count,
            low=1,
            high=len({area_of(code) for code in REGIONS}),
            whole=True,
        ),
        Derived("sites", N_("Every place that hurts"), "many", _sites, SITE_WORDS),
        Derived("site", N_("Place"), "choice", _site, SITE_WORDS, per_area=True),
        Derived("side", N_("Side"), "choice", _side, SIDES, per_area=True),
        Derived(
            "region_type",
            N_("Part of the body"),
            "choice",
            _region_type,
            REGION_TYPES,
            per_area=True,
        ),
        Derived(
            "duration_weeks",
            N_("How long it has hurt, in weeks"),
            "number",
            _duration_weeks,
            low=0,
            high=6240,
            unit=N_("weeks"),
            per_area=True,
            asked_as=("duration_amount", "duration_unit"),
        ),
    )
}
# The same by what they follow from: the patient's answers, or those of one area.
OF_A_PATIENT, OF_AN_AREA = (
    {d.name: d.function for d in DERIVED.values() if d.per_area is per_area}
    for per_area in (False, True)
)
