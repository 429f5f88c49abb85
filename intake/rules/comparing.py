"""Two wordings of the rules on one patient's facts: what the second would change."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import msgspec

from intake.rules.compiling.compiler import Judged
from intake.rules.compiling.stored import JudgeStored, stored_judge
from intake.rules.conditions import Truth
from intake.rules.rule_set import Rule, RuleSet
from intake.rules.screen import Place, Screening, area_key, screened

NEWLY_RAISED = "newly_raised"
NO_LONGER_RAISED = "no_longer_raised"
NEWLY_UNKNOWN = "newly_unknown"
# In the place of a flag it has both priorities: "urgent>likely".
PRIORITY_CHANGED = "priority_changed"

# What kind of change, and of which flag.
Change: TypeAlias = tuple[str, str]
Compare: TypeAlias = Callable[[bytes | str], Sequence[Change]]
# A flag, and the area that it is on.
_Spot: TypeAlias = tuple[str, str | None]

_THE_PATIENT: Place = (None, {})


class _Area(msgspec.Struct):
    """What an area goes by."""

    site: Any = None
    side: Any = None


class _Areas(msgspec.Struct):
    pain_areas: tuple[_Area, ...] | None = None


_areas_of = msgspec.json.Decoder(_Areas).decode


@dataclass(frozen=True)
class _Union:
    """The rules of both, each that says the same in both once: first those, then the
    others of `before`, then the others of `after`.

    `rows_before` and `rows_after`: where each stands in either set, or None.
    """

    before: RuleSet
    after: RuleSet
    rules: tuple[Rule, ...]
    rows_before: tuple[int | None, ...]
    rows_after: tuple[int | None, ...]
    alike: int  # so many say the same in both
    # What each says when it comes out: rules of the same number say the same.
    says: tuple[int, ...]


def comparer(before: RuleSet, after: RuleSet) -> Compare:
    """A function from one facts document, as JSON, to what would change for it.

    The document is judged by the rules that differ, each read no further than these
    ask. Only where they come out otherwise is it judged by the rules of both: then the
    findings are those of `screen`, and `changes` compares them. The function raises
    ValueError for what is no document at all.
    """
    both = _union(before, after)
    alike, says, of_before = both.alike, both.says, both.rows_before
    judge_unlike = _judge(both, both.rules[alike:])
    judge_all = cache(lambda: _judge(both, both.rules))

    def compare(document: bytes | str) -> Sequence[Change]:
        was: set[tuple[int, int | None, Truth]] = set()
        now: set[tuple[int, int | None, Truth]] = set()
        for row, area, outcome in judge_unlike(document):
            side = now if of_before[alike + row] is None else was
            side.add((says[alike + row], area, outcome))
        # Nobody is told which rule it was: the same from another rule is no change.
        return () if was == now else _changes(both, judge_all()(document), document)

    return compare


def changes(was: Screening, now: Screening) -> tuple[Change, ...]:
    """What changed from one screening of a patient to another, each change once.

    A flag counts by the area that it is on: where it goes from one and comes to
    another, it is both newly raised and no longer raised. Newly unknown is what is
    undecided now and was decided before, whatever came out: a flag that was raised and
    cannot be decided any more is no longer raised (unless it is “not ruled out”, which
    is a flag) and newly unknown.
    """
    found = {
        NEWLY_RAISED: _flagged(now) - _flagged(was),
        NO_LONGER_RAISED: _flagged(was) - _flagged(now),
        NEWLY_UNKNOWN: _undecided(now) - _undecided(was),
    }
    flags = [
        (kind, flag)
        for kind, spots in found.items()
        for flag in sorted({flag for flag, _area in spots})
    ]
    if was.priority != now.priority:
        flags.append((PRIORITY_CHANGED, f"{was.priority}>{now.priority}"))
    return tuple(flags)


def _flagged(screening: Screening) -> set[_Spot]:
    return {(each.rule.flag, each.area) for each in screening.flags}


def _undecided(screening: Screening) -> set[_Spot]:
    """Where one rule raises a flag, it does not matter that another cannot tell."""
    raised = {(e.rule.flag, e.area) for e in screening.findings if e.outcome}
    return {(e.rule.flag, e.area) for e in screening.unknown} - raised


def _judge(both: _Union, rules: tuple[Rule, ...]) -> JudgeStored:
    return stored_judge(RuleSet(rules, {}, both.after.catalogue))


def _changes(
    both: _Union, judged: Sequence[Judged], document: bytes | str
) -> Sequence[Change]:
    places = _places(document)
    return changes(
        screened(both.before, _rows(judged, both.rows_before), places),
        screened(both.after, _rows(judged, both.rows_after), places),
    )


def _rows(judged: Iterable[Judged], rows: Sequence[int | None]) -> list[Judged]:
    """The same in the numbers of one of the two sets, its own alone."""
    numbered = ((rows[row], area, outcome) for row, area, outcome in judged)
    return [(row, area, outcome) for row, area, outcome in numbered if row is not None]


def _places(document: bytes | str) -> Mapping[int | None, Place]:
    """The patient and each area by what it goes by. Nobody asks for evidence here, so
    they come without their facts."""
    found = enumerate(_areas_of(document).pain_areas or ())
    areas: dict[int | None, Place] = {
        number: (area_key({"site": each.site, "side": each.side}, number + 1), {})
        for number, each in found
    }
    return areas | {None: _THE_PATIENT}


def _union(before: RuleSet, after: RuleSet) -> _Union:
    left: dict[Hashable, list[int]] = defaultdict(list)
    for row, rule in enumerate(before.rules):
        left[_meaning(rule)].append(row)
    pairs: list[tuple[int | None, int | None]] = []
    new: list[tuple[int | None, int | None]] = []
    for row, rule in enumerate(after.rules):
        same = left[_meaning(rule)]
        (pairs if same else new).append((same.pop(0) if same else None, row))
    old = [(row, None) for row in sorted(row for rows in left.values() for row in rows)]
    rows = [*pairs, *old, *new]
    rules = tuple(
        before.rules[was] if was is not None else after.rules[now or 0]
        for was, now in rows
    )
    numbers: dict[Hashable, int] = {}
    return _Union(
        before=before,
        after=after,
        rules=rules,
        rows_before=tuple(was for was, _ in rows),
        rows_after=tuple(now for _, now in rows),
        alike=len(pairs),
        says=tuple(numbers.setdefault(_says(each), len(numbers)) for each in rules),
    )


def _says(rule: Rule) -> Hashable:
    """All of it that a finding is made of, but its words."""
    return rule.kind, rule.flag, rule.strength, rule.per_area, rule.if_unknown


def _meaning(rule: Rule) -> Hashable:
    """All of it that decides; its name, title and reason do not."""
    return _says(rule), rule.when
