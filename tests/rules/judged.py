"""What the product says of rule files, on a day that never changes."""

from collections.abc import Mapping
from datetime import date

from intake import rules
from intake.rules import InvalidRuleSet, Problem, RuleSet
from intake.workflow import screenings

TODAY = date(2026, 11, 24)


def problems_of(files: Mapping[str, str]) -> list[Problem]:
    """All that `rules check` and `rules test` would say of the files, in order."""
    try:
        rule_set = rules.read(files, screenings.catalogue())
    except InvalidRuleSet as invalid:
        return list(invalid.problems)
    return doubts(rule_set)


def doubts(rule_set: RuleSet) -> list[Problem]:
    """Of a rule set that can be read."""
    found = [
        *rules.check(rule_set, TODAY),
        *rules.failing_examples(rule_set),
        *(missing.problem for missing in rules.missing_boundaries(rule_set)),
    ]
    return sorted(found, key=lambda each: each.place)


def work_through(files: Mapping[str, str]) -> None:
    """Everything that is ever done with rule files; nothing in them is an exception."""
    try:
        rule_set = rules.read(files, screenings.catalogue())
    except InvalidRuleSet as invalid:
        str(invalid)
        return
    list(map(str, doubts(rule_set)))
    for area in ({}, {"site": "knee", "duration_weeks": 12}):
        facts = {"saddle_numbness": "yes", "age": 50, "pain_areas": [area]}
        rules.as_json(rules.screen(rule_set, facts))
