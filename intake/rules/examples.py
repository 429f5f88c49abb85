"""Do the rules do what their own examples say?"""

from collections.abc import Mapping

from intake.rules.conditions import truth
from intake.rules.evidence import evidence
from intake.rules.problems import Problem
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.vocabulary import Fact


def failing_examples(rule_set: RuleSet) -> list[Problem]:
    """A problem for each example that comes out otherwise than it says, with why."""
    return [
        _problem(rule, example, rule_set.catalogue)
        for rule in rule_set.rules
        for example in rule.examples
        if OUTCOMES[truth(rule.when, example.facts)] != example.expect
    ]


def _problem(rule: Rule, example: Example, catalogue: Mapping[str, Fact]) -> Problem:
    outcome = OUTCOMES[truth(rule.when, example.facts)]
    decided_by = [
        f"{each.fact} ({each.answer})"
        for each in evidence(rule.when, example.facts, catalogue)
    ]
    return Problem(
        code="example-fails",
        path=example.mark.path,
        line=example.mark.line,
        column=example.mark.column,
        rule=rule.id,
        message=f"{example.name}: expected {example.expect}, comes out {outcome}",
        hint=f"decided by: {', '.join(decided_by)}",
    )
