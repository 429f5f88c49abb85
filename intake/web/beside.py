"""What a version of the rules says of one patient, beside what the version in force
says: flag by flag, with the reasons and where the two differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from intake import rules
from intake.questionnaire.body import area_name
from intake.rules import FLAGS, KINDS, Finding, Part, RuleSet, Screening, printable
from intake.web.waiting import PRIORITY_WORDS

NOT_RAISED = "Not raised"
NOT_JUDGED = "Not judged: this version has no rule for it"
PLACE_OF_KIND = {kind: place for place, kind in enumerate(KINDS)}

# A flag, and the painful area that it is about.
Key: TypeAlias = tuple[str, str | None]


@dataclass(frozen=True)
class Said:
    """What one rule says: in a few words, why, and what it would have to know."""

    words: str
    rule: str
    because: str
    missing: tuple[str, ...]
    tree: Part
    is_flag: bool
    example: str  # as it can be pasted under the rule's examples

    @property
    def is_raised(self) -> bool:
        return self.tree.outcome is True

    @property
    def text(self) -> tuple[object, ...]:
        """What is read of it."""
        return self.words, self.rule, self.because, self.missing


@dataclass(frozen=True)
class Cell:
    """What one version says of a flag, the strongest first."""

    words: str
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Line:
    """A flag, as the version says it and as the version in force does; `there` is None
    where there is nothing to compare with."""

    words: str
    kind: str
    here: Cell
    there: Cell | None

    @property
    def differs(self) -> bool:
        return self.there is not None and self.here.words != self.there.words

    @property
    def is_same(self) -> bool:
        """Whether both say the same, for the same reasons."""
        ours = [each.text for each in self.here.said]
        return self.there is not None and ours == [e.text for e in self.there.said]

    @property
    def said(self) -> tuple[Said, ...]:
        return self.here.said + (self.there.said if self.there else ())


@dataclass(frozen=True)
class Priority:
    name: str
    words: str


@dataclass(frozen=True)
class Result:
    """One patient judged. `raised`: by a version at least, and whatever differs."""

    here: Priority
    there: Priority | None
    lines: tuple[Line, ...]

    @property
    def differences(self) -> int:
        return sum(line.differs for line in self.lines)

    @property
    def raised(self) -> list[Line]:
        return [each for each in self.lines if _stands_first(each)]

    @property
    def not_ruled_out(self) -> list[Line]:
        left = (each for each in self.lines if not _stands_first(each))
        return [each for each in left if any(said.is_flag for said in each.said)]

    @property
    def undecided(self) -> list[Line]:
        left = (each for each in self.lines if not _stands_first(each))
        return [each for each in left if not any(said.is_flag for said in each.said)]


@dataclass(frozen=True)
class Why:
    """One rule, in one place: what it came out as, and its whole tree."""

    words: str
    where: str
    tree: Part


def judge(
    rule_set: RuleSet, in_force: RuleSet | None, facts: Mapping[str, Any]
) -> Result:
    """The facts put to both. `in_force` is None where it is the version itself, or is
    not understood any more."""
    here = rules.screen(rule_set, facts)
    there = rules.screen(in_force, facts) if in_force else None
    return Result(
        _priority(here),
        _priority(there) if there else None,
        tuple(_lines(rule_set, here, in_force, there)),
    )


def why(rule_set: RuleSet, rule_id: str, facts: Mapping[str, Any]) -> list[Why]:
    """The rule of this id for the patient, or for each painful area; none, if there is
    no such rule."""
    return [
        Why(_words(found), _where(found.area), rules.tree_of(found))
        for rule in rule_set.rules
        if rule.id == rule_id
        for found in rules.findings_of(rule_set, rule, facts)
    ]


def _lines(
    rule_set: RuleSet,
    here: Screening,
    in_force: RuleSet | None,
    there: Screening | None,
) -> Iterator[Line]:
    ours, theirs = _by_flag(here), _by_flag(there) if there else {}
    for key in sorted({**ours, **theirs}, key=_gravest_first):
        flag, area = key
        words = FLAGS[flag].words
        yield Line(
            f"{words}, {_where(area)}" if area else words,
            FLAGS[flag].kind,
            _cell(rule_set, flag, ours.get(key, [])),
            _cell(in_force, flag, theirs.get(key, [])) if in_force else None,
        )


def _by_flag(screening: Screening) -> dict[Key, list[Finding]]:
    """What was raised, then what is undecided; each rule once in a place."""
    found: dict[Key, list[Finding]] = {}
    for each in (*screening.flags, *screening.unknown):
        same = found.setdefault((each.rule.flag, each.area), [])
        if each not in same:
            same.append(each)
    return found


def _cell(rule_set: RuleSet, flag: str, findings: Iterable[Finding]) -> Cell:
    said = tuple(_said(each) for each in findings)
    if said:
        return Cell(said[0].words, said)
    judged = flag in {rule.flag for rule in rule_set.rules}
    return Cell(NOT_RAISED if judged else NOT_JUDGED)


def _said(finding: Finding) -> Said:
    catalogue = finding.rule_set.catalogue
    missing = (catalogue[each].label for each in finding.missing)
    return Said(
        words=_words(finding),
        rule=printable(finding.rule.title),
        because=printable(finding.because),
        missing=tuple(dict.fromkeys(missing)),
        tree=rules.tree_of(finding),
        is_flag=finding.is_flag,
        example=rules.example_to_paste(rules.example_of(finding)),
    )


def _words(finding: Finding) -> str:
    if finding.outcome is False:
        return NOT_RAISED
    if finding.outcome is None:
        return "Not ruled out" if finding.not_ruled_out else "Could not be decided"
    strength = finding.rule.strength
    return f"Raised: {strength}" if strength else "Raised"


def _stands_first(line: Line) -> bool:
    return line.differs or any(said.is_raised for said in line.said)


def _where(area: str | None) -> str:
    return area_name(area) if area else ""


def _gravest_first(key: Key) -> tuple[int, str, str]:
    flag, area = key
    return PLACE_OF_KIND[FLAGS[flag].kind], FLAGS[flag].words, area or ""


def _priority(screening: Screening) -> Priority:
    return Priority(screening.priority, PRIORITY_WORDS[screening.priority])
