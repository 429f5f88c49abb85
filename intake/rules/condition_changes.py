"""What differs between two wordings of a condition, in plain words."""

from bisect import bisect
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
    parts,
)
from intake.rules.examining.written import condition_written
from intake.rules.operators import OPERATORS
from intake.rules.plain_words import sentence
from intake.rules.vocabulary import Fact
from intake.rules.words import answer_in_words, test_in_words, with_unit

Catalogue: TypeAlias = Mapping[str, Fact]
ListOf: TypeAlias = AllOf | AnyOf | CountOf
# A condition of one wording and what stands in its place in the other; None where
# nothing does.
Pair: TypeAlias = tuple[Condition | None, Condition | None]
# How alike two different tests of one fact are: that fact of the three things they ask.
TWO_TESTS = 1 / 3


def condition_changes(
    before: Condition, after: Condition, catalogue: Catalogue
) -> tuple[str, ...]:
    """Each change in a sentence; none where both are written alike.

    A definition is known by its name here: what it stands for is compared by itself.
    """
    return tuple(_changes(before, after, catalogue))


def _changes(before: Condition, after: Condition, known: Catalogue) -> Iterator[str]:
    if _same(before, after):
        return
    match before, after:
        case Test(), Test() if before.fact == after.fact:
            yield from _of_tests(before, after, known[after.fact])
        case (Not(), _) | (_, Not()):
            yield from _of_not(before, after, known)
        case AllOf() | AnyOf() | CountOf(), AllOf() | AnyOf() | CountOf():
            yield from _of_lists(before, after, known)
        case _:
            yield from _of_one_in_the_other(before, after, known)


def _of_not(before: Condition, after: Condition, known: Catalogue) -> Iterator[str]:
    match before, after:
        case Not(inner), Not(other):
            for words in _changes(inner, other, known):
                yield f"Under “not”: {words}"
        case _, Not(inner) if _same(before, inner):
            yield f"“not” was put before: {sentence(before, known)}."
        case Not(inner), _ if _same(inner, after):
            yield f"“not” was taken away before: {sentence(after, known)}."
        case _:
            yield from _of_one_in_the_other(before, after, known)


def _of_one_in_the_other(
    before: Condition, after: Condition, known: Catalogue
) -> Iterator[str]:
    """One was put into a list, or is what is left of one; or they have nothing in
    common."""
    if isinstance(after, ListOf) and _has(after, before):
        yield from _of_parts((before,), after.conditions, _name(after), known)
    elif isinstance(before, ListOf) and _has(before, after):
        yield from _of_parts(before.conditions, (after,), _name(before), known)
    else:
        yield from _was_and_is(before, after, known)


def _same(one: Condition, other: Condition) -> bool:
    return condition_written(one) == condition_written(other)


def _has(condition: Condition, part: Condition) -> bool:
    return any(_same(each, part) for each in parts(condition))


def _was_and_is(before: Condition, after: Condition, known: Catalogue) -> Iterator[str]:
    was, now = sentence(before, known), sentence(after, known)
    if was == now:  # the words are the same, and the writing is not
        was, now = condition_written(before), condition_written(after)
    yield f"It was: {was}. It is now: {now}."


def _of_tests(before: Test, after: Test, fact: Fact) -> Iterator[str]:
    if before.operator != after.operator:
        was, now = test_in_words(fact, before), test_in_words(fact, after)
        yield f"“{fact.label}”: “{was}” became “{now}”."
    elif OPERATORS[after.operator].takes == "values":
        yield from _of_values(before, after, fact)
    else:
        compared = OPERATORS[after.operator].says.removeprefix("is ")
        was = " and ".join(answer_in_words(fact, each) for each in _operands(before))
        now = " and ".join(answer_in_words(fact, each) for each in _operands(after))
        now = with_unit(fact, now)
        yield f"“{fact.label}”, {compared}: from {was} to {now}."


def _of_values(before: Test, after: Test, fact: Fact) -> Iterator[str]:
    was, now = _operands(before), _operands(after)
    gone = [answer_in_words(fact, each) for each in was if each not in now]
    come = [answer_in_words(fact, each) for each in now if each not in was]
    says = OPERATORS[after.operator].says
    of = f"“{fact.label}”" if after.operator == "one_of" else f"“{fact.label}” ({says})"
    if len(was) == len(now) == len(gone) == 1:
        yield f"{of}: from “{gone[0]}” to “{come[0]}”."
        return
    for each in gone:
        yield f"“{each}” removed from {of}."
    for each in come:
        yield f"“{each}” added to {of}."
    if not gone and not come:
        yield f"{of}: the same answers, written otherwise."


def _operands(test: Test) -> tuple[Any, ...]:
    return test.operand if isinstance(test.operand, tuple) else (test.operand,)


def _of_lists(before: ListOf, after: ListOf, known: Catalogue) -> Iterator[str]:
    if type(before) is not type(after):
        yield from _of_other_lists(before, after, known)
        return
    if _name(before) != _name(after):
        yield f"“{_name(before)}” became “{_name(after)}”{_first(after, known)}."
    yield from _of_parts(before.conditions, after.conditions, _name(after), known)


