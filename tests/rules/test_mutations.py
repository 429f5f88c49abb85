"""Small changes of a rule that an example notices, and those that survive."""

from dataclasses import replace
from typing import Any

import pytest

from intake.rules import RuleSet, mutate, read, score
from intake.rules.conditions import truth
from intake.rules.examining import survivors
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set, written


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
