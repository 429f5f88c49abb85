"""Compiled and walked, a rule set says the same of every patient."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.rules.compiled_comparisons import COMPARISONS
from intake.rules.compiler import Judged, compiled
from intake.rules.conditions import Condition, Test, facts_named, truth
from intake.rules.evidence import evidence
from intake.rules.explainer import explainer
from intake.rules.operators import OPERATORS
from intake.rules.vocabulary import UNKNOWN_VALUES, Fact
from tests.rules.catalogue import CATALOGUE
from tests.rules.test_properties import CONDITIONS, answers

OF_AREAS = {name for name, fact in CATALOGUE.items() if fact.per_area}


def said(fact: Fact) -> st.SearchStrategy[Any]:
    """An answer, or one of the ways in which there is none."""
    unknown = sorted(UNKNOWN_VALUES)
    nothing = st.sampled_from([None, *unknown])
    if fact.kind == "many":
        nothing = st.sampled_from([None, [], *([each] for each in unknown), unknown])
    return answers(fact) | nothing


def documents(*, per_area: bool) -> st.SearchStrategy[dict[str, Any]]:
    facts = {name: said(CATALOGUE[name]) for name in CATALOGUE}
    here = {name: facts[name] for name in facts if (name in OF_AREAS) is per_area}
    return st.fixed_dictionaries({}, optional=here)


PATIENTS = st.tuples(
    documents(per_area=False), st.lists(documents(per_area=True), max_size=3)
)


EVERYWHERE = st.builds(
    lambda patient, area: {**patient, **area},
    documents(per_area=False),
    documents(per_area=True),
)


# 250 times ten conditions and eight patients: twenty thousand pairs.
@settings(deadline=None, max_examples=250)
@given(
    st.lists(CONDITIONS, min_size=10, max_size=10),
    st.lists(PATIENTS, min_size=8, max_size=8),
)
def test_what_is_compiled_comes_out_as_what_is_walked(
    drawn: list[Condition], patients: list[tuple[dict[str, Any], list[dict[str, Any]]]]
) -> None:
    conditions = [(each, bool(OF_AREAS & facts_named(each))) for each in drawn]
    judge = compiled(conditions, CATALOGUE)

    for facts, areas in patients:
        assert sorted(judge(facts, areas), key=str) == sorted(
            walked(conditions, facts, areas), key=str
        )


def walked(
    conditions: list[tuple[Condition, bool]],
    facts: Mapping[str, Any],
    areas: list[dict[str, Any]],
) -> list[Judged]:
    found: list[Judged] = []
    for row, (condition, per_area) in enumerate(conditions):
        around = [{**facts, **area} for area in areas] if per_area else [facts]
        for number, each in enumerate(around):
            outcome = truth(condition, each)
            if outcome is not False:
                found.append((row, number if per_area else None, outcome))
    return found


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_compiles_for_the_facts_it_suits(operator: str) -> None:
    compiles_for = {kind for kind in COMPARISONS if operator in COMPARISONS[kind]}

    assert compiles_for == OPERATORS[operator].suits


@pytest.mark.parametrize(("operand", "low"), [((12, 18), 12), ((12, 12), 12)])
def test_both_ends_of_between_count(operand: tuple[int, int], low: int) -> None:
    judge = compiled([(Test("age", "between", operand), False)], CATALOGUE)

    assert judge({"age": low}, []) == [(0, None, True)]
    assert judge({"age": low - 1}, []) == []
    assert judge({"age": operand[1]}, []) == [(0, None, True)]
    assert judge({"age": operand[1] + 1}, []) == []


@pytest.mark.parametrize(
    ("operator", "raised"), [("one_of", [12, 14]), ("none_of", [11, 13])]
)
def test_numbers_may_be_listed(operator: str, raised: list[int]) -> None:
    judge = compiled([(Test("age", operator, (12, 14)), False)], CATALOGUE)

    assert [age for age in range(11, 15) if judge({"age": age}, [])] == raised
    assert judge({}, []) == [(0, None, None)]


@settings(deadline=None, max_examples=200)
@given(st.lists(CONDITIONS, min_size=5, max_size=5), st.lists(EVERYWHERE, max_size=8))
def test_the_evidence_is_the_same_walked_and_compiled(
    drawn: list[Condition], documents: list[dict[str, Any]]
) -> None:
    for condition in drawn:
        explain = explainer(condition, CATALOGUE)
        for facts in documents:
            walked = evidence(condition, facts, CATALOGUE)
            assert explain(facts, truth(condition, facts)) == walked
