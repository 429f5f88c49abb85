"""A question that nobody has answered is drawn once; one with an answer, each time."""

import pytest
from flask import Flask

from intake.questionnaire import QUESTIONNAIRE
from intake.web import question_page
from tests import make
from tests.browser import Browser
from tests.walk import walk
from tests.web.drafts import begin
from tests.web.test_who_answers import PARENT

NAME = "Alma Marker"


@pytest.fixture(autouse=True)
def nothing_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(question_page, "_drawn", {})


def everything_drawn() -> str:
    return "".join(question_page._drawn.values())


def test_it_is_the_same_page_from_memory(app: Flask) -> None:
    first = begin(Browser(app)).form("Continue")
    memory = dict(question_page._drawn)
    second = begin(Browser(app)).form("Continue")

    shown = [each.attrib for each in first.iter() if each.get("type") != "hidden"]
    again = [each.attrib for each in second.iter() if each.get("type") != "hidden"]
    assert shown == again
    assert question_page._drawn == memory != {}


def test_an_answer_of_one_patient_stands_on_no_page_of_another(app: Flask) -> None:
    one, other = begin(Browser(app)), begin(Browser(app))
    walk(one, {**make.KNEE, "full_name": NAME}, "/check")
    one.open("/intake/contact")
    assert NAME in one.page.text

    walk(other, make.KNEE, "/contact")

    assert NAME not in other.page.text
    assert NAME not in everything_drawn()
    assert "checked" not in everything_drawn()


def test_another_language_has_words_of_its_own(app: Flask) -> None:
    label = QUESTIONNAIRE.questions["dominant_hand"].label
    browser = walk(begin(Browser(app)), make.KNEE, "/about-you")
    assert label in browser.text

    assert label not in browser.open("/intake/about-you?language=es").text


def test_to_a_parent_it_speaks_about_the_child_from_memory_too(app: Flask) -> None:

    for _ in range(2):
        of_self = walk(begin(Browser(app)), make.KNEE, "/urgent-signs")
        of_child = walk(begin(Browser(app), PARENT), PARENT, "/urgent-signs")

        assert "your child" not in of_self.text
        assert "your child" in of_child.text


def test_what_is_wrong_is_drawn_where_it_is_wrong_alone(app: Flask) -> None:
    one, other = begin(Browser(app)), begin(Browser(app))
    one.press("Continue")
    assert one.status == 422
    assert "regions-error" in one.page.text

    assert "regions-error" not in other.open("/intake/where").page.text
    assert "-error" not in everything_drawn()


def test_it_does_not_grow_without_end(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_page, "MOST_DRAWN", 3)

    walk(begin(Browser(app)), make.KNEE, "/check")

    assert 0 < len(question_page._drawn) <= 3
