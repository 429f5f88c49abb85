"""Who takes part: what each does with a patient, and how it is seen to be right."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.rules import by_hand
from benchmarks.rules.documents import by_walking, places
from benchmarks.rules.engines import expressions, json_logic
from intake.rules import RuleSet, Screening, screen
from intake.rules.evidence import evidence
from intake.rules.facts import AREAS

Work = Callable[[Any], Any]


@dataclass(frozen=True)
class Contestant:
    """`ready` makes what is timed; `given` is what it gets of a facts document, made
    beforehand; `wrong` says whether its result is not what it must be."""

    says: str
    sample: int  # the first so many of the patients, as many as there is time for
    ready: Callable[[RuleSet], Work]
    wrong: Callable[[RuleSet, Any, Any], bool]
    given: Callable[[Any], Any] = lambda facts: facts
    package: str = ""


def _compiled(rules: RuleSet) -> Work:
    judge = rules.judge
    return lambda facts: judge(facts, facts[AREAS])


def _screened(rules: RuleSet) -> Work:
    """All that a stored screening says of flags and of what is undecided."""

    def work(facts: Any) -> Any:
        screening = screen(rules, facts)
        flags = [(each.because, each.evidence) for each in screening.flags]
        unknown = [(each.because, each.evidence) for each in screening.unknown]
        return screening, screening.priority, flags, unknown

    return work


def _walked(rules: RuleSet) -> Work:
    return lambda facts: by_walking(rules, facts)


def _by_hand(rules: RuleSet) -> Work:
    return by_hand.flags


def _other_outcomes(rules: RuleSet, facts: Any, result: Sequence[Any]) -> bool:
    return set(result) != by_walking(rules, facts)


def _other_screening(rules: RuleSet, facts: Any, result: Any) -> bool:
    """Wrong findings, or other evidence than the meaning gives."""
    screening: Screening = result[0]
    found = Counter((each.rule.id, each.outcome) for each in screening.findings)
    judged = Counter(
        (rules.rules[row].id, truth) for row, _, truth in by_walking(rules, facts)
    )
    return found != judged or any(
        each.evidence != evidence(each.rule.when, each.facts, rules.catalogue)
        for each in screening.findings
    )


def _other_flags(rules: RuleSet, facts: Any, result: Sequence[Any]) -> bool:
    """For patients who answered everything; only there two values are enough."""
    judged = by_walking(rules, facts)
    raised = {(rules.rules[row].id, area) for row, area, truth in judged if truth}
    return set(result) != raised


BY_HAND = "by hand"
COMPILED = "compiled"
CONTESTANTS: dict[str, Contestant] = {
    BY_HAND: Contestant("hand-written ifs, two-valued", 10_000, _by_hand, _other_flags),
    COMPILED: Contestant(
        "**compiled** (`RuleSet.judge`)", 10_000, _compiled, _other_outcomes
    ),
    "screening": Contestant(
        "**a whole screening with its evidence**", 10_000, _screened, _other_screening
    ),
    "walked": Contestant(
        "tree walk (`truth()`), the meaning", 1_000, _walked, _other_outcomes
    ),
    "datalogic": Contestant(
        "datalogic-py (Rust JsonLogic), compiled once",
        5_000,
        json_logic.datalogic,
        _other_outcomes,
        places,
        "datalogic-py",
    ),
    "cel": Contestant(
        "cel-expr-python (Google's CEL, C++), few programs",
        1_000,
        expressions.cel,
        _other_outcomes,
        places,
        "cel-expr-python",
    ),
    "panzi": Contestant(
        "panzi-json-logic (Python JsonLogic)",
        200,
        json_logic.panzi,
        _other_outcomes,
        places,
        "panzi-json-logic",
    ),
    "zen": Contestant(
        "zen-engine (GoRules, Rust), an expression node",
        100,
        expressions.zen,
        _other_outcomes,
        places,
        "zen-engine",
    ),
    "rule-engine": Contestant(
        "rule-engine (Python)",
        50,
        expressions.rule_engine,
        _other_outcomes,
        places,
        "rule-engine",
    ),
}
