"""Which examples at the numbers of a rule are missing, and are those offered right."""

from collections.abc import Mapping
from typing import Any

import pytest

from intake.rules import RuleSet, missing_boundaries
from intake.rules.examining import boundaries
from intake.rules.examining.written import example_on_one_line, example_to_paste
from tests.rules.catalogue import CANDIDATE, CATALOGUE, rule, rule_set, written

Asked = set[tuple[float, str]]

# A comparison of a whole number and the numbers to be tried, and of one that is not.
WHOLE: Mapping[str, tuple[Any, Asked]] = {
    "at_least": ({"at_least": 50}, {(50, "raised"), (49, "not_raised")}),
    "more_than": ({"more_than": 50}, {(51, "raised"), (50, "not_raised")}),
    "at_most": ({"at_most": 50}, {(50, "raised"), (51, "not_raised")}),
    "less_than": ({"less_than": 50}, {(49, "raised"), (50, "not_raised")}),
    "between": (
        {"between": [18, 40]},
        {(18, "raised"), (17, "not_raised"), (40, "raised"), (41, "not_raised")},
    ),
    "value": (50, {(50, "raised"), (49, "not_raised"), (51, "not_raised")}),
    "values side by side": (
        [50, 51],
        {(50, "raised"), (51, "raised"), (49, "not_raised"), (52, "not_raised")},
    ),
    "none_of": (
        {"none_of": [50]},
        {(50, "not_raised"), (49, "raised"), (51, "raised")},
    ),
    "both in one": (
        {"at_least": 18, "less_than": 40},
        {(18, "raised"), (17, "not_raised"), (39, "raised"), (40, "not_raised")},
    ),
    "where the question begins, and nobody fails": ({"at_least": 0}, set()),
    "where the question ends": (
        {"more_than": 119},
        {(120, "raised"), (119, "not_raised")},
    ),
}
FAR = [
    {"facts": {"age": 70}, "expect": "raised"},
    {"facts": {"age": 3}, "expect": "not_raised"},
]
OLD: dict[str, Any] = {"when": {"age": {"at_least": 50}}, "because": "{age}"}


def asked(rules: RuleSet) -> Asked:
    return {
        (each.side.value, each.example.expect if each.example else "")
        for each in missing_boundaries(rules)
    }


@pytest.mark.parametrize(("compared", "expected"), WHOLE.values(), ids=WHOLE.keys())
def test_each_side_of_each_number_is_asked_for(compared: Any, expected: Asked) -> None:
    assert asked(rule_set(rule(when={"age": compared}, examples=FAR))) == expected


@pytest.mark.parametrize(("compared", "expected"), WHOLE.values(), ids=WHOLE.keys())
def test_what_is_offered_is_all_that_is_missing(compared: Any, expected: Asked) -> None:
    changes: dict[str, Any] = {"when": {"age": compared}, "because": "{age}"}
    offered = missing_boundaries(rule_set(rule(**changes, examples=FAR)))
    examples = [
        {"facts": dict(each.example.facts), "expect": each.example.expect}
        for each in offered
        if each.example
    ]

    assert missing_boundaries(rule_set(rule(**changes, examples=FAR + examples))) == []


def test_a_number_that_is_not_whole_goes_by_tenths() -> None:
    rules = rule_set(rule(when={"bmi": {"more_than": 40}}, because="{bmi}"))

    assert asked(rules) == {(40, "not_raised"), (40.1, "raised")}
    assert {
        each.example.name for each in missing_boundaries(rules) if each.example
    } == {
        "40 kg/m² exactly",
        "just over 40 kg/m²",
    }


@pytest.mark.parametrize(
    ("weight", "is_near"), [(40.1, True), (40.04, True), (40.2, False)]
)
def test_nearer_than_a_tenth_is_near_enough(weight: float, is_near: bool) -> None:
    examples = [
        {"facts": {"bmi": weight}, "expect": "raised"},
        {"facts": {"bmi": 40}, "expect": "not_raised"},
    ]
    rules = rule_set(
        rule(when={"bmi": {"more_than": 40}}, because="{bmi}", examples=examples)
    )

    assert (missing_boundaries(rules) == []) is is_near


