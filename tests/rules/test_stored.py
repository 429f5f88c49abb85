"""Stored facts are judged as all others are, however many there are of them."""

import json
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from intake.rules import RuleSet
from intake.rules.compiling.stored import stored_judge
from intake.rules.conditions import facts_named
from tests.rules.catalogue import rule, rule_set
from tests.rules.test_compiler import OF_AREAS, condition, document

ASKED = {"any": [{"saddle_numbness": "yes"}, {"age": {"at_least": "70"}}]}
RULES = rule_set(rule(when=ASKED))


def any_rules(chance: Random) -> RuleSet:
    drawn = [condition(chance) for _ in range(25)]
    model = RULES.rules[0]
    rules = [
        replace(model, when=each, per_area=bool(OF_AREAS & facts_named(each)))
        for each in drawn
    ]
    return replace(RULES, rules=tuple(rules))


# Among these are documents with a word where a number is asked, null, and empty lists.
@pytest.mark.parametrize("seed", range(5))
def test_a_stored_document_is_judged_as_its_facts_are(seed: int) -> None:
    chance = Random(seed)
    rules = any_rules(chance)
    judge = stored_judge(rules)

    for _ in range(200):
        areas = [document(chance, per_area=True) for _ in range(chance.randint(0, 3))]
        facts = {**document(chance, per_area=False), "pain_areas": areas}
        found = rules.judge(facts, areas)
        assert sorted(judge(json.dumps(facts)), key=str) == sorted(found, key=str)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"saddle_numbness": "yes"}, [(0, None, True)]),
        ({"saddle_numbness": "no", "age": 30}, []),
        ({"saddle_numbness": "no"}, [(0, None, None)]),
        ({"saddle_numbness": "once_offered", "age": 30}, []),
        ({"saddle_numbness": "no", "age": 30, "once_asked": ["x"]}, []),
        ({"saddle_numbness": "no", "age": 30, "pain_areas": None}, []),
        ({"saddle_numbness": "yes", "pain_areas": [{}, {}]}, [(0, None, True)]),
    ],
    ids=["raised", "not", "unknown", "old word", "old question", "null", "areas"],
)
def test_what_an_older_version_stored_is_judged_too(facts: Any, found: Any) -> None:
    assert stored_judge(RULES)(json.dumps(facts).encode()) == found


def test_areas_are_judged_where_no_rule_turns_on_the_place() -> None:
    long = rule(per="pain_area", when={"duration_weeks": {"at_least": "12"}})
    judge = stored_judge(rule_set(long))

    document = {"pain_areas": [{"duration_weeks": 20}, {"duration_weeks": 2}, {}]}

    assert judge(json.dumps(document)) == [(0, 0, True), (0, 2, None)]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "7", '{"pain_areas": 7}', "[" * 100_000, b"\xff"],
    ids=["empty", "half", "list", "null", "number", "areas", "deep", "no text"],
)
def test_what_is_no_document_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"this is not JSON|one JSON object"):
        stored_judge(RULES)(text)
