"""How we decide: pure functions of rules and facts; knows YAML and JSON, no more."""

from intake.rules.cases import (
    Case,
    Judged,
    Tally,
    flags_of,
    judge_cases,
    shortfalls,
    tally,
)
from intake.rules.evidence import Evidence
from intake.rules.examining.boundaries import Missing, missing_boundaries
from intake.rules.examining.check import check, review_is_due
from intake.rules.examining.mutations import Mutated, mutate, score
from intake.rules.examining.survivors import (
    NOT_EXAMINED,
    NOTICED,
    SAME,
    SURVIVED,
    Mutant,
)
from intake.rules.examining.written import example_on_one_line, example_to_paste
from intake.rules.examples import example_of, failing_examples, finding_of
from intake.rules.excerpt import excerpt, printable
from intake.rules.explanation import (
    Change,
    Explanation,
    Part,
    explain,
    explanation_as_json,
    tree,
    tree_of,
)
from intake.rules.facts import InvalidFacts, read_facts
from intake.rules.operators import OPERATORS
from intake.rules.plain_words import definition_sentence, rule_sentence, sentence
from intake.rules.problems import (
    InvalidCases,
    InvalidFiles,
    InvalidRuleSet,
    Problem,
    suggestion,
)
from intake.rules.reading.case_reader import read_cases
from intake.rules.reading.reader import read, read_as_far
from intake.rules.reading.written_facts import read_written_facts
from intake.rules.reading.yaml_nodes import MOST_BYTES
from intake.rules.rule_set import OUTCOMES, Example, Rule, RuleSet
from intake.rules.rule_text import rule_texts
from intake.rules.said import Said, SaidFlag, SaidUnknown, said
from intake.rules.schema import OPERATOR_WORDS, schema
from intake.rules.screen import (
    Finding,
    Screening,
    area_key,
    as_json,
    findings_of,
    flags_as_json,
    screen,
)
from intake.rules.text_changes import FileChange, text_changes
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
from intake.rules.wording_changes import WordingChange, wording_changes
from intake.rules.words import answer_in_words

__all__ = [
    "FLAGS",
    "KINDS",
    "MOST_BYTES",
    "NOTICED",
    "NOT_EXAMINED",
    "OPERATORS",
    "OPERATOR_WORDS",
    "OUTCOMES",
    "PRIORITIES",
    "SAME",
    "SURVIVED",
    "UNKNOWN_VALUES",
    "UNKNOWN_WORDS",
    "Case",
    "Change",
    "Evidence",
    "Example",
    "Explanation",
    "Fact",
    "FileChange",
    "Finding",
    "Flag",
    "InvalidCases",
    "InvalidFacts",
    "InvalidFiles",
    "InvalidRuleSet",
    "Judged",
    "Kind",
    "Missing",
    "Mutant",
    "Mutated",
    "Part",
    "Problem",
    "Rule",
    "RuleSet",
    "Said",
    "SaidFlag",
    "SaidUnknown",
    "Screening",
    "Tally",
    "WordingChange",
    "answer_in_words",
    "area_key",
    "as_json",
    "check",
    "definition_sentence",
    "example_of",
    "example_on_one_line",
    "example_to_paste",
    "excerpt",
    "explain",
    "explanation_as_json",
    "failing_examples",
    "finding_of",
    "findings_of",
    "flags_as_json",
    "flags_of",
    "judge_cases",
    "missing_boundaries",
    "mutate",
    "printable",
    "read",
    "read_as_far",
    "read_cases",
    "read_facts",
    "read_written_facts",
    "review_is_due",
    "rule_sentence",
    "rule_texts",
    "said",
    "schema",
    "score",
    "screen",
    "sentence",
    "shortfalls",
    "suggestion",
    "tally",
    "text_changes",
    "tree",
    "tree_of",
    "wording_changes",
]
