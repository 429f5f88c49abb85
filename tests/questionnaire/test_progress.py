from itertools import chain

import pytest

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.progress import PARTS, Progress, progress
from tests.questionnaire.patients import TODAY, answers

TWO = ["neck_middle", "knee_left_front"]


def at(slug: str, said: Answers, number: int | None = None) -> Progress:
    path = QUESTIONNAIRE.path(said, TODAY)
    page = QUESTIONNAIRE.find(slug, number, said, TODAY)
    assert page is not None
    return progress(page, path)


@pytest.mark.parametrize(
    ("slug", "number", "title", "part", "page", "pages"),
    [
        ("start", None, "About you and where it hurts", 1, 1, 4),
        ("about-you", None, "About you and where it hurts", 1, 4, 4),
        ("this-area-signs", 1, "the middle of your neck", 2, 1, 5),
        ("tried", 2, "your left knee", 3, 5, 5),
        ("health", None, "Your life and your health", 4, 2, 4),
        ("contact", None, "What you hope for, and how to reach you", 5, 2, 2),
    ],
)
def test_a_page_has_its_place_in_its_part(
    slug: str, number: int | None, title: str, part: int, page: int, pages: int
) -> None:
    said = answers(regions=TWO, worst_area="neck:middle")

    assert at(slug, said, number) == Progress(title, part, 5, page, pages)


def test_nobody_says_how_many_parts_before_it_is_known_where_it_hurts() -> None:
    assert at("start", {}).parts is None
    assert at("where", {}).part == 1
    assert at("where", {"regions": ["knee_left_front"]}).parts == 4


def test_another_painful_place_is_another_part() -> None:
    assert at("health", answers()).parts == 4
    assert at("health", answers(regions=TWO, worst_area="knee:left")).parts == 5


def test_every_page_that_is_of_no_area_belongs_to_one_part() -> None:
    listed = list(chain.from_iterable(PARTS.values()))

    assert listed == [s.slug for s in QUESTIONNAIRE.steps if not s.per_area]
