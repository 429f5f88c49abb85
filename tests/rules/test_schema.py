"""The JSON Schema says of a file what the reader says, as far as a schema can."""

from collections.abc import Mapping
from typing import Any

import pytest

from intake.rules import KINDS, schema
from intake.rules.operators import OPERATORS, WRITTEN
from intake.rules.problem_codes import SEVERITIES
from intake.rules.reading.comparison_reader import SHAPES
from intake.rules.schema import OPERATOR_WORDS, OUTCOME_WORDS
from intake.rules.vocabulary import FLAGS
from intake.workflow import screenings
from tests.rules.broken_files import ALL, text_of
from tests.rules.catalogue import CATALOGUE
from tests.rules.editor import REASONS, UNSEEN, squiggles

# Files in which a schema sees what it does not see of their codes in general, or does
# not see what it does: of what.
OTHERWISE: Mapping[str, str] = {
    "anchor-and-items.yaml": "it is no mapping, besides",
    "between-the-wrong-way-round.yaml": "two numbers, against each other",
    "byte-order-mark-inside.yaml": "the mark makes another word of it",
    "count-of-none.yaml": "one number, against a bound",
    "count-without-of.yaml": "a key that is missing",
    "deeper-than-anybody-reads.yaml": "how deep it is, and nothing else",
    "items.yaml": "it is no mapping, besides",
    "large.yaml": "it says nothing, besides",
    "many-mistakes-of-yaml.yaml": "YAML itself says so, and the rest is not read",
    "number-with-a-leading-zero.yaml": "YAML reads it as a number",
    "zero-width-space-in-a-name.yaml": "the space makes another word of it",
}

FRAME = """\
language: 1
rules:
  - id: an-example
    title: An example
    kind: caution
    flag: minor
    per: pain_area
    when: { %s }
    because: "{age}"
    source: [A textbook]
    owner: clinical lead
    review_by: 2027-11
    examples:
      - { facts: { %s }, expect: raised }
      - { facts: { age: 20 }, expect: not_raised }
"""


@pytest.mark.parametrize("name", screenings.shipped_files())
def test_every_shipped_file_is_right(name: str) -> None:
    assert squiggles(screenings.shipped_files()[name]) == []


@pytest.mark.parametrize(
    "when",
    [
        "age: 50",
        'age: "50"',
        "age: [50, 51]",
        "age: { at_least: 50, less_than: 65 }",
        "hba1c_percent: { between: [6.5, 7.5] }",
        "saddle_numbness: yes",
        'saddle_numbness: "no"',
        "bladder_change: [retention, leaking]",
        "conditions: { includes_all: [diabetes, gout] }",
        "sites: { none_of: [neck, none] }",
        "not: { holds: a-spine-area }",
        "count: { at_least: 1, of: [ age: 50, age: 51 ] }",
        "all: [ any: [ age: 50 ], not: { age: 51 } ]",
        "morning_stiffness: 30_to_60_min",
    ],
)
def test_a_condition_that_is_read_is_right(when: str) -> None:
    assert squiggles(FRAME % (when, "age: 10")) == []


@pytest.mark.parametrize(
    "facts",
    [
        "age: not_sure",
        "saddle_numbness: [yes]",
        "conditions: [diabetis]",
        "conditions: [none, diabetes]",
        "conditions: [not_sure, diabetes]",
        "age: 200",
        "aeg: 10",
    ],
)
def test_facts_of_an_example_that_nobody_can_have_are_wrong(facts: str) -> None:
    assert squiggles(FRAME % ("age: 10", facts)) != []


@pytest.mark.parametrize(
    "facts",
    [
        "saddle_numbness: not_sure",
        "conditions: [diabetes]",
        "conditions: diabetes",
        "conditions: []",
        "",
    ],
)
def test_facts_of_an_example_that_somebody_can_have_are_right(facts: str) -> None:
    assert squiggles(FRAME % ("age: 10", facts)) == []


def test_yes_and_no_are_text_to_an_editor_as_they_are_to_the_reader() -> None:
    (wrong,) = squiggles(FRAME % ("saddle_numbness: true", "age: 10"))

    assert wrong.startswith("$.rules[0].when.saddle_numbness: True is not ")


def test_every_fact_is_offered_with_its_question_and_each_answer_with_its_words() -> (
    None
):
    made = schema(CATALOGUE)["definitions"]

    asked = made["condition"]["properties"]
    told = {name: asked[name]["description"] for name in CATALOGUE}
    assert all(told[name].startswith(fact.label) for name, fact in CATALOGUE.items())
    assert told["duration_weeks"] == "For how long? (weeks) · per painful area"
    assert made["value:bladder_change"] == {
        "enum": ["none", "leaking", "retention"],
        "enumDescriptions": ["No change", "It leaks", "I cannot go"],
    }


def test_a_list_of_answers_may_be_none_though_the_question_does_not_say_so() -> None:
    assert schema(CATALOGUE)["definitions"]["value:worse_with"]["enum"][-1] == "none"


def test_every_kind_has_its_own_flags() -> None:
    rule = schema(CATALOGUE)["definitions"]["rule"]
    flags: dict[str, Any] = {
        each["if"]["properties"]["kind"]["const"]: each["then"]["properties"]["flag"]
        for each in rule["allOf"]
        if "then" in each
    }

    assert flags.keys() == KINDS.keys()
    for kind, offered in flags.items():
        words = {f.name: f.words for f in FLAGS.values() if f.kind == kind}
        assert offered == {
            "enum": list(words),
            "enumDescriptions": list(words.values()),
        }


def test_each_operator_is_offered_where_it_suits() -> None:
    made = schema(CATALOGUE)["definitions"]

    for name, fact in CATALOGUE.items():
        offered = made[f"asked:{name}"]["then"]["properties"]
        suiting = [each for each in WRITTEN if fact.kind in OPERATORS[each].suits]
        assert list(offered) == suiting, name
        assert all(
            (each.get("type") == "array") is SHAPES[OPERATORS[key].takes].is_list
            for key, each in offered.items()
        )


def test_every_operator_and_outcome_has_its_words() -> None:
    assert OPERATOR_WORDS.keys() == set(WRITTEN)
    assert OUTCOME_WORDS.keys() == {"raised", "not_raised", "unknown"}


@pytest.mark.parametrize("name", ALL)
def test_an_editor_marks_a_broken_file_where_a_schema_can(name: str) -> None:
    codes = {each.split()[0] for each in ALL[name]}

    marked = squiggles(text_of(name)) != []

    assert marked is (codes <= UNSEEN if name in OTHERWISE else not codes <= UNSEEN)


def test_what_a_schema_cannot_see_has_one_reason_each() -> None:
    assert sum(map(len, REASONS.values())) == len(UNSEEN)
    assert SEVERITIES.keys() >= UNSEEN