def _of_other_lists(before: ListOf, after: ListOf, known: Catalogue) -> Iterator[str]:
    """One is a list of another sort: it took the place of the other, or was put in."""
    apart = not _has(after, before) and not _has(before, after)
    if apart and any(_has(after, each) for each in before.conditions):
        yield f"“{_name(before)}” became “{_name(after)}”{_first(after, known)}."
        yield from _of_parts(before.conditions, after.conditions, _name(after), known)
    else:
        yield from _of_one_in_the_other(before, after, known)


def _first(condition: ListOf, known: Catalogue) -> str:
    """By what a list of conditions is found: its first one, where it has any."""
    if not condition.conditions:
        return ""
    return f", of those that begin with: {sentence(condition.conditions[0], known)}"


def _name(condition: ListOf) -> str:
    match condition:
        case AllOf():
            return "all of these"
        case AnyOf():
            return "any of these"
        case CountOf(at_least):  # pragma: no branch
            return f"at least {at_least} of these"


def _of_parts(
    before: Sequence[Condition],
    after: Sequence[Condition],
    name: str,
    known: Catalogue,
) -> Iterator[str]:
    said = False
    for one, other in _paired(before, after):
        if one is not None and other is not None:
            words = _changes(one, other, known)
        elif one is not None:
            gone = sentence(one, known)
            words = iter((f"Condition removed from “{name}”: {gone}.",))
        else:
            come = sentence(other, known) if other is not None else ""
            words = iter((f"Condition added to “{name}”: {come}.",))
        for each in words:
            said = True
            yield each
    if not said and [*map(condition_written, before)] != [
        *map(condition_written, after)
    ]:
        yield f"The conditions of “{name}” stand in another order."


def _paired(before: Sequence[Condition], after: Sequence[Condition]) -> list[Pair]:
    """What is new or changed beside what it was, then what is gone."""
    gone, come = _without_shared(before, after), _without_shared(after, before)
    partner = _partners(gone, come)
    taken = {*partner.values()}
    pairs: list[Pair] = [
        (gone[partner[place]] if place in partner else None, each)
        for place, each in enumerate(come)
    ]
    pairs.extend((each, None) for n, each in enumerate(gone) if n not in taken)
    return pairs


def _partners(gone: Sequence[Condition], come: Sequence[Condition]) -> dict[int, int]:
    """By the place of what has come, the place of what it was: of every two that ask
    something the same, first those that are most alike."""
    ranked = sorted(_likenesses(gone, come))
    alike = bisect(ranked, (-TWO_TESTS,))
    partner: dict[int, int] = {}
    taken: set[int] = set()

    def pair(places: Iterable[tuple[int, int]]) -> None:
        for place, other_place in places:
            if place not in taken and other_place not in partner:
                partner[other_place] = place
                taken.add(place)

    pair(places for _likeness, places in ranked[:alike])
    pair(_tests_in_turn(_tests(gone, taken), _tests(come, partner)))
    pair(places for _likeness, places in ranked[alike:])
    return partner


def _likenesses(
    gone: Sequence[Condition], come: Sequence[Condition]
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Of every two but two tests: how much of what they ask is the same, from -1 (all)
    to 0, and their places."""
    asks = [(place, _asks(each), _fact(each)) for place, each in enumerate(come)]
    for place, each in enumerate(gone):
        one, fact = _asks(each), _fact(each)
        for other_place, other, other_fact in asks:
            if not (fact and other_fact) and one & other:
                yield -len(one & other) / len(one | other), (place, other_place)


def _fact(condition: Condition) -> str | None:
    """What it asks, if that is one thing."""
    match condition:
        case Test(fact) | Not(Test(fact)):
            return fact
    return None


def _tests(
    conditions: Sequence[Condition], but: Container[int]
) -> dict[str, list[int]]:
    """By the fact they ask, the places of the tests that are not among these."""
    found: dict[str, list[int]] = {}
    for place, each in enumerate(conditions):
        if (fact := _fact(each)) and place not in but:
            found.setdefault(fact, []).append(place)
    return found


def _tests_in_turn(
    gone: Mapping[str, Sequence[int]], come: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Two tests of one fact are as alike as any other two: there may be hundreds."""
    for fact, places in gone.items():
        yield from zip(places, come.get(fact, ()), strict=False)


def _without_shared(
    conditions: Sequence[Condition], others: Sequence[Condition]
) -> list[Condition]:
    """Those that do not stand among the others just so; what stands twice, twice."""
    left = Counter(map(condition_written, others))
    found = []
    for each in conditions:
        written = condition_written(each)
        if left[written]:
            left[written] -= 1
        else:
            found.append(each)
    return found


def _asks(condition: Condition) -> frozenset[str]:
    match condition:
        case Test(fact):
            return frozenset((fact, condition_written(condition)))
        case Holds(name):
            return frozenset((f"holds: {name}",))
        case _:
            return frozenset().union(*map(_asks, parts(condition)))
