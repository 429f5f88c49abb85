"""A walk that goes on from what is known already comes to the same end as one from the
first page."""

from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from intake.questionnaire import QUESTIONNAIRE, Page
from intake.questionnaire.questionnaire import WALKS, Questionnaire
from intake.questionnaire.visit import Visit, put
from tests.questionnaire.patients import TODAY, answers

PATIENTS = [
    answers(),
    answers(regions=["lower_back_middle", "knee_left_front", "shoulder_right_front"]),
    answers(
        date_of_birth="2014-05-01", filled_in_by="parent_or_carer", sex_at_birth="male"
    ),
]


def afresh() -> Questionnaire:
    return Questionnaire(QUESTIONNAIRE.steps)


def seen(visits: Iterable[Visit]) -> list[Any]:
    return [(v.page, [*v.asked], v.given, v.known, v.around) for v in visits]


@st.composite
def changed_minds(draw: st.DrawFn) -> tuple[dict[str, Any], Page, dict[str, Any]]:
    """A patient's answers, a page on their path, and what they now say there."""
    said = draw(st.sampled_from(PATIENTS))
    page = draw(st.sampled_from(QUESTIONNAIRE.path(said, TODAY)))
    given: dict[str, Any] = {}
    for name in QUESTIONNAIRE.visit(page, said, TODAY).asked:
        question = QUESTIONNAIRE.questions[name]
        chosen = draw(st.sampled_from([None, *question.values, "not_sure"]))
        if question.kind == "choice":
            given[name] = chosen
        elif question.kind == "many" and name != "own_sides":
            given[name] = chosen and [chosen]
    return said, page, given


@settings(max_examples=150, deadline=None)
@given(changed_minds())
def test_from_the_page_that_changed_it_is_the_same_as_from_the_first(
    changed: tuple[dict[str, Any], Page, dict[str, Any]],
) -> None:
    said, page, given = changed
    now = put(said, page.area, given)
    whole, resumed = afresh(), afresh()

    assert resumed.merged(said, page, given, TODAY) == whole.kept(now, TODAY)
    assert seen(resumed.visits(now, TODAY)) == seen(whole.visits(now, TODAY))


def test_what_other_answers_lead_to_is_not_remembered_for_these() -> None:
    knee, back = PATIENTS[0], PATIENTS[1]

    assert len(afresh().path(knee, TODAY)) < len(QUESTIONNAIRE.path(back, TODAY))
    assert len(QUESTIONNAIRE.path(knee, TODAY)) == len(afresh().path(knee, TODAY))


def test_it_remembers_a_few_walks_and_no_more() -> None:
    one = afresh()
    for number in range(WALKS + 5):
        one.visits({"full_name": f"Patient {number}"}, TODAY)

    assert len(one._walks) == WALKS
