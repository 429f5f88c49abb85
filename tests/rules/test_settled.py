"""What a condition comes down to once one answer is known, and what it needs."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from intake.rules.compiling.needed import needs, without
from intake.rules.compiling.settled import settled, still_open
from intake.rules.conditions import AllOf, AnyOf, CountOf, Test, truth
from intake.rules.vocabulary import NONE_OF_THESE
from tests.rules.catalogue import CATALOGUE
from tests.rules.test_compiler import condition, document

CHOICE = next(each for each in CATALOGUE.values() if each.kind == "choice")
ONE, OTHER = list(CHOICE.values)[:2]
IS_ONE, IS_OTHER = (Test(CHOICE.name, "one_of", (word,)) for word in (ONE, OTHER))
OLD = Test("age", "at_least", 18)


@pytest.mark.parametrize("seed", range(5))
def test_knowing_an_answer_beforehand_changes_no_outcome(seed: int) -> None:
    chance = Random(seed)
    for _ in range(200):
        drawn = condition(chance)
        fact = CATALOGUE[chance.choice(list(CATALOGUE))]
        value = _answer(chance, fact.name)
        facts = {**_document(chance), fact.name: value}

        left = settled(drawn, fact.name, value)

        outcome = left if isinstance(left, bool) else truth(left, facts)
        assert outcome == truth(drawn, facts)


@pytest.mark.parametrize(
    ("whole", "left"),
    [
        (AllOf((IS_ONE, OLD)), AllOf((OLD,))),
        (AllOf((IS_OTHER, OLD)), False),
        (AnyOf((IS_ONE, OLD)), True),
        (AnyOf((IS_OTHER, OLD)), AnyOf((OLD,))),
        (CountOf(2, (IS_ONE, OLD, OLD)), CountOf(1, (OLD, OLD))),
        (CountOf(1, (IS_ONE, OLD)), True),
        (CountOf(2, (IS_OTHER, OLD)), False),
    ],
    ids=["all", "all fails", "any holds", "any", "count", "count is met", "too few"],
)
def test_what_the_answer_settles_is_gone(whole: Any, left: Any) -> None:
    assert settled(whole, CHOICE.name, ONE) == left


def test_what_fails_by_one_answer_is_left_out() -> None:
    numbered = [(0, IS_ONE), (1, IS_OTHER), (2, OLD)]

    assert still_open(numbered, CHOICE.name, ONE) == [(0, AllOf(())), (2, OLD)]


@pytest.mark.parametrize("seed", range(5))
def test_without_one_thing_it_needs_a_condition_fails(seed: int) -> None:
    chance = Random(seed)
    for _ in range(300):
        drawn = condition(chance)
        facts = _document(chance)
        for need in needs(drawn, CATALOGUE):
            if isinstance(need, str):
                facts[need] = [NONE_OF_THESE]
            elif truth(need, facts) is not False:
                continue

            assert truth(drawn, facts) is False


@pytest.mark.parametrize("seed", range(5))
def test_what_is_left_after_what_it_needs_tells_whether_it_fails(seed: int) -> None:
    chance = Random(seed)
    for _ in range(300):
        drawn = condition(chance)
        facts = _document(chance)
        met = frozenset(
            need
            for need in needs(drawn, CATALOGUE)
            if isinstance(need, Test) and truth(need, facts) is not False
        )

        left = without(drawn, met)

        fails = left is not None and truth(left, facts) is False
        assert fails is (truth(drawn, facts) is False)


def _document(chance: Random) -> dict[str, Any]:
    return document(chance, per_area=False) | document(chance, per_area=True)


def _answer(chance: Random, name: str) -> Any:
    fact = CATALOGUE[name]
    words: Mapping[str, str] = fact.values
    if fact.kind == "number":
        return chance.randint(5, 30)
    word = chance.choice(list(words))
    return [word] if fact.kind == "many" else word
