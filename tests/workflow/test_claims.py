"""Who is at work on a submission, and how that changes hands."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records import queue_queries
from intake.records.accounts import Audience, User
from intake.records.models import Status, Submission
from intake.records.queue_queries import NOBODY, Filter
from intake.workflow import claims, reviews
from intake.workflow.actions import ACTIONS
from intake.workflow.errors import Overtaken, Refused
from tests import make

HOUR = timedelta(hours=1)
SOON = make.NOON + HOUR / 2
LATER = make.NOON + 2 * HOUR


@pytest.fixture
def submission(session: Session) -> Submission:
    return make.submission(session, Status.SENT)


def take(
    session: Session,
    submission: Submission,
    user: User,
    seen: int | None = None,
    at: object = make.NOON,
) -> None:
    until = make.NOON + HOUR if at == make.NOON else LATER + HOUR
    claims.take(session, submission, user, seen=seen, at=at, until=until)  # type: ignore[arg-type]
    session.commit()
    session.refresh(submission)


def seen_by(session: Session, user: int | None) -> list[Submission]:
    chosen = Filter(claimed_by=user, now=SOON)
    return [*queue_queries.page(session, chosen).submissions]


def test_what_is_taken_is_held_until_it_ends_by_itself(
    session: Session, submission: Submission, carol: User
) -> None:
    assert claims.holder(submission, make.NOON) is None

    take(session, submission, carol)

    assert claims.holder(submission, SOON).id == carol.id  # type: ignore[union-attr]
    assert claims.holder(submission, LATER) is None


def test_of_two_who_take_it_at_once_the_second_is_told(
    session: Session, submission: Submission, carol: User, dan: User
) -> None:
    take(session, submission, carol)

    with pytest.raises(Overtaken):
        take(session, submission, dan)

    session.refresh(submission)
    assert submission.claimed_by_id == carol.id


def test_it_is_taken_over_from_whoever_was_seen_to_have_it(
    session: Session, submission: Submission, carol: User, dan: User
) -> None:
    take(session, submission, carol)

    take(session, submission, dan, seen=carol.id)

    assert submission.claimed_by_id == dan.id
    with pytest.raises(Overtaken):
        take(session, submission, carol)


def test_once_it_has_ended_anybody_takes_it(
    session: Session, submission: Submission, carol: User, dan: User
) -> None:
    take(session, submission, carol)

    take(session, submission, dan, at=LATER)

    assert claims.holder(submission, LATER).id == dan.id  # type: ignore[union-attr]


def test_taken_again_it_is_kept_for_longer(
    session: Session, submission: Submission, carol: User
) -> None:
    take(session, submission, carol)
    take(session, submission, carol, at=LATER)

    assert submission.claimed_until == LATER + HOUR


def test_it_is_handed_to_a_clinician_by_whoever_has_it(
    session: Session, submission: Submission, carol: User, dan: User
) -> None:
    take(session, submission, carol)

    claims.hand_over(session, submission, carol, dan, at=SOON, until=LATER)
    session.commit()

    session.refresh(submission)
    assert submission.claimed_by_id == dan.id
    with pytest.raises(Overtaken):
        claims.hand_over(session, submission, carol, dan, at=SOON, until=LATER)


def test_it_is_handed_to_nobody_who_may_not_read_it(
    app: Flask, session: Session, submission: Submission, carol: User
) -> None:
    sam = make.user(app, "Sam", Audience.STAFF)
    take(session, submission, carol)

    for other in (sam, carol):
        with pytest.raises(Refused):
            claims.hand_over(session, submission, carol, other, at=SOON, until=LATER)


def test_nobody_gives_back_what_is_another_persons(
    session: Session, submission: Submission, carol: User, dan: User
) -> None:
    take(session, submission, carol)
    claims.give_back(session, submission, dan, SOON)
    session.refresh(submission)
    assert submission.claimed_by_id == carol.id

    claims.give_back(session, submission, carol, SOON)
    session.refresh(submission)
    assert claims.holder(submission, SOON) is None


def test_a_claim_changes_nothing_that_others_see_as_a_change(
    session: Session, submission: Submission, carol: User
) -> None:
    before = submission.revision

    take(session, submission, carol)

    assert submission.revision == before


def test_a_decision_ends_the_claim(
    session: Session, submission: Submission, carol: User
) -> None:
    take(session, submission, carol)

    reviews.take(
        session,
        ACTIONS["accept"],
        submission,
        carol,
        make.given(),
        seen=submission.revision,
        today=make.TODAY,
        at=SOON,
    )
    session.commit()

    assert claims.holder(submission, SOON) is None


@pytest.mark.parametrize("facets", [(), ("flag:joint",)])
def test_the_queue_is_filtered_by_who_has_it(
    session: Session,
    submission: Submission,
    carol: User,
    dan: User,
    facets: tuple[str, ...],
) -> None:
    free = make.submission(session, Status.SENT)
    ended = make.submission(session, Status.SENT)
    take(session, submission, carol)
    ended.claimed_by_id, ended.claimed_until = dan.id, make.NOON
    session.commit()

    def seen(user: int) -> set[Submission]:
        chosen = Filter(facets=facets, claimed_by=user, now=SOON)
        return {*queue_queries.page(session, chosen).submissions}

    assert seen(carol.id) == {submission}
    assert seen(dan.id) == set()
    assert seen(NOBODY) == {free, ended}
