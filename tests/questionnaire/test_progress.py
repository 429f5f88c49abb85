"""The sections by name: what is done, what is next, and how long it usually takes."""

from itertools import chain
from typing import Any

import pytest

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.progress import (
    ONE_PLACE,
    SECONDS,
    SECTIONS,
    Section,
    minutes_in_all,
    minutes_left,
    section_of,
    sections,
)
from intake.questionnaire.visit import answers_at
from tests import make
from tests.questionnaire.patients import TODAY, answers

FIRST, LIFE, LAST = SECTIONS
TWO = ["neck_middle", "knee_left_front"]


def of(said: Answers) -> list[Section]:
    return sections(QUESTIONNAIRE.visits(said, TODAY))


def states(said: Answers) -> dict[str, str]:
    return {each.title: each.state for each in of(said)}


def until(slug: str, number: int | None = None) -> dict[str, Any]:
    """What Pat has said when this page is answered."""
    said: dict[str, Any] = {}
    whole = make.answers()
    for page in QUESTIONNAIRE.path(whole, TODAY):
        given = {
            name: answer
            for name, answer in answers_at(whole, page.area).items()
            if name in QUESTIONNAIRE.questions
            and QUESTIONNAIRE.questions[name].step == page.step.slug
        }
        said = QUESTIONNAIRE.merged(said, page, given, TODAY)
        if (page.step.slug, page.number) == (slug, number):
            return said
    raise AssertionError(f"{slug} is not on the path")


def test_at_first_the_first_section_is_next_and_the_places_cannot_be_named() -> None:
    assert states({}) == {
        FIRST: "next",
        "Each place that hurts": "closed",
        LIFE: "later",
        LAST: "later",
    }
    assert [each.page is not None for each in of({})] == [True, False, False, False]


def test_a_section_is_named_as_soon_as_it_is_known() -> None:
    assert list(states(until("where"))) == [FIRST, "Your right knee", LIFE, LAST]
    two = answers(regions=TWO, worst_area="neck:middle")
    assert list(states(two))[1:3] == ["The middle of your neck", "Your left knee"]


def test_a_section_with_some_answers_is_begun() -> None:
    assert states(until("where"))[FIRST] == "begun"


def test_what_is_done_is_done_and_what_follows_is_next() -> None:
    said = until("tried", 1)

    assert states(said) == {
        FIRST: "done",
        "Your right knee": "done",
        LIFE: "next",
        LAST: "later",
    }
    assert [each.page is not None for each in of(said)] == [True, True, True, False]


def test_a_section_is_opened_at_its_first_page() -> None:
    pages = [each.page for each in of(make.answers())]

    assert [page and (page.step.slug, page.number) for page in pages] == [
        ("start", None),
        ("this-area-signs", 1),
        ("daily-life", None),
        ("goals", None),
    ]


def test_what_lies_behind_a_newly_opened_question_is_done_and_not_reached() -> None:
    said = {**make.answers()}
    del said["consent"]

    found = {each.title: each for each in of(said)}
    assert found[FIRST].state == "begun"
    assert found[LIFE].state == "done"
    assert found[LIFE].page is None


def test_at_the_end_nothing_is_left() -> None:
    assert set(states(make.answers()).values()) == {"done"}
    assert minutes_left(QUESTIONNAIRE.visits(make.answers(), TODAY)) == 0


def test_the_minutes_never_grow_while_a_patient_with_one_place_goes_on() -> None:
    left = [minutes_left(QUESTIONNAIRE.visits({}, TODAY))]
    for page in QUESTIONNAIRE.path(make.answers(), TODAY):
        said = until(page.step.slug, page.number)
        left.append(minutes_left(QUESTIONNAIRE.visits(said, TODAY)))

    assert left[0] == minutes_in_all()
    assert left == sorted(left, reverse=True)
    assert left[-1] == 0


def test_another_place_takes_longer() -> None:
    one = answers(regions=["knee_left_front"])
    two = answers(regions=TWO, worst_area="neck:middle")
    unsaid = [{**said, "areas": {}} for said in (one, two)]
    minutes = [minutes_left(QUESTIONNAIRE.visits(said, TODAY)) for said in unsaid]

    assert minutes[1] >= minutes[0] + 5


@pytest.mark.parametrize("visit", QUESTIONNAIRE.visits(make.answers(), make.TODAY))
def test_a_page_takes_about_as_long_as_its_words_do(visit: Any) -> None:
    step = visit.page.step
    form = step.form()
    words = [step.lead]
    for question in visit.asked.values():
        hint = str(form[question.name].hint or "")
        words += [question.label, hint, *question.values.values()]

    seconds = 4 * len(visit.asked) + len(" ".join(words).split()) * 60 / 300

    assert SECONDS[step.slug] == pytest.approx(seconds, abs=15)


def test_every_step_has_its_time_and_its_section() -> None:
    listed = list(chain.from_iterable(SECTIONS.values()))

    assert listed == [s.slug for s in QUESTIONNAIRE.steps if not s.per_area]
    assert tuple(s.slug for s in QUESTIONNAIRE.steps if s.per_area) == ONE_PLACE
    assert list(SECONDS) == [step.slug for step in QUESTIONNAIRE.steps]


def test_a_page_is_of_the_section_that_lists_it() -> None:
    for page in QUESTIONNAIRE.path(make.answers(), TODAY):
        assert section_of(page) in states(make.answers())
