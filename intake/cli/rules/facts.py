"""The facts of a patient as a shell hands them over: one JSON document."""

import json
from pathlib import Path
from typing import Any

from intake import rules
from intake.cli.rules.reading import Unreadable, read_bytes
from intake.questionnaire.facts import fill
from intake.rules import InvalidFacts, RuleSet

MOST_BYTES = 1024 * 1024
# Not JSON, not UTF-8, a number of thousands of digits, or brackets without an end.
NOT_JSON = (ValueError, RecursionError)


def facts_at(path: Path, rule_set: RuleSet) -> dict[str, Any]:
    """The patient's facts with all that follows from them. Raises Unreadable."""
    text = read_bytes(path, MOST_BYTES)
    try:
        return facts_of(from_json(text), rule_set)
    except InvalidFacts as invalid:
        raise Unreadable("\n".join(invalid.messages)) from None
    except NOT_JSON as error:
        raise Unreadable(f"{path}: this is not JSON: {error}") from None


def from_json(text: bytes) -> Any:
    """What the text says. Raises one of NOT_JSON, for a name given twice too: of two
    answers to a question, nobody knows which was meant."""
    return json.loads(text, object_pairs_hook=_once)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"“{name[:60]}” is given twice")
        found[name] = value
    return found


def facts_of(document: object, rule_set: RuleSet) -> dict[str, Any]:
    """What other answers imply is filled in, as on the web. Raises InvalidFacts."""
    return fill(rules.read_facts(document, rule_set.catalogue))
