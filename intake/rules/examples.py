"""Do the rules do what their own examples say?

An example is judged as a patient is, by the whole set at once: there is no second way
to come out. So what an example shows of a rule holds for patients too.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from intake.rules.conditions import Truth, facts_named
from intake.rules.evidence import evidence
from intake.rules.facts import AREAS
from intake.rules.problems import MOST_PROBLEMS, Problem
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.screen import Finding, findings_of, screen
from intake.rules.vocabulary import Fact

# Why an example fails is slow to find out: told as often as anybody reads it, and of
# each so much.
MOST_EXPLAINED = MOST_PROBLEMS // 8
MOST_REASONS = 12


def failing_examples(rule_set: RuleSet) -> list[Problem]:
    """A problem for each example that comes out otherwise than it says, with why."""
    problems: list[Problem] = []
    for row, rule in enumerate(rule_set.rules):
        for example in rule.examples:
            outcome = _outcome(rule_set, row, example)
            if OUTCOMES[outcome] != example.expect:
                explained = len(problems) < MOST_EXPLAINED
                why = _why(rule, example, rule_set.catalogue) if explained else ""
                problems.append(_problem(rule, example, outcome, why))
    return problems


def finding_of(rule_set: RuleSet, rule: Rule, example: Example) -> Finding:
    """What becomes of the rule in the screening of the example's patient."""
    facts = as_patient(rule, example.facts, rule_set.catalogue)
    found = (each for each in screen(rule_set, facts).findings if each.rule is rule)
    # What the screening leaves out is not raised.
    (otherwise,) = findings_of(rule_set, rule, facts)
    return next(found, replace(otherwise, outcome=False))


def example_of(finding: Finding) -> Example:
    """What was judged, as an example of its rule: the answers that the rule asks for,
    and what came of them."""
    named = facts_named(finding.rule.when)
    known = {
        name: finding.facts[name]
        for name in finding.rule_set.catalogue
        if name in named and finding.facts.get(name) is not None
    }
    return Example(name="", facts=known, expect=OUTCOMES[finding.outcome])


def as_patient(
    rule: Rule, facts: Mapping[str, Any], catalogue: Mapping[str, Fact]
) -> dict[str, Any]:
    """The flat facts of an example as those of a patient with one painful area, if
    they speak of one or the rule judges one."""
    own = {name: each for name, each in facts.items() if not catalogue[name].per_area}
    area = {name: each for name, each in facts.items() if catalogue[name].per_area}
    return {**own, AREAS: [area]} if area or rule.per_area else own


def _outcome(rule_set: RuleSet, row: int, example: Example) -> Truth:
    """As `screen` has it, without what it says of all other rules."""
    facts = as_patient(rule_set.rules[row], example.facts, rule_set.catalogue)
    judged = rule_set.judge(facts, facts.get(AREAS, ()))
    return next((outcome for each, _, outcome in judged if each == row), False)


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
