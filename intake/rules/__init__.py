"""How we decide: pure functions of rules and facts; knows YAML and nothing else."""

from intake.rules.check import check
from intake.rules.evidence import Evidence
from intake.rules.examples import failing_examples
from intake.rules.facts import InvalidFacts, read_facts
from intake.rules.problems import InvalidRuleSet, Problem
from intake.rules.reader import read
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.screen import (
    Finding,
    Screening,
    area_key,
    as_json,
    findings_of,
    screen,
)
from intake.rules.vocabulary import (
    FLAGS,
    KINDS,
    PRIORITIES,
    UNKNOWN_VALUES,
    UNKNOWN_WORDS,
    Fact,
    Flag,
    Kind,
)
from intake.rules.words import answer_in_words

__all__ = [
    "FLAGS",
    "KINDS",
    "OUTCOMES",
    "PRIORITIES",
    "UNKNOWN_VALUES",
    "UNKNOWN_WORDS",
    "Evidence",
    "Example",
    "Fact",
    "Finding",
    "Flag",
    "InvalidFacts",
    "InvalidRuleSet",
    "Kind",
    "Problem",
    "Rule",
    "RuleSet",
    "Screening",
    "answer_in_words",
    "area_key",
    "as_json",
    "check",
    "failing_examples",
    "findings_of",
    "read",
    "read_facts",
    "screen",
]
