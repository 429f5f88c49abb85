"""What was left undecided, and for lack of which answers."""

import json
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.records.library_queries import Judged
from intake.records.models import Status
from intake.records.packing import as_text, packed
from intake.workflow import submissions, undecided
from intake.workflow.undecided import Left, Undecided, Why
from tests import make

LATER = make.NOON + timedelta(hours=1)
BACK = {"regions": ["lower_back_middle"]}
UNKNOWN = {"rule": "a", "flag": "gca", "area": None, "missing": ["bmi"]}


def judged(flags: list[Any], unknown: list[Any], facts: Any) -> Judged:
    said = json.dumps({"priority": "none", "flags": flags, "unknown": unknown})
    return Judged(said.encode(), packed(as_text(facts)))


def counted(*submissions: Judged) -> Undecided:
    total = Undecided()
    for each in submissions:
        undecided.count_one(total, each)
    return total


def test_an_answer_that_is_not_sure_is_told_as_such(session: Session) -> None:
    make.submission(session, Status.SENT, **BACK, saddle_numbness="not_sure")
    make.submission(session, Status.SENT, **BACK, saddle_numbness="no")

    found = undecided.count(session, LATER)

    assert found.looked_at == 2
    left = found.flags["cauda_equina"]
    assert left.number == 1
    assert left.facts == {"saddle_numbness": 1}
    assert left.why["saddle_numbness"] == {Why.NOT_SURE: 1}


def test_the_newest_screening_of_each_submission_counts(session: Session) -> None:
    made = make.submission(session, Status.SENT, **BACK, saddle_numbness="not_sure")
    made.status = Status.MORE_ASKED
    make.changed_mind(session, made, saddle_numbness="no")
    submissions.send(session, made, today=make.TODAY, at=LATER)
    session.commit()

    found = undecided.count(session, LATER + timedelta(hours=1))

    assert found.looked_at == 1
    assert "cauda_equina" not in found.flags


def test_drafts_and_what_was_sent_long_ago_are_not_looked_at(session: Session) -> None:
    make.draft_in_danger(session)
    old = make.submission(session, Status.SENT)
    old.sent_at = LATER - timedelta(days=undecided.MOST_DAYS, seconds=1)
    session.commit()

    assert undecided.count(session, LATER).looked_at == 0


def test_only_the_last_are_looked_at(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undecided, "MOST_JUDGED", 2)
    for days in (3, 2, 1):
        made = make.submission(session, Status.SENT, **BACK, saddle_numbness="not_sure")
        made.sent_at = make.NOON - timedelta(days=days)
    session.commit()

    assert undecided.count(session, LATER).looked_at == 2


def test_a_submission_counts_once_however_many_places_lack_it() -> None:
    areas = ({"site": "knee", "side": "left"}, {"site": "knee", "side": "right"})
    unknown = [
        {"rule": "a", "flag": "joint", "area": area, "missing": ["duration_weeks"]}
        for area in ("knee:left", "knee:right")
    ]

    found = counted(judged([], unknown, {"pain_areas": areas}))

    assert found.rules == {
        "a": Left(
            1,
            Counter({"duration_weeks": 1}),
            {"duration_weeks": Counter({Why.LEFT_EMPTY: 1})},
        )
    }


def test_a_flag_that_another_rule_raised_there_is_not_undecided() -> None:
    raised = {"flag": "gca", "area": None, "not_ruled_out": False}
    open_ = {**raised, "not_ruled_out": True}

    sure, unsure = (
        counted(judged([raised], [UNKNOWN], {})),
        counted(judged([open_], [UNKNOWN], {})),
    )

    assert (sure.rules["a"].number, "gca" in sure.flags) == (1, False)
    assert unsure.flags["gca"].number == 1


@pytest.mark.parametrize(
    ("facts", "fact", "area", "why"),
    [
        ({"height_cm": 180}, "bmi", None, Why.LEFT_EMPTY),
        ({"saddle_numbness": "prefer_not_to_say"}, "saddle_numbness", None, "declined"),
        ({"conditions": ["not_sure"]}, "conditions", None, Why.NOT_SURE),
        ({}, "a_question_of_another_time", None, Why.LEFT_EMPTY),
        # Only those with diabetes are asked how well it is controlled.
        ({"conditions": ["none"]}, "diabetes_control", None, Why.NOT_ASKED),
        ({"conditions": ["diabetes"]}, "diabetes_control", None, Why.LEFT_EMPTY),
        ({}, "diabetes_control", None, Why.LEFT_EMPTY),
        (
            {"pain_areas": [{"site": "knee", "injections_here": ["none"]}]},
            "last_steroid_injection",
            "knee",
            Why.NOT_ASKED,
        ),
        (
            {"pain_areas": [{"site": "knee", "hot_red_swollen": "not_sure"}]},
            "hot_red_swollen",
            "knee",
            Why.NOT_SURE,
        ),
    ],
)
def test_why_a_fact_is_not_known(
    facts: dict[str, object], fact: str, area: str | None, why: str
) -> None:
    unknown = {**UNKNOWN, "area": area, "missing": [fact]}

    found = counted(judged([], [unknown], facts))

    assert found.flags["gca"].why[fact] == {why: 1}
