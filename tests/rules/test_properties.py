"""What must be so for every rule, every patient and every text."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.rules import InvalidFacts, InvalidRuleSet, RuleSet, read, read_facts
from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    Test,
    parts,
    truth,
)
from intake.rules.evidence import evidence
from intake.rules.values import read_answer
from intake.rules.vocabulary import Fact
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, written

# On a busy machine any one case may take its time.
UNHURRIED = settings(deadline=None)
THOROUGH = settings(deadline=None, max_examples=300)

NUMBERS = st.integers(5, 30)


def answers(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.kind == "number":
        return NUMBERS
    if fact.kind == "choice":
        return st.sampled_from(sorted(fact.values))
    some = st.sampled_from(sorted(fact.values.keys() - {"none"}))
    return st.lists(some, min_size=1, unique=True) | st.just(["none"])


FACTS = st.fixed_dictionaries(
    {}, optional={name: answers(fact) for name, fact in CATALOGUE.items()}
)


def comparisons(fact: Fact) -> st.SearchStrategy[Test]:
    if fact.kind == "number":
        return st.builds(
            Test,
            st.just(fact.name),
            st.sampled_from(["at_least", "more_than", "at_most", "less_than"]),
            NUMBERS,
        )
    listed = ["one_of", "none_of", *(["includes_all"] if fact.kind == "many" else [])]
    words = st.lists(st.sampled_from(sorted(fact.values)), min_size=1, unique=True)
    return st.builds(
        Test, st.just(fact.name), st.sampled_from(listed), words.map(tuple)
    )


def groups(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, inner),
        st.builds(CountOf, st.integers(1, 4), several),
        st.builds(Holds, st.just("a-definition"), inner),
    )


CONDITIONS = st.recursive(
    st.one_of([comparisons(fact) for fact in CATALOGUE.values()]), groups, max_leaves=12
)


@UNHURRIED
@given(CONDITIONS, FACTS, st.data())
def test_one_more_answer_never_flips_what_is_decided(
    condition: Condition, facts: dict[str, Any], data: st.DataObject
) -> None:
    before = truth(condition, facts)
    asked = data.draw(st.sampled_from(sorted(CATALOGUE)))

    after = truth(condition, {asked: data.draw(answers(CATALOGUE[asked])), **facts})

    assert before is None or after is before


@UNHURRIED
@given(CONDITIONS, FACTS, st.randoms(use_true_random=False))
def test_the_order_of_conditions_never_matters(
    condition: Condition, facts: dict[str, Any], chance: random.Random
) -> None:
    other = shuffled(condition, chance)

    assert truth(other, facts) is truth(condition, facts)
    assert evidence(other, facts, CATALOGUE) == evidence(condition, facts, CATALOGUE)


@UNHURRIED
@given(CONDITIONS, FACTS)
def test_an_undecided_condition_is_settled_by_what_it_names(
    condition: Condition, facts: dict[str, Any]
) -> None:
    found = evidence(condition, facts, CATALOGUE)

    undecided = truth(condition, facts) is None
    assert {each.holds is None for each in found} <= {undecided}
    assert not undecided or {each.fact for each in found}.isdisjoint(facts)


@UNHURRIED
@given(CONDITIONS, FACTS)
def test_evidence_alone_decides_the_same(
    condition: Condition, facts: dict[str, Any]
) -> None:
    found = {each.fact for each in evidence(condition, facts, CATALOGUE)}
    kept = {name: value for name, value in facts.items() if name in found}

    assert truth(condition, kept) is truth(condition, facts)


PIECES = st.sampled_from(
    [
        *("language: 1\n", "rules:\n", "- ", "  ", "\n", ": ", "{", "}", "[", "]"),
        *("when", "all", "any", "not", "count", "holds", "at_least", "of", "age"),
        *("&a ", "*a", "!!str ", "---\n", "'", '"', "#", "|\n", "? ", "<<", "\t", "%"),
        *("\x00", "\ud800", "\u2028", "\ufeff", "é", "yes", "12:30", "1e999"),
    ]
)


@THOROUGH
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_any_text_is_a_rule_set_or_has_problems(text: str) -> None:
    assert is_read_or_refused(text)


@THOROUGH
@given(st.data())
def test_a_damaged_file_is_a_rule_set_or_has_problems(data: st.DataObject) -> None:
    text = written(RULE, CANDIDATE)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))

    assert is_read_or_refused(text[:start] + data.draw(PIECES) + text[end:])


JSON: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.sampled_from([*CATALOGUE, "yes", "none", "not_sure", "implied"]),
        st.text(),
    ),
    lambda inner: st.one_of(
        st.lists(inner),
        st.dictionaries(st.sampled_from([*CATALOGUE, "pain_areas", "implied"]), inner),
    ),
    max_leaves=15,
)


@THOROUGH
@given(JSON)
def test_any_json_is_facts_or_has_reasons(document: Any) -> None:
    facts = read_or_reasons(document)

    assert isinstance(facts, str) or read_facts(facts, CATALOGUE) == facts


@UNHURRIED
@given(FACTS)
def test_every_answer_offered_is_accepted(facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        assert read_answer(CATALOGUE[name], value) == value


def shuffled(condition: Condition, chance: random.Random) -> Condition:
    inner = [shuffled(part, chance) for part in parts(condition)]
    chance.shuffle(inner)
    match condition:
        case AllOf():
            return AllOf(tuple(inner))
        case AnyOf():
            return AnyOf(tuple(inner))
        case CountOf(at_least, _):
            return CountOf(at_least, tuple(inner))
        case Not():
            return Not(inner[0])
        case Holds(name, _):
            return Holds(name, inner[0])
        case Test():
            return condition


def is_read_or_refused(text: str) -> bool:
    try:
        return isinstance(read({"rules.yaml": text}, CATALOGUE), RuleSet)
    except InvalidRuleSet as invalid:
        return all(problem.line >= 1 and str(problem) for problem in invalid.problems)


def read_or_reasons(document: Any) -> dict[str, Any] | str:
    try:
        return read_facts(document, CATALOGUE)
    except InvalidFacts as invalid:
        return str(invalid)
