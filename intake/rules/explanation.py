"""Why a rule came out as it did for a patient, and what would change that."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.rules.compiling.compiler import Decide, decider
from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
    Truth,
    joined,
    negate,
    parts,
    truth,
)
from intake.rules.examining.possible import TooLong, telling_answers
from intake.rules.rule_set import OUTCOMES, Rule, RuleSet
from intake.rules.screen import Finding, findings_of
from intake.rules.vocabulary import Fact
from intake.rules.words import fact_in_words, test_in_words

# Of the answers to one question that would change the outcome, so many are named.
MOST_NAMED = 4


@dataclass(frozen=True)
class Part:
    """One condition of a rule, with what it came out as and what it is made of."""

    outcome: Truth
    decides: bool  # whether the rule came out as it did because of this part
    says: str  # "all of these", "is at least 12 weeks"
    fact: str = ""  # of a comparison, as are the question and the answer in words
    question: str = ""
    answer: str = ""
    parts: tuple["Part", ...] = ()
    implied: bool = False  # not asked, because another answer implies it


@dataclass(frozen=True)
class Judged:
    """What a condition came out as, and each of its parts."""

    outcome: Truth
    inside: Sequence["Judged"] = ()


@dataclass(frozen=True)
class Change:
    """Other answers to one question, all else as it is, and what would come of them."""

    fact: str
    question: str
    answers: tuple[str, ...]  # in words; at most MOST_NAMED
    outcome: Truth


@dataclass(frozen=True)
class Explanation:
    """A rule judged for a patient or an area: the tree, and what would decide it.

    `changes` are of one answer each: to what would raise a rule that is not raised, and
    to what would settle an undecided one; None where there is too much to try.
    """

    finding: Finding
    tree: Part
    changes: tuple[Change, ...] | None


def explain(
    rule_set: RuleSet, rule: Rule, facts: Mapping[str, Any]
) -> tuple[Explanation, ...]:
    """The rule for this patient, or for each painful area where it is judged so.

    `facts` are as `read_facts` gives them.
    """
    return tuple(
        Explanation(finding, tree_of(finding), _changes(finding, rule_set.catalogue))
        for finding in findings_of(rule_set, rule, facts)
    )


def tree(
    rule_set: RuleSet, rule: Rule, facts: Mapping[str, Any], area: str | None
) -> Part | None:
    """The rule's tree alone, for the patient or for this painful area (`knee:right`);
    None where it is not judged for that. Its root is what the rule came out as."""
    for finding in findings_of(rule_set, rule, facts):
        if finding.area == area:
            return tree_of(finding)
    return None


def tree_of(finding: Finding) -> Part:
    """The whole tree of a rule that was judged."""
    judged = _judged(finding.rule.when, finding.facts)
    return _part(finding.rule.when, judged, finding, finding.outcome)


def explanation_as_json(explanation: Explanation) -> dict[str, Any]:
    """One JSON object; outcomes in the words of OUTCOMES, those of parts as truth."""
    finding = explanation.finding
    return {
        "rule": finding.rule.id,
        "area": finding.area,
        "outcome": OUTCOMES[finding.outcome],
        "not_ruled_out": finding.not_ruled_out,
        "because": finding.because,
        "tree": _part_as_json(explanation.tree),
        "would_change": [
            {**vars(change), "outcome": OUTCOMES[change.outcome]}
            for change in explanation.changes or ()
        ],
    }


def _part_as_json(part: Part) -> dict[str, Any]:
    left_out = {"implied"} if not part.implied else set()
    filled = {
        name: each
        for name, each in vars(part).items()
        if each != "" and name not in left_out
    }
    inside = [_part_as_json(each) for each in part.parts]
    return {**filled, "parts": inside} if inside else {**filled, "parts": []}


def _judged(condition: Condition, facts: Mapping[str, Any]) -> Judged:
    if isinstance(condition, Test):
        return Judged(truth(condition, facts))
    inside = [_judged(each, facts) for each in parts(condition)]
    return Judged(joined(condition, [each.outcome for each in inside]), inside)


def _part(
    condition: Condition,
    judged: Judged,
    finding: Finding,
    wanted: Truth,
    decides: bool = True,
) -> Part:
    """`wanted` is what it must come out as to be among what decided."""
    outcome, facts = judged.outcome, finding.facts
    decides = decides and outcome is wanted
    if isinstance(condition, Test):
        fact = finding.rule_set.catalogue[condition.fact]
        return Part(
            outcome,
            decides,
            test_in_words(fact, condition),
            fact.name,
            fact.label,
            fact_in_words(fact, facts.get(fact.name)),
            implied=fact.name in facts.get("implied", ()),
        )
    below = negate(wanted) if isinstance(condition, Not) else wanted
    inside = (
        _part(each, its_own, finding, below, decides)
        for each, its_own in zip(parts(condition), judged.inside, strict=True)
    )
    return Part(outcome, decides, _says(condition), parts=tuple(inside))


def _says(condition: Condition) -> str:
    match condition:
        case AllOf():
            return "all of these"
        case AnyOf():
            return "at least one of these"
        case CountOf(at_least, conditions):
            return f"at least {at_least} of these {len(conditions)}"
        case Not():
            return "not"
        case Holds(name):
            return name
        case Test():  # pragma: no cover
            return ""


def _changes(
    finding: Finding, catalogue: Mapping[str, Fact]
) -> tuple[Change, ...] | None:
    if finding.outcome is True:
        return ()
    when = finding.rule.when
    try:
        answers = telling_answers(when, catalogue)
    except TooLong:
        return None
    decide = decider(when, catalogue)
    return tuple(
        change
        for name, values in answers.items()
        for change in _of_fact(finding, catalogue[name], values, decide)
    )


def _of_fact(
    finding: Finding, fact: Fact, values: Sequence[Any], decide: Decide
) -> Iterator[Change]:
    """What other answers of this patient to one question would come to."""
    changed = [
        (each, {**finding.facts, fact.name: each})
        for each in values
        if fact.fits is None or fact.fits(each, finding.facts)
    ]
    came = [(decide(facts), each) for each, facts in changed]
    for outcome in (True,) if finding.outcome is False else (True, False):
        found = [fact_in_words(fact, each) for got, each in came if got is outcome]
        if found:
            named = tuple(dict.fromkeys(found))[:MOST_NAMED]
            yield Change(fact.name, fact.label, named, outcome)
