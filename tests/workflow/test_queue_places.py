"""Where a submission stands: when it comes in, waits on, comes back and leaves."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.records.queries import LEFT
from intake.rules import PRIORITIES
from intake.workflow import reviews, submissions
from intake.workflow.actions import ACTIONS
from intake.workflow.errors import Refused
from intake.workflow.queue_places import (
    DRAFT_RANKS,
    RANKS,
    SENT_RANKS,
    TAKEN_BACK_RANK,
)
from tests import make

LATER = make.NOON + timedelta(hours=1)
CANCER: dict[str, Any] = {"saddle_numbness": "no", "weight_loss_unplanned": "yes"}


def act(session: Session, name: str, submission: Submission, carol: User) -> None:
    seen = submission.revision
    action = ACTIONS[name]
    given, today = make.given(), make.TODAY
    reviews.take(
        session, action, submission, carol, given, seen=seen, today=today, at=LATER
    )
    session.commit()


def test_drafts_in_danger_stand_before_all_that_was_sent_gravest_first() -> None:
    assert tuple(SENT_RANKS) == PRIORITIES
    ranks = [*DRAFT_RANKS.values(), *SENT_RANKS.values()]
    assert ranks == sorted(ranks)
    assert max(ranks) < LEFT


def test_every_rank_is_one_of_those_that_a_filter_by_day_looks_through() -> None:
    used = {*DRAFT_RANKS.values(), *SENT_RANKS.values(), TAKEN_BACK_RANK, LEFT}

    assert set(RANKS) == used


def test_a_draft_whose_danger_was_taken_back_stands_below_sent_danger() -> None:
    assert SENT_RANKS["urgent"] < TAKEN_BACK_RANK < SENT_RANKS["contraindication"]


@pytest.mark.parametrize(
    ("typed", "rank"),
    [({}, DRAFT_RANKS["emergency"]), (CANCER, DRAFT_RANKS["urgent"])],
    ids=["emergency", "urgent"],
)
def test_a_draft_in_danger_comes_in_at_its_place(
    session: Session, typed: dict[str, Any], rank: int
) -> None:
    draft = make.draft_in_danger(session, **typed)

    assert (draft.queue_rank, draft.waiting_since) == (rank, make.NOON)


def test_a_graver_flag_moves_it_up_and_it_keeps_its_time(session: Session) -> None:
    draft = make.draft_in_danger(session, **CANCER)

    make.changed_mind(session, draft, LATER, saddle_numbness="yes")

    assert (draft.queue_rank, draft.waiting_since) == (0, make.NOON)


def test_taken_back_it_stands_lower_until_somebody_has_closed_it(
    session: Session, carol: User
) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(session, draft, LATER, saddle_numbness="no")
    assert (draft.queue_rank, draft.waiting_since) == (TAKEN_BACK_RANK, make.NOON)

    act(session, "close", draft, carol)
    assert draft.queue_rank == LEFT


def test_a_closed_draft_comes_back_with_a_new_danger_and_a_new_time(
    session: Session, carol: User
) -> None:
    draft = make.draft_in_danger(session)
    act(session, "close", draft, carol)

    make.changed_mind(session, draft, LATER, weight_loss_unplanned="yes")

    assert (draft.queue_rank, draft.waiting_since) == (0, LATER)


def test_a_closed_draft_stays_closed_while_nothing_new_is_raised(
    session: Session, carol: User
) -> None:
    draft = make.draft_in_danger(session)
    act(session, "close", draft, carol)

    make.changed_mind(session, draft, LATER, saddle_numbness="no")

    assert draft.queue_rank == LEFT


def test_a_draft_that_waited_keeps_its_time_when_it_is_sent(session: Session) -> None:
    draft = make.draft_in_danger(session, until="contact")

    submissions.send(session, draft, today=make.TODAY, at=LATER)

    assert draft.queue_rank == SENT_RANKS["emergency"]
    assert draft.waiting_since == make.NOON


def test_a_closed_draft_that_is_sent_all_the_same_waits_from_then(
    session: Session, carol: User
) -> None:
    draft = make.draft_in_danger(session, until="contact")
    act(session, "close", draft, carol)

    submissions.send(session, draft, today=make.TODAY, at=LATER)

    assert (draft.queue_rank, draft.waiting_since) == (SENT_RANKS["emergency"], LATER)


def test_what_is_sent_takes_the_place_of_its_priority(session: Session) -> None:
    sent = make.submission(session, Status.SENT)

    assert sent.priority == "likely"
    assert (sent.queue_rank, sent.waiting_since) == (SENT_RANKS["likely"], make.NOON)


def test_a_second_send_changes_nothing(session: Session) -> None:
    sent = make.submission(session, Status.SENT)
    revision = sent.revision

    submissions.send(session, sent, today=make.TODAY, at=LATER)
    session.flush()

    assert (sent.revision, sent.sent_at) == (revision, make.NOON)
    assert len(sent.screenings) == 1


def test_nothing_is_sent_while_a_question_is_open(session: Session) -> None:
    draft = make.draft_in_danger(session)

    with pytest.raises(Refused, match="not answered yet"):
        submissions.send(session, draft, today=make.TODAY, at=LATER)


def test_asked_for_more_and_in_danger_it_is_reopened_at_the_place_of_the_danger(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    act(session, "ask", submission, carol)
    make.changed_mind(session, submission, LATER, saddle_numbness="yes")

    act(session, "reopen", submission, carol)

    assert submission.queue_rank == SENT_RANKS["emergency"]
    assert submission.waiting_since == LATER
