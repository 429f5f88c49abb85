"""Conditions and examples as they are written: read again, they are the same."""

from random import Random

import pytest

from intake.rules import read
from intake.rules.conditions import Condition, Holds, parts
from intake.rules.examining.written import (
    LONGEST,
    condition_written,
    example_on_one_line,
    example_to_paste,
    in_short,
)
from intake.rules.rule_set import Example
from tests.rules.catalogue import CATALOGUE
from tests.rules.test_compiler import condition as random_condition

RULE = """\
language: 1
rules:
  - id: own
    title: Own
    kind: caution
    flag: minor
    per: pain_area
    when: {{ {when} }}
    because: "{{age}}"
    source: ["Clinic policy"]
    owner: clinical lead
    review_by: 2027-11
    examples:
{examples}
"""
EXAMPLES = """\
      - { facts: {}, expect: raised }
      - { facts: {}, expect: not_raised }"""
SHORT = Example("a knee", {"site": "knee", "age": 50}, "raised")
MANY = {
    "site": "knee",
    "side": "middle",
    "duration_weeks": 11.9,
    "worse_with": ["stairs", "walking", "rest"],
    "conditions": ["diabetes", "gout"],
    "age": 50,
}


def without_definitions(condition: Condition) -> bool:
    below = parts(condition)
    return not isinstance(condition, Holds) and all(map(without_definitions, below))


@pytest.mark.parametrize("seed", range(200))
def test_a_condition_that_is_written_reads_as_itself(seed: int) -> None:
    condition = random_condition(Random(seed))
    if not without_definitions(condition):
        return
    text = RULE.format(when=condition_written(condition), examples=EXAMPLES)

    (rule,) = read({"own.yaml": text}, CATALOGUE).rules

    assert rule.when == condition


def test_a_definition_is_written_by_its_name() -> None:
    test = random_condition(Random(1), depth=0)

    assert condition_written(Holds("old-knee", test)) == "holds: old-knee"


@pytest.mark.parametrize(
    "example",
    [
        SHORT,
        Example("", SHORT.facts, "raised"),
        Example('yes, “both” [legs]: "numb"\\', SHORT.facts, "unknown"),
        Example("many", MANY, "not_raised"),
        Example("a name as long as this, with a comma, for a patient", MANY, "raised"),
    ],
    ids=["short", "no name", "odd name", "wrapped", "wrapped, with a long name"],
)
def test_an_example_that_is_pasted_reads_as_itself(example: Example) -> None:
    pasted = example_to_paste(example)
    text = RULE.format(when="age: 1", examples=f"{EXAMPLES}\n{pasted}")

    *_, found = read({"own.yaml": text}, CATALOGUE).rules[0].examples

    assert (found.facts, found.expect) == (example.facts, example.expect)
    assert found.name == (example.name or "example 3")
    assert all(len(line) <= LONGEST for line in pasted.splitlines())


def test_a_short_example_takes_one_line() -> None:
    line = "{ name: a knee, facts: { site: knee, age: 50 }, expect: raised }"

    assert example_on_one_line(SHORT) == line
    assert example_to_paste(SHORT) == f"      - {line}"


def test_what_is_long_is_cut_for_a_sentence() -> None:
    assert in_short("site: knee") == "site: knee"
    assert (len(in_short("x" * 100)), in_short("x" * 100)[-1]) == (60, "…")
