"""Do the rules do what their own examples say?"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from intake.rules.compiler import decider
from intake.rules.conditions import Truth, truth
from intake.rules.evidence import evidence
from intake.rules.problems import MOST_PROBLEMS, Problem
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.vocabulary import Fact

# With fewer, to compile the rule takes longer than to walk it for each.
MANY_EXAMPLES = 30
# Why an example fails is slow to find out: told as often as anybody reads it, and of
# each so much.
MOST_EXPLAINED = MOST_PROBLEMS // 4
MOST_REASONS = 12


def failing_examples(rule_set: RuleSet) -> list[Problem]:
    """A problem for each example that comes out otherwise than it says, with why."""
    problems: list[Problem] = []
    for rule in rule_set.rules:
        decide = _decides(rule, rule_set.catalogue)
        for example in rule.examples:
            outcome = decide(example.facts)
            if OUTCOMES[outcome] != example.expect:
                explained = len(problems) < MOST_EXPLAINED
                why = _why(rule, example, rule_set.catalogue) if explained else ""
                problems.append(_problem(rule, example, outcome, why))
    return problems


def _decides(
    rule: Rule, catalogue: Mapping[str, Fact]
) -> Callable[[Mapping[str, Any]], Truth]:
    if len(rule.examples) < MANY_EXAMPLES:
        return partial(truth, rule.when)
    return decider(rule.when, catalogue)


def _why(rule: Rule, example: Example, catalogue: Mapping[str, Fact]) -> str:
    reasons = list(
        dict.fromkeys(
            f"{each.fact} ({each.answer})"
            for each in evidence(rule.when, example.facts, catalogue)
        )
    )
    more = len(reasons) - MOST_REASONS
    others = f" and {more} more" if more > 0 else ""
    return f"decided by: {', '.join(reasons[:MOST_REASONS])}{others}"


def _problem(rule: Rule, example: Example, outcome: Truth, why: str) -> Problem:
    return Problem(
        code="example-fails",
        path=example.mark.path,
        line=example.mark.line,
        column=example.mark.column,
        rule=rule.id,
        message=(
            f"{example.name}: expected {example.expect}, comes out {OUTCOMES[outcome]}"
        ),
        hint=why,
    )
