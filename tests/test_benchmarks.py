"""The rules written by hand, to measure ours against, say what the shipped ones do."""

from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.rules.by_hand import flags
from benchmarks.rules.documents import by_walking
from benchmarks.rules.patients import documents
from intake.rules import Rule
from intake.rules.conditions import truth
from tests.shipped import shipped

FOLLOW = (
    "the shipped rules and benchmarks/rules/by_hand/ differ. If a rule was meant to "
    "change, write the same change there as an if, and measure again: make bench-rules"
)


def test_they_agree_on_patients_who_answered_everything() -> None:
    rules = shipped()
    for facts in documents(300, missing=0):
        raised = {
            (rules.rules[row].id, area)
            for row, area, outcome in by_walking(rules, facts)
            if outcome is True
        }
        differ = sorted({rule for rule, _ in raised ^ set(flags(facts))})
        assert not differ, f"{', '.join(differ)}: {FOLLOW}"


@pytest.mark.parametrize("rule", shipped().rules, ids=lambda rule: rule.id)
def test_they_agree_on_every_example_that_is_decided(rule: Rule) -> None:
    for facts in _decided(rule):
        raised = {name for name, _ in flags(facts)}
        assert (rule.id in raised) is truth(rule.when, facts), f"{rule.id}: {FOLLOW}"


def _decided(rule: Rule) -> Iterator[dict[str, Any]]:
    """Examples in which nothing that matters is unknown, as a patient's document."""
    for example in rule.examples:
        facts = dict(example.facts)
        if truth(rule.when, facts) is not None:
            yield {**facts, "pain_areas": [facts] if rule.per_area else []}
