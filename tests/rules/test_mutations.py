"""Small changes of a rule: which there are, and which an example notices."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from intake.rules import RuleSet, mutate, read, score
from intake.rules.conditions import truth
from intake.rules.examining import survivors
from intake.rules.examining.changes import around, changes, replaced
from intake.rules.examining.difference import differ, difference
from intake.rules.examining.possible import Budget
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set, written
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


def fates(rules: RuleSet) -> dict[str, str]:
    return {
        f"{result.name}: {mutant.change.words}": mutant.fate
        for result in mutate(rules)
        for mutant in result.mutants
    }


def test_a_rule_with_good_examples_has_no_survivors() -> None:
    results = list(mutate(rule_set(RULE)))

    assert [each.counts for each in results] == [{"noticed": 1}]
    assert score(results) == 1.0


def test_what_survives_comes_with_an_example_that_notices_it() -> None:
    examples = [
        {"facts": {"site": "knee", "duration_weeks": 30}, "expect": "raised"},
        {"facts": {"site": "hip"}, "expect": "not_raised"},
        {"facts": {"site": "knee", "duration_weeks": 1}, "expect": "not_raised"},
    ]
    results = list(mutate(rule_set({**CANDIDATE, "examples": examples})))
    alive = [each for result in results for each in result.of(survivors.SURVIVED)]

    assert {each.change.words for each in alive} == {
        "duration_weeks at_least became more_than",
        "duration_weeks at_least: 12 became 11.9",
        "duration_weeks at_least: 12 became 12.1",
    }
    assert score(results) == 4 / 7

    offered = [
        {"facts": dict(each.example.facts), "expect": each.example.expect}
        for each in alive
        if each.example
    ]
    again = mutate(rule_set({**CANDIDATE, "examples": [*examples, *offered]}))

    assert score(list(again)) == 1.0


def test_one_example_is_offered_for_all_that_it_notices() -> None:
    examples = [
        {"facts": {"site": "knee", "duration_weeks": 30}, "expect": "raised"},
        {"facts": {"site": "hip"}, "expect": "not_raised"},
        {"facts": {"site": "knee", "duration_weeks": 11.9}, "expect": "not_raised"},
    ]
    (result,) = mutate(rule_set({**CANDIDATE, "examples": examples}))

    alive = result.of(survivors.SURVIVED)

    assert len(alive) == 2
    assert {id(each.example) for each in alive} == {id(alive[0].example)}
    assert alive[0].example
    assert alive[0].example.facts == {"site": "knee", "duration_weeks": 12}
    assert alive[0].example.name == "12 weeks"


def test_an_example_that_already_fails_notices_nothing() -> None:
    examples = [
        {"facts": {"saddle_numbness": "no"}, "expect": "raised"},
        {"facts": {"saddle_numbness": "yes"}, "expect": "not_raised"},
    ]

    assert fates(rule_set(rule(examples=examples))) == {
        "numb-saddle: saddle_numbness became none_of": "survived"
    }


def test_a_change_that_no_patient_shows_is_not_counted() -> None:
    """Forty is less than fifty: whoever is under fifty need not be asked twice."""
    when = {"any": [{"age": {"less_than": 50}}, {"age": {"less_than": 40}}]}
    examples = [
        {"facts": {"age": 49}, "expect": "raised"},
        {"facts": {"age": 50}, "expect": "not_raised"},
    ]
    rules = rule_set(rule(when=when, because="{age}", examples=examples))

    found = fates(rules)

    assert found["numb-saddle: age less_than: 40 became 41"] == "same"
    assert found["numb-saddle: age less_than: 50 became 49"] == "noticed"
    assert score(list(mutate(rules))) == 1.0


def test_a_change_of_a_definition_counts_once_and_any_rule_may_notice() -> None:
    definitions = {"numb": {"saddle_numbness": "yes"}}
    both = {"all": [{"holds": "numb"}, {"pregnancy": "yes"}]}
    more = [
        {"facts": {"saddle_numbness": "yes", "pregnancy": "yes"}, "expect": "raised"},
        {"facts": {"pregnancy": "no"}, "expect": "not_raised"},
    ]
    rules = rule_set(
        rule(when={"holds": "numb"}),
        rule(id="both", when=both, examples=more, because="{pregnancy}"),
        definitions=definitions,
    )

    found = fates(rules)

    assert found["numb: saddle_numbness became none_of"] == "noticed"
    assert found["both: “holds: numb” was dropped"] == "survived"
    assert sum(each.startswith("numb:") for each in found) == 1


def test_one_rule_is_tried_with_the_definitions_that_it_uses() -> None:
    rules = rule_set(
        rule(when={"holds": "numb"}),
        rule(id="other", when={"pregnancy": "yes"}, because="{pregnancy}"),
        definitions={"numb": {"saddle_numbness": "yes"}},
    )

    tried = [(each.name, each.is_definition) for each in mutate(rules, "numb-saddle")]

    assert tried == [("numb-saddle", False), ("numb", True)]


def test_past_its_budget_a_change_is_not_examined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(survivors, "FOR_A_CHANGE", 0)
    examples = [
        {"facts": {"age": 70}, "expect": "raised"},
        {"facts": {"age": 3}, "expect": "not_raised"},
    ]
    old = rule(when={"age": {"at_least": 50}}, because="{age}", examples=examples)

    results = list(mutate(rule_set(old)))

    assert results[0].counts == {"not-examined": 2}
    assert score(results) == 1.0


def side_of_a_middle(answer: Any, facts: Any) -> bool:
    """A neck has no left."""
    return bool(facts.get("site") != "neck" or answer == "middle")


def test_nobody_is_offered_answers_that_do_not_fit_together() -> None:
    catalogue = {
        **CATALOGUE,
        "side": replace(CATALOGUE["side"], fits=side_of_a_middle),
    }
    when = {"all": [{"site": ["knee", "neck"]}, {"side": ["left", "middle"]}]}
    examples = [
        {"facts": {"site": "knee", "side": "left"}, "expect": "raised"},
        {"facts": {"site": "knee", "side": "right"}, "expect": "not_raised"},
        {"facts": {"site": "hip", "side": "left"}, "expect": "not_raised"},
    ]
    text = written({**CANDIDATE, "when": when, "examples": examples})
    rules = read({"rules.yaml": text}, catalogue)

    offered = {
        mutant.change.words: dict(mutant.example.facts)
        for result in mutate(rules)
        for mutant in result.mutants
        if mutant.example
    }

    assert offered["site: neck was dropped"] == {"site": "neck", "side": "middle"}
    assert truth(rules.rules[0].when, offered["side: middle was dropped"]) is True
