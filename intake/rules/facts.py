"""Facts that come from outside as JSON: read whole, or refused with every reason."""

from collections.abc import Iterable, Mapping
from typing import Any

from intake.rules.problems import MOST_PROBLEMS, suggestion
from intake.rules.values import Impossible, read_answer
from intake.rules.vocabulary import Fact

AREAS = "pain_areas"
IMPLIED = "implied"


class InvalidFacts(Exception):
    """The document is no set of facts; `messages` has every reason, in words."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


def read_facts(document: object, catalogue: Mapping[str, Fact]) -> dict[str, Any]:
    """One patient's facts as `screen` takes them.

    `document` is what JSON gave: the patient's facts at the top, `pain_areas` a list
    of objects, and in each place, where it applies, `implied`, a list of names. Null
    and an empty list are “not answered” and are left out. Raises InvalidFacts.
    """
    if not isinstance(document, dict):
        raise InvalidFacts(("the facts of a patient are one JSON object",))
    complaints: list[str] = []
    facts = _read_place(document, catalogue, complaints, area=None)
    areas = document.get(AREAS)
    if areas is not None:
        facts[AREAS] = _read_areas(areas, catalogue, complaints)
    if complaints:
        raise InvalidFacts(complaints)
    return facts


def _read_areas(
    areas: object, catalogue: Mapping[str, Fact], complaints: list[str]
) -> list[dict[str, Any]]:
    if not isinstance(areas, list) or not all(isinstance(each, dict) for each in areas):
        complaints.append(f"“{AREAS}” is a list of objects, one for each painful area")
        return []
    return [
        _read_place(area, catalogue, complaints, area=number)
        for number, area in enumerate(areas, start=1)
    ]


def _read_place(
    document: dict[Any, Any],
    catalogue: Mapping[str, Fact],
    complaints: list[str],
    *,
    area: int | None,
) -> dict[str, Any]:
    """The facts of the patient (`area` is None) or of their area of that number."""
    facts: dict[str, Any] = {}
    reserved = {IMPLIED} if area else {IMPLIED, AREAS}
    for name, value in document.items():
        if len(complaints) >= MOST_PROBLEMS:
            break
        try:
            if name not in reserved:
                fact = _fact(name, catalogue, in_area=area is not None)
                facts[fact.name] = read_answer(fact, value)
            elif name == IMPLIED:
                facts[IMPLIED] = _implied(value, catalogue, in_area=area is not None)
        except Impossible as impossible:
            where = f"pain area {area}: " if area else ""
            complaints.append(f"{where}{impossible}")
    return {name: value for name, value in facts.items() if value is not None}


def _fact(name: object, catalogue: Mapping[str, Fact], *, in_area: bool) -> Fact:
    fact = catalogue.get(name) if isinstance(name, str) else None
    if fact is None:
        shown = str(name)[:60]
        here = [each for each, fact in catalogue.items() if fact.per_area is in_area]
        close = suggestion(shown, here) or suggestion(shown, catalogue)
        raise Impossible(f"no fact is named “{shown}”", close)
    if fact.per_area and not in_area:
        raise Impossible(
            f"“{fact.name}” is a fact of a painful area", f"put it under “{AREAS}”"
        )
    if in_area and not fact.per_area:
        raise Impossible(
            f"“{fact.name}” is a fact of the patient", f"put it outside “{AREAS}”"
        )
    return fact


def _implied(
    value: object, catalogue: Mapping[str, Fact], *, in_area: bool
) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise Impossible(f"“{IMPLIED}” is a list of names of facts")
    return [_fact(name, catalogue, in_area=in_area).name for name in value]
