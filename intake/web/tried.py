"""A version of the rules that is being tried: read, with the version in force beside
it, and with its own examples judged."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from intake import rules
from intake.records import queries
from intake.records.models import RuleSetVersion
from intake.rules import (
    OUTCOMES,
    InvalidRuleSet,
    Part,
    Rule,
    RuleSet,
    printable,
)
from intake.rules.conditions import facts_named
from intake.workflow import screenings

OUTCOME_WORDS = {
    OUTCOMES[True]: "raised",
    OUTCOMES[False]: "not raised",
    OUTCOMES[None]: "unknown",
}


@dataclass(frozen=True)
class Tried:
    """A version that can be read. `in_force` is the one that is, where it is another;
    None, too, where this program does not understand it any more."""

    version: RuleSetVersion
    rule_set: RuleSet
    in_force: RuleSetVersion | None = None
    their_rules: RuleSet | None = None

    @property
    def asked_for(self) -> frozenset[str]:
        """Every fact that a rule of either names."""
        both = (each for each in (self.rule_set, self.their_rules) if each)
        named = (facts_named(rule.when) for each in both for rule in each.rules)
        return frozenset().union(*named)

    @property
    def rules_by_file(self) -> Mapping[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rule_set.rules:
            found.setdefault(rule.path, []).append(rule)
        return found

    def rule(self, rule_id: str) -> Rule | None:
        found = (rule for rule in self.rule_set.rules if rule.id == rule_id)
        return next(found, None)


@dataclass(frozen=True)
class Example:
    """As it is written, what it says must come of it, and what did."""

    name: str
    written: str
    expected: str
    came_out: str
    tree: Part

    @property
    def is_right(self) -> bool:
        return self.expected == self.came_out


def read(session: Session, version: RuleSetVersion) -> Tried | None:
    """None where the version itself cannot be read."""
    try:
        rule_set = screenings.read(version.files)
    except InvalidRuleSet:
        return None
    in_force = queries.published_rule_set(session)
    if in_force is None or in_force.id == version.id:
        return Tried(version, rule_set)
    try:
        return Tried(version, rule_set, in_force, screenings.read(in_force.files))
    except InvalidRuleSet:
        return Tried(version, rule_set)


def examples(tried: Tried, rule: Rule) -> list[Example]:
    """Those of the rule, each judged as a patient is."""
    return [_example(tried.rule_set, rule, each) for each in rule.examples]


def failing(tried: Tried) -> list[tuple[Rule, int]]:
    """The rules with examples that come out otherwise than they say, and how many."""
    found = Counter(each.rule for each in rules.failing_examples(tried.rule_set))
    return [(rule, found[rule.id]) for rule in tried.rule_set.rules if rule.id in found]


def _example(rule_set: RuleSet, rule: Rule, example: rules.Example) -> Example:
    finding = rules.finding_of(rule_set, rule, example)
    return Example(
        printable(example.name),
        printable(rules.example_on_one_line(example)),
        OUTCOME_WORDS[example.expect],
        OUTCOME_WORDS[OUTCOMES[finding.outcome]],
        rules.tree_of(finding),
    )
