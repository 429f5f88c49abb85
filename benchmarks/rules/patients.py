"""Synthetic patients, for one seed always the same: half are those of the demo, half
answer at random; each goes along the questionnaire's own path."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from intake.demo.archetypes import ARCHETYPES
from intake.demo.patients import patient
from intake.demo.people import dice
from intake.demo.walk import BY_CHOICE, BY_KIND, CALM
from intake.questionnaire import QUESTIONNAIRE, Question
from intake.questionnaire.body import REGIONS, area_of, areas, one_sided
from intake.questionnaire.derived import PAIN_AREAS, described_areas, known_of
from intake.questionnaire.facts import facts
from intake.questionnaire.fields import ChoiceField, ManyField
from intake.questionnaire.step import Step
from intake.questionnaire.steps import this_area_signs, urgent_signs
from intake.questionnaire.visit import put

TODAY = date(2026, 11, 2)
SEED = 7
# What a page will not go on without, and nobody is unsure of.
CERTAIN = frozenset(
    {"filled_in_by", "consent", "regions", "own_sides", "worst_area"}
    | {"date_of_birth", "sex_at_birth", "site", "side"}
)
# How many of a hundred have one painful area, two, three.
HOW_MANY_AREAS = {1: 50, 2: 30, 3: 20}
# Of somebody who answers at random: how often a yes, or anything but “none of these”;
# on the pages that look for danger far less often.
OFTEN, OF_DANGER = 0.25, 0.03
DANGER = frozenset({urgent_signs.STEP.slug, this_area_signs.STEP.slug})
PRIVATE = {"text": "Nothing to add."}
NUMBERS: Mapping[str, range] = {
    "duration_amount": range(1, 25),
    "physio_weeks": range(31),
    "height_cm": range(150, 195),
    "weight_kg": range(48, 125),
    "hba1c_percent": range(5, 11),
}


@dataclass(frozen=True)
class Somebody:
    """What they answer (`said`, and `here` for an area by its key); what is not there
    they answer calmly, or, if `at_random`, as it falls."""

    said: Mapping[str, Any]
    here: Mapping[str, Mapping[str, Any]]
    at_random: bool
    missing: float
    chance: Random


def documents(n: int, missing: float = 0.08, seed: int = SEED) -> Iterator[Any]:
    """Facts documents of `n` patients as they are frozen on Send.

    Of all answers about the share `missing` is “not sure”, or not given where a page
    offers no such word.
    """
    chance = dice(seed)
    for number in range(n):
        somebody = (_random if number % 2 else _archetype)(number, missing, chance)
        yield facts(_answers(somebody), TODAY)


def _archetype(number: int, missing: float, chance: Random) -> Somebody:
    """One of the demo's, with other painful places than the archetype's at times."""
    weights = [max(each.weight, 1) for each in ARCHETYPES]
    kind = chance.choices(ARCHETYPES, weights)[0]
    drawn = patient(kind, number, chance, TODAY)
    regions = _regions(drawn.wishes["regions"], chance)
    sides = [*one_sided(regions)]
    said = {**drawn.wishes, "regions": regions, "own_sides": sides}
    return Somebody(said, drawn.areas, False, missing, chance)


def _random(number: int, missing: float, chance: Random) -> Somebody:
    regions = _regions((), chance)
    born = date.fromordinal(TODAY.toordinal() - chance.randrange(14, 90) * 365)
    said = {
        "regions": regions,
        "own_sides": [*one_sided(regions)],
        "worst_area": area_of(regions[0]),
        "date_of_birth": str(born),
        "filled_in_by": "self",
        "consent": "yes",
    }
    return Somebody(said, {}, True, missing, chance)


def _regions(first: Iterable[str], chance: Random) -> list[str]:
    """Boxes of the body map: these, and more until there are areas enough."""
    regions = [*first]
    wanted = chance.choices([*HOW_MANY_AREAS], [*HOW_MANY_AREAS.values()])[0]
    while len(areas(regions, None)) < wanted:
        regions.append(chance.choice([*REGIONS]))
    return regions


def _answers(somebody: Somebody) -> dict[str, Any]:
    """Page by page; a question is asked if it applies to what was said before it."""
    answers: dict[str, Any] = {}
    for step in QUESTIONNAIRE.steps:
        for area in described_areas(answers) if step.per_area else (None,):
            known = known_of(answers, TODAY)
            here = [each for each in known[PAIN_AREAS] if each["area"] == area]
            known = {**known, **(here[0] if here else {})}
            given: dict[str, Any] = {}
            for question in QUESTIONS[step.slug]:
                if question.applies({**known, **given}) is True:
                    given[question.name] = _answer(
                        question, {**known, **given}, area, somebody
                    )
            answers = put(answers, area, given)
    return answers


def _answer(
    question: Question, known: Mapping[str, Any], area: str | None, somebody: Somebody
) -> Any:
    chance = somebody.chance
    if question.name not in CERTAIN and chance.random() < somebody.missing:
        unsure = UNKNOWNS.get(question.name)
        return [unsure] if unsure and question.kind == "many" else unsure
    said = {**somebody.said, **somebody.here.get(area or "", {})}
    if not somebody.at_random:
        said = {**CALM, **said}
    if question.name in said:
        return said[question.name]
    if question.optional and chance.random() < 0.5:
        return None
    return (_drawn if somebody.at_random else _calm)(question, known, chance)


def _calm(question: Question, known: Mapping[str, Any], chance: Random) -> Any:
    if question.kind != "choice":
        return BY_KIND[question.kind]
    offered = _offered(question, known)
    return next((each for each in BY_CHOICE if each in offered), offered[0])


def _drawn(question: Question, known: Mapping[str, Any], chance: Random) -> Any:
    offered = _offered(question, known)
    if question.kind == "number":
        return chance.choice(NUMBERS.get(question.name, range(11)))
    if question.kind == "text":
        return PRIVATE["text"]
    calm = next((each for each in BY_CHOICE[:2] if each in offered), None)
    others = [each for each in offered if each != calm]
    often = OF_DANGER if question.step in DANGER else OFTEN
    if calm and chance.random() > often:
        return [calm] if question.kind == "many" else calm
    if question.kind == "many":
        return chance.sample(others, min(chance.randint(1, 3), len(others)))
    return chance.choice(others)


def _offered(question: Question, known: Mapping[str, Any]) -> list[str]:
    return list(question.values if question.offers is None else question.offers(known))


def _of(step: Step) -> list[Question]:
    return [each for each in QUESTIONNAIRE.questions.values() if each.step == step.slug]


QUESTIONS: Mapping[str, list[Question]] = {
    step.slug: _of(step) for step in QUESTIONNAIRE.steps
}
UNKNOWNS: Mapping[str, str] = {
    field.short_name: next(iter(field.unknowns))
    for step in QUESTIONNAIRE.steps
    for field in step.form()
    if isinstance(field, ChoiceField | ManyField) and field.unknowns
}
