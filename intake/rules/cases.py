"""A library of cases: how do the rules do on patients they were not written for?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from intake.rules.problems import NOWHERE, Mark
from intake.rules.rule_set import RuleSet
from intake.rules.screen import screen
from intake.rules.vocabulary import FLAGS, KINDS

# Of the flags that must appear, the least share that does: nothing grave may be missed.
LEAST_RECALL: Mapping[str, float] = {
    "emergency": 1.0,
    "urgent": 1.0,
    "contraindication": 1.0,
    "candidate": 0.95,
}
# Flags that are neither expected nor allowed, on average per case: more of them, and
# nobody reads flags any longer.
MOST_FALSE = 0.3


@dataclass(frozen=True)
class Case:
    """A patient, and the flags that a careful clinician wants for them."""

    name: str
    why: str  # the criterion it was written from
    facts: Mapping[str, Any]
    must: frozenset[str]
    open: frozenset[str]  # not answered, or not sure: must at least not be ruled out
    may: frozenset[str]  # clinicians would differ
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Judged:
    """A case, and the flags that came of it: raised, or not ruled out."""

    case: Case
    raised: frozenset[str]
    not_ruled_out: frozenset[str]

    @property
    def right(self) -> frozenset[str]:
        return (self.case.must | self.case.open) & self.raised

    @property
    def missed(self) -> frozenset[str]:
        """What must appear or stay open, and did neither."""
        return (self.case.must | self.case.open) - self.raised - self.not_ruled_out

    @property
    def false(self) -> frozenset[str]:
        """What was raised, and is neither expected nor allowed."""
        return self.raised - self.case.must - self.case.open - self.case.may


@dataclass(frozen=True)
class Tally:
    """How a flag, or all of a kind, came out over the cases, in numbers of flags.

    Not ruled out is neither right nor wrong, and is counted apart.
    """

    right: int
    missed: int
    false: int
    not_ruled_out: int

    @property
    def recall(self) -> float | None:
        """The share of those that must be raised that was; None where none must."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None


def judge_cases(rule_set: RuleSet, cases: Iterable[Case]) -> tuple[Judged, ...]:
    """Each case screened as a patient is."""
    return tuple(_judged(rule_set, case) for case in cases)


def _judged(rule_set: RuleSet, case: Case) -> Judged:
    flags = screen(rule_set, case.facts).flags
    raised = frozenset(each.rule.flag for each in flags if each.outcome)
    undecided = frozenset(each.rule.flag for each in flags if not each.outcome)
    return Judged(case, raised, undecided - raised)


def tally(judged: Iterable[Judged], flags: Iterable[str]) -> Tally:
    """How these flags came out, all together."""
    among = frozenset(flags)
    judged = tuple(judged)
    return Tally(
        right=sum(len(each.right & among) for each in judged),
        missed=sum(len(each.missed & among) for each in judged),
        false=sum(len(each.false & among) for each in judged),
        not_ruled_out=sum(len(each.not_ruled_out & among) for each in judged),
    )


def flags_of(kind: str) -> tuple[str, ...]:
    return tuple(name for name, flag in FLAGS.items() if flag.kind == kind)


def shortfalls(judged: Sequence[Judged]) -> list[str]:
    """What the rules fall short of, in words; empty where they are good enough."""
    found = []
    for kind, least in LEAST_RECALL.items():
        recall = tally(judged, flags_of(kind)).recall
        if recall is not None and recall < least:
            name = KINDS[kind].words
            found.append(f"{name}: {recall:.1%} found, at least {least:.0%} wanted")
    false = tally(judged, FLAGS).false / max(len(judged), 1)
    if false > MOST_FALSE:
        found.append(f"{false:.2f} false flags per case, at most {MOST_FALSE} wanted")
    return found
