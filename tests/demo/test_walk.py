"""A patient at the pages."""

from datetime import date

import pytest

from intake.demo.walk import Posted, Unanswerable, walk
from intake.questionnaire import QUESTIONNAIRE

TODAY = date(2026, 11, 24)
CALM = {
    "date_of_birth": "1970-02-28",
    "sex_at_birth": "female",
    "regions": ["knee_left_inner"],
    "full_name": "Ada Ashdown-Demo",
    "email": "ada@example.org",
    "phone": "01632 960001",
}


def test_what_is_posted_reads_like_what_a_browser_sends() -> None:
    posted = Posted({"goal": ["Walk"], "regions": ["a", "b"], "empty": []})

    assert list(posted) == ["goal", "regions", "empty"]
    assert len(posted) == 3
    assert "goal" in posted
    assert posted.getlist("regions") == ["a", "b"]
    assert (posted.get("regions"), posted.get("empty", "-")) == ("a", "-")


def test_somebody_with_nothing_special_to_say_reaches_the_end() -> None:
    answers = walk(CALM, {}, TODAY)

    assert QUESTIONNAIRE.first_unanswered(answers, TODAY) is None
    assert answers["date_of_birth"] == "1970-02-28"
    assert answers["conditions"] == ["none"]
    assert answers["areas"]["knee:left"]["pain_now"] == 3


def test_a_wish_for_an_area_is_answered_there_and_nowhere_else() -> None:
    two = CALM | {
        "regions": ["knee_left_inner", "calf_right"],
        "worst_area": "calf:right",
    }

    areas = walk(two, {"calf:right": {"pain_now": 0}}, TODAY)["areas"]

    assert areas["calf:right"]["pain_now"] == 0
    assert areas["knee:left"]["pain_now"] == 3


def test_a_metric_height_is_kept_as_it_is() -> None:
    assert walk(CALM | {"height_cm": 171}, {}, TODAY)["height_cm"] == 171


def test_an_answer_that_no_form_takes_is_said_with_its_page() -> None:
    with pytest.raises(Unanswerable, match=r"start: .*date_of_birth"):
        walk(CALM | {"date_of_birth": "2999-01-01"}, {}, TODAY)