def test_an_example_where_something_else_decides_shows_nothing() -> None:
    """49 in a knee that is no knee: the age makes no difference."""
    when = {"all": [{"site": "knee"}, {"age": {"at_least": 50}}]}
    examples = [
        {"facts": {"site": "knee", "age": 50}, "expect": "raised"},
        {"facts": {"site": "hip", "age": 49}, "expect": "not_raised"},
    ]
    (missing,) = missing_boundaries(
        rule_set({**CANDIDATE, "when": when, "examples": examples})
    )

    assert missing.example
    assert missing.example.facts == {"site": "knee", "age": 49}


def test_a_number_that_can_make_no_difference_is_not_asked_for() -> None:
    """At 40 and more it is raised anyhow."""
    when = {"any": [{"age": {"at_least": 40}}, {"age": {"at_least": 50}}]}

    assert asked(rule_set(rule(when=when, examples=FAR))) == {
        (40, "raised"),
        (39, "not_raised"),
    }


def test_a_number_in_a_definition_is_shown_in_each_rule_that_uses_it() -> None:
    shown = [
        {"facts": {"age": 50}, "expect": "raised"},
        {"facts": {"age": 49}, "expect": "not_raised"},
    ]
    rules = rule_set(
        rule(id="shown", when={"holds": "old"}, examples=shown),
        rule(id="not-shown", when={"not": {"holds": "old"}}, examples=FAR[::-1]),
        definitions={"old": {"age": {"at_least": 50}}},
    )

    missing = missing_boundaries(rules)

    assert {(each.rule.id, each.side.value) for each in missing} == {
        ("not-shown", 49),
        ("not-shown", 50),
    }


def test_the_problem_stands_at_the_number_and_offers_an_example() -> None:
    first, _ = missing_boundaries(rule_set(rule(**OLD, examples=FAR)))
    problem = first.problem
    line = written(rule(**OLD, examples=FAR))

    assert (problem.code, problem.severity) == ("missing-boundary", "error")
    assert line[problem.column - 1 :].startswith('"at_least"')
    assert problem.message == (
        "no example shows where age at_least 50 just holds: age is 50, and that decides"
    )
    assert problem.hint == (
        "add to its examples: - { name: age 50, facts: { age: 50 }, expect: raised }"
    )


def test_in_a_definition_the_problem_stands_where_the_rule_uses_it() -> None:
    rules = rule_set(
        rule(when={"holds": "old"}, examples=FAR),
        definitions={"old": {"age": {"at_least": 50}}},
    )

    columns = {each.problem.column for each in missing_boundaries(rules)}

    text = written(
        rule(when={"holds": "old"}, examples=FAR),
        definitions={"old": {"age": {"at_least": 50}}},
    )
    assert {text[column - 1 :][:7] for column in columns} == {'"holds"'}


@pytest.mark.parametrize("budget", ["FOR_A_SIDE", "FOR_ALL"])
def test_a_rule_past_its_budget_is_told_once_to_be_not_examined(
    monkeypatch: pytest.MonkeyPatch, budget: str
) -> None:
    monkeypatch.setattr(boundaries, budget, 0)

    (missing,) = missing_boundaries(rule_set(rule(**OLD, examples=FAR)))

    assert missing.example is None
    problem = missing.problem
    assert (problem.code, problem.severity) == ("not-examined", "warning")


def test_the_lines_to_be_pasted_are_those_of_a_rule_file() -> None:
    rules = rule_set(
        {
            **CANDIDATE,
            "examples": [
                {"facts": {"site": "knee", "duration_weeks": 30}, "expect": "raised"},
                {"facts": {"site": "hip"}, "expect": "not_raised"},
            ],
        }
    )

    lines = [
        example_to_paste(each.example)
        for each in missing_boundaries(rules)
        if each.example
    ]

    assert lines == [
        "      - { name: 12 weeks exactly,"
        " facts: { site: knee, duration_weeks: 12 }, expect: raised }",
        "      - name: just under 12 weeks\n"
        "        facts: { site: knee, duration_weeks: 11.9 }\n"
        "        expect: not_raised",
    ]
    assert all(
        example_on_one_line(each.example) in each.problem.hint
        for each in missing_boundaries(rules)
        if each.example
    )


def test_every_fact_says_what_lies_beside_a_number() -> None:
    age, bmi = CATALOGUE["age"], CATALOGUE["bmi"]

    assert (age.beside(50, 1), age.beside(50, -1)) == (51, 49)
    assert (age.beside(120, 1), age.beside(0, -1)) == (None, None)
    assert (bmi.beside(40, 1), bmi.beside(39.9, 1)) == (40.1, 40)
    assert isinstance(bmi.beside(39.9, 1), int)
