"""A rule set as one Python function, built from syntax nodes: all outcomes at once.

`truth` is the meaning; this says the same faster. A condition becomes two expressions
of two values, “it holds” and “it fails”; what is neither is unknown. So Python's own
`and` and `or` do the work, and stop early.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter, methodcaller
from typing import Any, TypeAlias

from intake.rules.compiling.compiled_conditions import made, pair_of
from intake.rules.compiling.compiled_outcomes import Numbered, outcomes
from intake.rules.compiling.compiled_source import Source
from intake.rules.compiling.settled import still_open
from intake.rules.compiling.syntax import AT, constant
from intake.rules.conditions import Condition, Truth, facts_named
from intake.rules.vocabulary import Fact

# Which rule, for which area (None: for the patient), and what came out.
Judged: TypeAlias = tuple[int, int | None, Truth]
Judge: TypeAlias = Callable[[Any, Sequence[Any]], list[Judged]]
Decide: TypeAlias = Callable[[Mapping[str, Any]], Truth]


def compiled(
    conditions: Sequence[tuple[Condition, bool]],
    catalogue: Mapping[str, Fact],
    *,
    records: bool = False,
) -> Judge:
    """A function from a patient's facts, and those of each painful area, to what holds
    or is undecided. What it leaves out does not hold.

    `conditions` come with whether they are judged for each area. A fact of an area is
    looked for there and nowhere else, and so is a patient's. `records`: the facts are
    attributes, as `stored` reads them.
    """
    numbered = list(enumerate(conditions))
    once = [(number, each) for number, (each, per_area) in numbered if not per_area]
    in_areas = [(number, each) for number, (each, per_area) in numbered if per_area]
    source = Source(catalogue, records=records)
    judge_patient = outcomes(once, source, per_area=False)
    pivot = _most_named(in_areas, catalogue)
    judge_area = _ByPlace(in_areas, pivot, replace(source, area="area"))
    place_of = _place_of(pivot, records=records)

    def judge(facts: Any, areas: Sequence[Any]) -> list[Judged]:
        found: list[Judged] = []
        note = found.append
        judge_patient(facts, note)
        for number, area in enumerate(areas if in_areas else ()):
            judge_area[place_of(area)](facts, note, area, number)
        return found

    return judge


def _place_of(pivot: str, *, records: bool) -> Callable[[Any], Any]:
    if not pivot:  # they turn on no place: one function is for all
        return lambda area: None
    return attrgetter(pivot) if records else methodcaller("get", pivot)


class _ByPlace(dict[Any, Callable[..., None]]):
    """A function for the areas of each place, made when the first such area comes.

    What the place settles is not asked again: of forty conditions twenty are left.
    """

    def __init__(self, conditions: Numbered, pivot: str, source: Source) -> None:
        super().__init__()
        self.conditions = conditions
        self.pivot = pivot
        self.source = source
        self.places = source.catalogue[pivot].values if pivot else {}

    def __missing__(self, place: Any) -> Callable[..., None]:
        if place in self.places:
            left = still_open(self.conditions, self.pivot, place)
            self[place] = outcomes(left, self.source, per_area=True)
            return self[place]
        # Not known, or a word of old: all such areas share one, whatever they say.
        if None not in self:
            self[None] = outcomes(self.conditions, self.source, per_area=True)
        return self[None]


def decider(condition: Condition, catalogue: Mapping[str, Fact]) -> Decide:
    """A function from flat facts, an area's among the patient's, to the outcome."""
    source = Source(catalogue)
    pair = pair_of(condition, catalogue)
    outcome = ast.IfExp(pair.holds, constant(True), constant(None), **AT)
    body = [
        *source.opened(),
        *source.look_ups(facts_named(condition)),
        ast.Return(ast.IfExp(pair.fails, constant(False), outcome, **AT), **AT),
    ]
    return made("decide", ["facts"], body)


def _most_named(
    conditions: Iterable[tuple[int, Condition]], catalogue: Mapping[str, Fact]
) -> str:
    """The choice of an area that most conditions turn on (as a rule, where it is), or
    "" if there is none."""
    named = Counter(
        fact
        for _, condition in conditions
        for fact in sorted(facts_named(condition))
        if catalogue[fact].per_area and catalogue[fact].kind == "choice"
    )
    return max(named, key=named.__getitem__, default="")
