"""A patient whom staff make in a form, to try rules on: a box for each fact, and what
they come to together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from werkzeug.datastructures import MultiDict

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.derived import DERIVED, DESCRIBED, PAIN_AREAS
from intake.questionnaire.facts import fill
from intake.rules import Fact, InvalidFacts, read_facts, read_written_facts
from intake.rules.conditions import known
from intake.rules.values import number_from
from intake.workflow import screenings

Typed: TypeAlias = MultiDict[str, str]

FOLLOWS = "What follows from other answers"
PLACE = "The place, and for how long it has hurt"
NOT_ASKED_FOR = "What these rules do not ask for"


@dataclass(frozen=True)
class Box:
    """One fact to be chosen or written. `given`: what stands in it."""

    name: str
    fact: Fact
    given: tuple[str, ...]
    error: str = ""

    @property
    def options(self) -> Mapping[str, str]:
        """Its answers by value; a question with many takes “none of these” too."""
        values = self.fact.values
        if self.fact.kind == "many" and "none" not in values:
            return {**values, "none": "None of these"}
        return values

    @property
    def is_filled(self) -> bool:
        return any(self.given)


@dataclass(frozen=True)
class Group:
    """A page of the questionnaire, or what belongs to none. `place`: of its id."""

    title: str
    place: str
    boxes: tuple[Box, ...]

    @property
    def filled(self) -> int:
        return sum(box.is_filled for box in self.boxes)

    @property
    def is_open(self) -> bool:
        return any(box.is_filled or box.error for box in self.boxes)


@dataclass(frozen=True)
class Patient:
    """The form as it stands: of the patient, then of each painful area. `facts` are
    what the rules get, with what follows; None while something is wrong. `written`: the
    facts that were written as in an example and cannot be read, and why not."""

    groups: tuple[Group, ...]
    areas: tuple[tuple[Group, ...], ...]
    facts: dict[str, Any] | None
    written: str = ""
    complaints: tuple[str, ...] = ()

    @property
    def can_have_more(self) -> bool:
        return len(self.areas) < DESCRIBED

    @property
    def wrong(self) -> list[Box]:
        every = (*self.groups, *(group for area in self.areas for group in area))
        return [box for group in every for box in group.boxes if box.error]

    @property
    def is_right(self) -> bool:
        return not (self.complaints or self.wrong)


def read(typed: Typed, asked_for: frozenset[str]) -> Patient:
    """What was typed; nothing at all is a patient of whom nothing is known, with one
    painful area. `asked_for`: the facts that the rules name."""
    typed, written, complaints = _taken_over(typed)
    facts = screenings.catalogue().values()
    own = [_box(each, typed) for each in facts if not each.per_area]
    areas = [
        [_box(each, typed, area) for each in facts if each.per_area]
        for area in range(1, _number_of_areas(typed) + 1)
    ]
    names = asked_for | _asked_as(asked_for)
    wrong = any(box.error for boxes in (own, *areas) for box in boxes)
    return Patient(
        _groups(own, names, ""),
        tuple(_groups(each, names, f"{n}-") for n, each in enumerate(areas, start=1)),
        None if wrong or complaints else _facts(own, areas),
        written,
        complaints,
    )


def _taken_over(typed: Typed) -> tuple[Typed, str, tuple[str, ...]]:
    """With what was written as in an example in its boxes: that of an area in those of
    the first. Or as it was, with what was written and all that is wrong with it."""
    written = typed.get("written", "").replace("\r\n", "\n")
    if not written.strip():
        return typed, "", ()
    catalogue = screenings.catalogue()
    try:
        facts = read_written_facts(written, catalogue)
    except InvalidFacts as invalid:
        return typed, written, invalid.messages
    boxes: Typed = MultiDict(typed)
    for name, value in facts.items():
        said = value if isinstance(value, list) else [value]
        place = f"1-{name}" if catalogue[name].per_area else name
        boxes.setlist(place, list(map(str, said)) if known(value) is not None else [])
    return boxes, "", ()


def _number_of_areas(typed: Typed) -> int:
    number = typed.get("areas", type=int, default=1) + ("add" in typed)
    return min(max(number, 1), DESCRIBED)


def _asked_as(names: Iterable[str]) -> frozenset[str]:
    """The questions that these facts follow from."""
    derived = (DERIVED[name] for name in names if name in DERIVED)
    return frozenset(asked for each in derived for asked in each.asked_as)


def _box(fact: Fact, typed: Typed, area: int = 0) -> Box:
    name = f"{area}-{fact.name}" if area else fact.name
    given = tuple(each.strip() for each in typed.getlist(name))
    return Box(name, fact, given, _error(fact, given, area))


def _error(fact: Fact, given: tuple[str, ...], area: int) -> str:
    """In the words of the command line, which judges facts by the same reader."""
    place = {fact.name: _answer(fact, given)}
    document = {PAIN_AREAS: [*[{}] * (area - 1), place]} if area else place
    try:
        read_facts(document, screenings.catalogue())
    except InvalidFacts as invalid:
        return invalid.messages[0]
    return ""


def _answer(fact: Fact, given: tuple[str, ...]) -> object:
    """As JSON would have it; an empty box is no answer."""
    said = [each for each in given if each]
    if fact.kind == "many" or not said:
        return said or None
    return number_from(said[0]) if fact.kind == "number" else said[0]


def _facts(own: list[Box], areas: list[list[Box]]) -> dict[str, Any]:
    document = {**_place(own), PAIN_AREAS: [_place(each) for each in areas]}
    return fill(read_facts(document, screenings.catalogue()))


def _place(boxes: Iterable[Box]) -> dict[str, Any]:
    return {box.fact.name: _answer(box.fact, box.given) for box in boxes}


def _groups(boxes: list[Box], names: frozenset[str], place: str) -> tuple[Group, ...]:
    """By the pages of the questionnaire, then what follows, then what no rule needs."""
    groups: dict[str, list[Box]] = {}
    for box in boxes:
        groups.setdefault(_title(box.fact, names), []).append(box)
    ordered = {title: groups.pop(title) for title in _titles() if title in groups}
    return tuple(
        Group(title, f"{place}{number}", tuple(each))
        for number, (title, each) in enumerate(ordered.items(), start=1)
    )


def _titles() -> Iterator[str]:
    yield from (PLACE, FOLLOWS)
    yield from (step.title for step in QUESTIONNAIRE.steps)
    yield NOT_ASKED_FOR


def _title(fact: Fact, names: frozenset[str]) -> str:
    if fact.name not in names:
        return NOT_ASKED_FOR
    question = QUESTIONNAIRE.questions.get(fact.name)
    steps = {step.slug: step.title for step in QUESTIONNAIRE.steps}
    if question is None:
        return PLACE if fact.per_area else FOLLOWS
    return steps[question.step]
