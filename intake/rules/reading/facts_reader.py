"""Facts as they are written in YAML: those of an example, and those of a case."""

from typing import Any

from intake.rules.reading.entry import Entry
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, Scalar
from intake.rules.values import Impossible, number_from, read_answer


def read_facts(
    entry: Entry, key: str, *, of_area: bool | None = None
) -> dict[str, Any]:
    """The facts under the key, read by the kind of each; what is wrong is noted.

    `of_area` says whether they are those of a painful area (True) or of the patient
    (False); None takes both, as examples do. “Not answered” is left out.
    """
    node = entry.node.values.get(key)
    if node is None:
        return {}
    if not isinstance(node, MapNode):
        hint = "write { name: value, … }"
        entry.note("no-mapping", key, f"“{key}” needs a mapping", hint)
        return {}
    return facts_in(Entry(entry.scope, node, entry.what), of_area=of_area)


def facts_in(place: Entry, *, of_area: bool | None) -> dict[str, Any]:
    """As `read_facts`, of the mapping itself."""
    facts: dict[str, Any] = {}
    for name in place.node.keys:
        if _is_known(place, name, of_area):
            facts[name] = _answer(place, name)
    return {name: value for name, value in facts.items() if value is not None}


def _is_known(place: Entry, name: str, of_area: bool | None) -> bool:
    catalogue = place.scope.catalogue
    if name not in catalogue:
        message = f"no question is named “{name[:60]}”"
        meant = (name, catalogue)
        place.scope.note("unknown-fact", place.mark(name), message, meant=meant)
    elif of_area not in (None, catalogue[name].per_area):
        whose, hint = "the patient", "put it outside “pain_areas” and “area”"
        if catalogue[name].per_area:
            whose, hint = "a painful area", "put it under “pain_areas” or “area”"
        place.note("per-area", name, f"“{name}” is a fact of {whose}", hint)
    else:
        return True
    return False


def _answer(place: Entry, name: str) -> Any:
    fact = place.scope.catalogue[name]
    node = place.node.values[name]
    try:
        answer = _plain(node, is_number=fact.kind == "number")
        # One answer stands for a list of one.
        is_short = fact.kind == "many" and isinstance(node, Scalar)
        return read_answer(fact, [answer] if is_short else answer)
    except Impossible as impossible:
        place.scope.note_impossible(node.mark, impossible)
        return None


def _plain(node: Node, *, is_number: bool) -> object:
    """The node as JSON would have it."""
    match node:
        case ListNode(items):
            return [_plain(each, is_number=is_number) for each in items]
        case Scalar(text):
            return number_from(text) if is_number else text
        case _:
            return {}
