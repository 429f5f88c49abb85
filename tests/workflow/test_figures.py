"""The figures count what was done, and nothing that was not."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE
from intake.records import figures_queries
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.workflow import ended_drafts, figures, opinions, reviews, submissions
from intake.workflow.actions import ACTIONS
from intake.workflow.figures import NOTHING
from tests import make

DAY = timedelta(days=1)
BEGINS = make.NOON.replace(hour=0)
ENDS = BEGINS + DAY


def passed(_priority: str, since: datetime, until: datetime) -> timedelta:
    return until - since


def decide(
    session: Session, submission: Submission, by: User, name: str, hours: float
) -> None:
    reviews.take(
        session,
        ACTIONS[name],
        submission,
        by,
        make.given(),
        seen=submission.revision,
        today=make.TODAY,
        at=make.NOON + timedelta(hours=hours),
    )
    session.commit()


def waits_of(session: Session, priority: str) -> figures.Waits:
    found = figures.waits(session, BEGINS, ENDS, passed)
    return next(each for each in found if each.priority == priority)


def test_what_decides_is_what_leaves_the_queue_of_those_sent() -> None:
    assert figures.DECIDING == ("accept", "decline", "ask", "refer", "not_reached")


def test_days_have_what_was_begun_and_sent_on_them_by_how_it_stands(
    session: Session,
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.ACCEPTED)
    late = make.submission(session, Status.ACCEPTED)
    late.sent_at = late.started_at = ENDS  # the first moment of the next day
    before = make.submission(session, Status.DECLINED)
    before.sent_at = BEGINS - timedelta(microseconds=1)
    make.draft_in_danger(session)
    session.commit()

    first, second = figures.days(session, [BEGINS, ENDS, ENDS + DAY])

    assert (first.begun, first.all_sent) == (4, 2)
    assert first.sent[Status.ACCEPTED] == first.sent[Status.SENT] == 1
    assert (second.begun, second.all_sent) == (1, 1)


def test_a_day_is_as_long_as_its_midnights_say(session: Session) -> None:
    midnights = [BEGINS + timedelta(hours=each) for each in (0, 11.5, 12.5, 24)]
    make.submission(session, Status.SENT)

    assert [each.all_sent for each in figures.days(session, midnights)] == [0, 1, 0]
    assert len([*pairwise(midnights)]) == 3


def test_waiting_ends_with_the_first_decision_and_who_waits_is_counted_apart(
    session: Session, carol: User
) -> None:
    decided = make.submission(session, Status.SENT)
    priority = decided.priority or ""
    decide(session, decided, carol, "called", 1)
    decide(session, decided, carol, "accept", 3)
    decide(session, decided, carol, "reopen", 5)
    decide(session, decided, carol, "decline", 9)
    make.submission(session, Status.SENT)
    make.submission(session, Status.WITHDRAWN)

    found = waits_of(session, priority)

    assert found.lasted == [timedelta(hours=3)]
    assert (found.waiting, found.withdrawn) == (1, 1)
    assert found.median == timedelta(hours=3)
    assert found.nine_in_ten is None


def test_nine_in_ten_is_the_nearest_rank_of_ten_or_more(
    session: Session, carol: User
) -> None:
    for hours in range(1, 11):
        made = make.submission(session, Status.SENT)
        decide(session, made, carol, "accept", hours)

    found = waits_of(session, made.priority or "")

    assert found.median == timedelta(hours=5.5)
    assert found.nine_in_ten == timedelta(hours=9)


def test_what_was_sent_again_is_timed_from_then(session: Session, carol: User) -> None:
    made = make.submission(session, Status.SENT)
    decide(session, made, carol, "ask", 1)
    again = make.NOON + timedelta(hours=4)
    submissions.send(session, made, today=make.TODAY, at=again)
    session.commit()
    assert waits_of(session, made.priority or "").waiting == 1

    decide(session, made, carol, "accept", 6)

    assert waits_of(session, made.priority or "").lasted == [timedelta(hours=2)]


def test_a_danger_seen_before_it_was_sent_waits_from_then(
    session: Session, carol: User
) -> None:
    draft = make.draft_in_danger(
        session, make.NOON - timedelta(hours=1), until="contact"
    )
    submissions.send(session, draft, today=make.TODAY, at=make.NOON)
    session.commit()
    decide(session, draft, carol, "refer", 0.5)

    assert waits_of(session, "emergency").lasted == [timedelta(hours=1.5)]


def test_only_the_newest_are_timed_and_it_says_so(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (figures, figures_queries):
        monkeypatch.setattr(module, "MOST_TIMED", 2)
    for _ in range(3):
        made = make.submission(session, Status.SENT)

    found = waits_of(session, made.priority or "")

    assert found.number == 2
    assert found.is_sample


def test_what_was_begun_is_sent_here_still_or_removed(session: Session) -> None:
    make.submission(session, Status.SENT)
    make.draft_in_danger(session)
    gone = submissions.start(session, "en", make.NOON)
    gone.private = {}
    session.commit()
    later = make.NOON + DAY
    assert ended_drafts.remove(session, gone.id, later, later)
    session.commit()

    found = figures.completion(session, BEGINS, ENDS)

    assert (found.sent, found.drafts, found.removed, found.begun) == (1, 1, 1, 3)


def test_where_a_draft_stopped_is_read_from_its_coded_answers(session: Session) -> None:
    for until in ("urgent-signs", "began", "health"):
        make.draft_in_danger(session, until=until)
    empty = submissions.start(session, "en", make.NOON)
    empty.private = {}
    session.commit()

    stopped = figures.completion(session, BEGINS, ENDS).stopped

    assert {slug: number for slug, number in stopped.items() if number} == {
        NOTHING: 1,
        "urgent-signs": 1,
        "began": 1,
        "health": 1,
    }


def test_every_page_leaves_a_coded_answer_by_which_it_is_known() -> None:
    known = {each.step for each in QUESTIONNAIRE.questions.values() if not each.private}

    assert known == {step.slug for step in QUESTIONNAIRE.steps}
    assert figures.section_of("began") == "Each place that hurts"
    assert figures.section_of("health") == "Your life and your health"


def test_a_flag_counts_once_for_a_submission_and_not_once_it_is_taken_back(
    session: Session, carol: User
) -> None:
    twice = make.submission(
        session, Status.SENT, regions=["knee_right_front", "knee_left_front"]
    )
    decide(session, twice, carol, "accept", 1)
    make.submission(session, Status.SENT)
    for flag in make.submission(session, Status.SENT).flags:
        flag.taken_back_at = make.NOON
    session.commit()

    found = figures.flags(session, BEGINS, ENDS)

    [joint] = [each for each in found["candidate"] if each.flag == "joint"]
    assert joint.number == 2
    assert joint.by_status == {Status.ACCEPTED: 1, Status.SENT: 1}


def test_of_one_persons_opinions_the_newest_counts(
    session: Session, carol: User, dan: User
) -> None:
    draft = make.draft_in_danger(session)
    flag = draft.flags[0]
    for minutes, (who, agrees) in enumerate(
        ((carol, False), (carol, True), (dan, False), (carol, True))
    ):
        opinions.say(
            session,
            draft,
            who,
            (flag.rule, flag.area),
            agrees=agrees,
            reason="so",
            at=make.NOON + timedelta(minutes=minutes),
        )
    session.commit()

    [found] = figures.flags(session, BEGINS, ENDS)["emergency"]

    assert (found.flag, found.agreed, found.disagreed) == (flag.flag, 1, 1)
    assert found.number == 0  # it was never sent


def test_what_clinicians_did_is_counted_on_its_day(
    session: Session, carol: User
) -> None:
    made = make.submission(session, Status.SENT)
    decide(session, made, carol, "called", 1)
    decide(session, made, carol, "called", 2)
    decide(session, made, carol, "accept", 13)

    found = figures.done(session, BEGINS, ENDS)

    assert found["called"] == 2
    assert found["accept"] == 0
    assert [*found] == [*ACTIONS]
