"""Screening: every rule is judged, so that a clinician can see why and why not."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Generic, TypeAlias, TypeVar

from intake.rules.compiling.compiler import Judged
from intake.rules.conditions import Truth, known, truth
from intake.rules.evidence import Evidence
from intake.rules.facts import AREAS
from intake.rules.rule_set import Rule, RuleSet
from intake.rules.vocabulary import KINDS, PRIORITIES
from intake.rules.words import fill

Value = TypeVar("Value")
# What a place goes by (None: the patient), and the facts that its rules are judged on.
Place: TypeAlias = tuple[str | None, Mapping[str, Any]]

PLACE_OF_KIND = {kind: place for place, kind in enumerate(KINDS)}
PLACE_OF_PRIORITY = {priority: place for place, priority in enumerate(PRIORITIES)}


class _Once(Generic[Value]):
    """A property that is worked out when first asked for, and kept. (That of functools
    takes a lock each time until Python 3.12, and findings are many.)"""

    def __init__(self, work_out: Callable[[Any], Value]) -> None:
        self.work_out = work_out

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, finding: Any, owner: type) -> Value:
        kept: Value = self.work_out(finding)
        finding.__dict__[self.name] = kept
        return kept


@dataclass
class Finding:
    """One rule judged for one patient, or for one of their painful areas.

    Nobody changes one; it is not frozen because that would take four times as long.
    """

    rule: Rule
    area: str | None  # "knee:right"; None for the patient
    outcome: Truth
    not_ruled_out: bool  # undecided, and too grave to leave at that
    facts: Mapping[str, Any] = field(repr=False)  # what it was judged on
    rule_set: RuleSet = field(repr=False)

    @_Once
    def because(self) -> str:
        return fill(self.rule.because, self.facts, self.rule_set.catalogue)

    @_Once
    def evidence(self) -> tuple[Evidence, ...]:
        return self.rule_set.evidence(self.rule, self.facts, self.outcome)

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would settle it, while it is undecided."""
        undecided = self.outcome is None
        return tuple(dict.fromkeys(e.fact for e in self.evidence)) if undecided else ()

    @property
    def is_flag(self) -> bool:
        return self.outcome is True or self.not_ruled_out

    @property
    def counts_as(self) -> str:
        """The priority that this finding alone would give: one of PRIORITIES."""
        kind = KINDS[self.rule.kind]
        if self.outcome is True:
            return kind.raised_as[self.rule.strength]
        if self.outcome is False:
            return "none"
        return kind.not_ruled_out_as if self.not_ruled_out else kind.undecided_as


@dataclass(frozen=True)
class Screening:
    """What was raised and what is undecided, in the order of the rules, then the areas.

    Every other rule was judged too, and not raised; `findings_of` says why.
    """

    findings: tuple[Finding, ...]

    @property
    def priority(self) -> str:
        """The gravest that any finding counts as: one of PRIORITIES."""
        counts = {finding.counts_as for finding in self.findings}
        return min(counts, key=PLACE_OF_PRIORITY.__getitem__, default="none")

    @property
    def flags(self) -> tuple[Finding, ...]:
        """What was raised or could not be ruled out, in the order of KINDS.

        A candidate that is likely is possible too: that is not said again.
        """
        strongest: dict[tuple[str, str | None], str | None] = {}
        return tuple(
            each
            for each in _gravest_first(each for each in self.findings if each.is_flag)
            if strongest.setdefault((each.rule.flag, each.area), each.rule.strength)
            == each.rule.strength
        )

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """What could not be decided, with or without a flag, in the order of KINDS."""
        return _gravest_first(each for each in self.findings if each.outcome is None)


def screen(
    rule_set: RuleSet, facts: Mapping[str, Any], *, while_draft: bool = False
) -> Screening:
    """Judge every rule, for the patient or for each of their painful areas.

    `facts` are as `read_facts` gives them. `while_draft`: questions still lie ahead,
    so that an unanswered one is never “not ruled out”.
    """
    judged = rule_set.judge(facts, facts.get(AREAS, ()))
    places = dict(_places(facts)) if judged else {}
    return screened(rule_set, judged, places, while_draft=while_draft)


def screened(
    rule_set: RuleSet,
    judged: Iterable[Judged],
    places: Mapping[int | None, Place],
    *,
    while_draft: bool = False,
) -> Screening:
    """What the judgements of its rules come to: live and in a replay, by this alone.

    `places` are those that they speak of, by number; None is the patient.
    """
    rules = rule_set.rules
    return Screening(
        tuple(
            _finding(rule_set, rules[row], places[place], outcome, while_draft)
            for row, place, outcome in sorted(judged, key=itemgetter(0))
        )
    )


def findings_of(
    rule_set: RuleSet, rule: Rule, facts: Mapping[str, Any]
) -> tuple[Finding, ...]:
    """This rule for this patient, or for each of their areas, raised or not."""
    return tuple(
        _finding(rule_set, rule, place, truth(rule.when, place[1]), while_draft=False)
        for number, place in _places(facts)
        if (number is not None) is rule.per_area
    )


def area_key(area: Mapping[str, Any], number: int) -> str:
    """What an area goes by: `knee:right`; where no site was given, its number."""
    site, side = known(area.get("site")), known(area.get("side"))
    return ":".join(filter(None, (site, side))) if site else f"area {number}"


def as_json(screening: Screening) -> dict[str, Any]:
    """The screening as one JSON object: its priority, the flags and the undecided."""
    return {
        "priority": screening.priority,
        "flags": flags_as_json(screening),
        "unknown": [
            {
                "rule": finding.rule.id,
                "flag": finding.rule.flag,
                "area": finding.area,
                "missing": list(finding.missing),
            }
            for finding in screening.unknown
        ],
    }


def flags_as_json(screening: Screening) -> list[dict[str, Any]]:
    """The flags alone, as they stand in `as_json`."""
    return [
        {
            "flag": finding.rule.flag,
            "kind": finding.rule.kind,
            "strength": finding.rule.strength,
            "area": finding.area,
            "rule": finding.rule.id,
            "because": finding.because,
            "not_ruled_out": finding.not_ruled_out,
            "evidence": [dict(vars(each)) for each in finding.evidence],
        }
        for finding in screening.flags
    ]


def _places(facts: Mapping[str, Any]) -> Iterator[tuple[int | None, Place]]:
    """Where rules are judged: the patient, then each area, with what it goes by and
    its answers in front of the patient's own."""
    implied = frozenset(facts.get("implied", ()))
    patient = {**facts, "implied": implied}
    yield None, (None, patient)
    for number, area in enumerate(facts.get(AREAS, ())):
        here = implied.union(area.get("implied", ()))
        around = {**patient, **area, "implied": here}
        yield number, (area_key(area, number + 1), around)


def _finding(
    rule_set: RuleSet,
    rule: Rule,
    place: Place,
    outcome: Truth,
    while_draft: bool,
) -> Finding:
    area, around = place
    grave = outcome is None and rule.if_unknown == "raise"
    not_ruled_out = grave and not while_draft
    return Finding(rule, area, outcome, not_ruled_out, around, rule_set)


def _gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_gravity))


def _gravity(finding: Finding) -> tuple[int, int]:
    return PLACE_OF_KIND[finding.rule.kind], PLACE_OF_PRIORITY[finding.counts_as]
