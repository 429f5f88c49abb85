"""How we decide: pure functions of rules and facts; knows YAML and nothing else."""

from intake.rules.check import check
from intake.rules.evidence import Evidence
from intake.rules.examples import failing_examples
from intake.rules.excerpt import excerpt, printable
from intake.rules.explanation import (
    Change,
    Explanation,
    Part,
    explain,
    explanation_as_json,
)
from intake.rules.facts import InvalidFacts, read_facts
from intake.rules.problems import InvalidRuleSet, Problem, suggestion
from intake.rules.reader import read
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.schema import schema
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
from intake.rules.yaml_nodes import MOST_BYTES

__all__ = [
    "FLAGS",
    "KINDS",
    "MOST_BYTES",
    "OUTCOMES",
    "PRIORITIES",
    "UNKNOWN_VALUES",
    "UNKNOWN_WORDS",
    "Change",
    "Evidence",
    "Example",
    "Explanation",
    "Fact",
    "Finding",
    "Flag",
    "InvalidFacts",
    "InvalidRuleSet",
    "Kind",
    "Part",
    "Problem",
    "Rule",
    "RuleSet",
    "Screening",
    "answer_in_words",
    "area_key",
    "as_json",
    "check",
    "excerpt",
    "explain",
    "explanation_as_json",
    "failing_examples",
    "findings_of",
    "printable",
    "read",
    "read_facts",
    "schema",
    "screen",
    "suggestion",
]
