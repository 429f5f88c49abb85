"""Each small change that a rule may suffer: what it is, where, and who would notice."""

from random import Random
from typing import Any

import pytest

from intake.rules import read
from intake.rules.examining.changes import around, changes, replaced
from intake.rules.examining.difference import differ, difference
from intake.rules.examining.possible import Budget
from tests.rules.catalogue import CATALOGUE, rule, rule_set
from tests.rules.test_compiler import condition as random_condition
from tests.rules.test_compiler import document

CHANGES: dict[str, tuple[Any, set[str]]] = {
    "a bound": (
        {"bmi": {"at_least": 40}},
        {
            "bmi at_least became more_than",
            "bmi at_least: 40 became 39.9",
            "bmi at_least: 40 became 40.1",
        },
    ),
    "a bound of whole numbers, where more than 49 is at least 50": (
        {"age": {"at_least": 50}},
        {"age at_least: 50 became 49", "age at_least: 50 became 51"},
    ),
    "the last number of all, beside which there is none": (
        {"age": {"at_least": 120}},
        {"age at_least became more_than", "age at_least: 120 became 119"},
    ),
    "any of one fact, where braces would mean all": (
        {"any": [{"age": {"at_least": 120}}, {"age": {"at_most": 0}}]},
        {
            "any became all",
            "“age: { at_least: 120 }” was dropped",
            "“age: { at_most: 0 }” was dropped",
            "age at_least became more_than",
            "age at_least: 120 became 119",
            "age at_most became less_than",
            "age at_most: 0 became 1",
        },
    ),
    "a bound where the question ends": (
        {"age": {"at_most": 120}},
        {"age at_most: 120 became 119"},
    ),
    "both ends": (
        {"age": {"between": [17, 18]}},
        {
            "age between: 17 became 16",
            "age between: 17 became 18",
            "age between: 18 became 17",
            "age between: 18 became 19",
        },
    ),
    "one word": ({"pregnancy": "yes"}, {"pregnancy became none_of"}),
    "several words": (
        {"bladder_change": ["leaking", "retention"]},
        {
            "bladder_change became none_of",
            "bladder_change: leaking was dropped",
            "bladder_change: retention was dropped",
        },
    ),
    "numbers by value": (
        {"age": [5]},
        {"age became none_of", "age: 5 became 4", "age: 5 became 6"},
    ),
    "all of several words": (
        {"conditions": {"includes_all": ["gout", "diabetes"]}},
        {
            "conditions includes_all became one_of",
            "conditions includes_all: gout was dropped",
            "conditions includes_all: diabetes was dropped",
        },
    ),
    "all of one word, which is one of it": (
        {"conditions": {"includes_all": ["gout"]}},
        set(),
    ),
    "all": (
        {"all": [{"pregnancy": "yes"}, {"saddle_numbness": "yes"}]},
        {
            "all became any",
            "“pregnancy: yes” was dropped",
            "“saddle_numbness: yes” was dropped",
            "pregnancy became none_of",
            "saddle_numbness became none_of",
        },
    ),
    "any of one": ({"any": [{"pregnancy": "yes"}]}, {"pregnancy became none_of"}),
    "two bounds in one, where no all is written": (
        {"age": {"at_least": 0, "at_most": 120}},
        {
            "“age: { at_least: 0 }” was dropped",
            "“age: { at_most: 120 }” was dropped",
            "age at_least: 0 became 1",
            "age at_most: 120 became 119",
        },
    ),
    "not": (
        {"not": {"pregnancy": "yes"}},
        {"not was removed", "pregnancy became none_of"},
    ),
    "a count": (
        {"count": {"at_least": 1, "of": [{"pregnancy": "yes"}, {"age": 0}]}},
        {
            "count at_least: 1 became 2",
            "“pregnancy: yes” was dropped",
            "“age: 0” was dropped",
            "pregnancy became none_of",
            "age became none_of",
            "age: 0 became 1",
        },
    ),
    "a count of all": (
        {"count": {"at_least": 1, "of": [{"pregnancy": "yes"}]}},
        {"pregnancy became none_of"},
    ),
    "a definition, which is changed where it is written": ({"holds": "old"}, set()),
}


@pytest.mark.parametrize(("when", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_each_small_change_is_named(when: Any, expected: set[str]) -> None:
    definitions = {"old": {"age": {"at_least": 50}}}
    rules = rule_set(rule(when=when, because="{age}"), definitions=definitions)

    found = [each.words for each in changes(rules.rules[0].when, CATALOGUE)]

    assert set(found) == expected
    assert len(found) == len(expected)


def test_a_change_knows_its_place() -> None:
    text = "\n".join(
        (
            "language: 1",
            "rules:",
            "  - id: own",
            "    title: Own",
            "    kind: caution",
            "    flag: minor",
            "    when:",
            "      any:",
            "        - age: { less_than: 18 }",
            "        - pregnancy: yes",
            '    because: "{age}"',
            '    source: ["Clinic policy"]',
            "    owner: clinical lead",
            "    review_by: 2027-11",
            "    examples:",
            "      - { facts: { age: 17 }, expect: raised }",
            "      - { facts: { age: 18, pregnancy: no }, expect: not_raised }",
        )
    )
    (own,) = read({"own.yaml": text}, CATALOGUE).rules

    places = {
        each.words: (each.mark.line, each.mark.column)
        for each in changes(own.when, CATALOGUE)
    }

    assert places["any became all"] == (8, 7)
    assert places["age less_than: 18 became 17"] == (9, 18)
    assert places["“pregnancy: yes” was dropped"] == (10, 11)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_found_tells_a_change_apart_and_else_nothing_does(seed: int) -> None:
    chance = Random(seed)
    condition = random_condition(chance, depth=2)
    for change in changes(condition, CATALOGUE):
        levels = [
            (each, replaced(each, change.before, change.after))
            for each in around(condition, change.before)
        ]
        facts = difference(levels, [], CATALOGUE, Budget(5_000_000))
        if facts is not None:
            assert differ(levels[-1], facts)
            continue
        for _ in range(200):
            patient = document(chance, per_area=False) | document(chance, per_area=True)
            assert not differ(levels[-1], patient)
