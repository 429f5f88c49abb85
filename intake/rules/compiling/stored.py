"""Facts documents as they are stored, by the million: each read no further than the
rules ask, and judged."""

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import msgspec

from intake.rules.compiling.compiled_source import UNKNOWN
from intake.rules.compiling.compiler import Judged, compiled
from intake.rules.conditions import facts_named
from intake.rules.facts import AREAS
from intake.rules.rule_set import RuleSet
from intake.rules.vocabulary import NONE_OF_THESE, UNKNOWN_VALUES, Fact

# Brackets without an end are the second.
UNREADABLE = (msgspec.DecodeError, RecursionError)
JudgeStored: TypeAlias = Callable[[bytes | str], list[Judged]]


def stored_judge(rule_set: RuleSet) -> JudgeStored:
    """A function from one facts document, as JSON, to what `RuleSet.judge` says of it.

    A document with words that are no longer offered is read whole, and judged as ever.
    Raises ValueError for what is no document at all.
    """
    named = sorted({fact for rule in rule_set.rules for fact in facts_named(rule.when)})
    facts = [rule_set.catalogue[each] for each in named]
    area = _record("Area", [each for each in facts if each.per_area])
    areas: Any = (AREAS, tuple[area, ...], ())  # type: ignore[valid-type]
    patient = _record("Patient", [each for each in facts if not each.per_area], areas)
    read: Callable[[bytes | str], Any] = msgspec.json.Decoder(patient).decode
    conditions = [(rule.when, rule.per_area) for rule in rule_set.rules]
    judge_record = compiled(conditions, rule_set.catalogue, records=True)

    def judge(document: bytes | str) -> list[Judged]:
        try:
            record = read(document)
        except msgspec.ValidationError:
            return _judge_whole(rule_set, document)
        except UNREADABLE as error:
            raise ValueError(f"this is not JSON: {error}") from None
        return judge_record(record, record.pain_areas)

    return judge


def _judge_whole(rule_set: RuleSet, document: bytes | str) -> list[Judged]:
    try:
        facts = msgspec.json.decode(document)
    except UNREADABLE as error:
        raise ValueError(f"this is not JSON: {error}") from None
    areas = facts.get(AREAS) or () if isinstance(facts, dict) else None
    if not isinstance(areas, list | tuple):
        raise ValueError("the facts of a patient are one JSON object")
    return rule_set.judge(facts, areas)


def _record(name: str, facts: list[Fact], *more: Any) -> type[msgspec.Struct]:
    """A type with an attribute for each fact. Nothing in it can refer to itself, so the
    collector need not look at it (`gc`)."""
    fields = [(each.name, _type(each), UNKNOWN[each.kind]) for each in facts]
    return msgspec.defstruct(name, [*fields, *more], gc=False)


def _type(fact: Fact) -> Any:
    if fact.kind == "number":
        return int if fact.whole else float
    word: Any = Literal[tuple(sorted({*fact.values, NONE_OF_THESE, *UNKNOWN_VALUES}))]
    return list[word] if fact.kind == "many" else word
