"""What a clinician may do, when, and what it leaves behind."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.questionnaire.asked_again import AskedAgain
from intake.records import details, queries
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.records.queries import LEFT
from intake.workflow import audit, reviews
from intake.workflow.actions import ACTIONS
from intake.workflow.errors import Overtaken, Refused, SayWhy
from tests import make

# Every action against every status: the status it leaves, or None where it is refused.
TABLE = {
    "accept": {Status.SENT: Status.ACCEPTED},
    "decline": {Status.SENT: Status.DECLINED},
    "not_reached": {Status.SENT: Status.NOT_REACHED},
    "withdraw": {
        Status.SENT: Status.WITHDRAWN,
        Status.MORE_ASKED: Status.WITHDRAWN,
    },
    "ask": {Status.SENT: Status.MORE_ASKED},
    "refer": {Status.SENT: Status.REFERRED},
    "reopen": {
        Status.ACCEPTED: Status.SENT,
        Status.DECLINED: Status.SENT,
        Status.REFERRED: Status.SENT,
        Status.NOT_REACHED: Status.SENT,
        Status.MORE_ASKED: Status.SENT,
    },
    "called": {status: status for status in Status},
    "note": {status: status for status in Status},
    "close": {
        Status.DRAFT: Status.DRAFT,
        Status.MORE_ASKED: Status.MORE_ASKED,
        Status.WITHDRAWN: Status.WITHDRAWN,
    },
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_at_each_status(
    session: Session, carol: User, name: str, status: Status
) -> None:
    submission = make.submission(session, status)
    leaves = TABLE[name].get(status)

    if leaves is None:
        with pytest.raises(Refused, match="cannot be done"):
            take(session, name, submission, carol)
    else:
        take(session, name, submission, carol)
        assert submission.status is leaves


def test_every_action_is_in_the_table() -> None:
    assert set(TABLE) == set(ACTIONS)


def test_deciding_keeps_who_what_why_and_an_audit_event(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)

    decline(session, submission, carol, "Too soon after the injury.")
    session.commit()

    (review,) = submission.reviews
    assert (review.reviewer_id, review.action) == (carol.id, "decline")
    assert review.note == "Too soon after the injury."
    subject = audit.subject_of(submission)
    events = queries.audit_events(session, subject)
    assert (events[-1].actor, events[-1].verb) == (f"user:{carol.id}", "decline")


@pytest.mark.parametrize(
    ("name", "lacks"),
    [(action.name, each) for action in ACTIONS.values() for each in action.needs],
)
def test_an_action_without_what_it_needs_is_refused(
    session: Session, carol: User, name: str, lacks: str
) -> None:
    submission = make.submission(session, next(iter(ACTIONS[name].takes)))

    with pytest.raises(Refused, match=lacks):
        take(session, name, submission, carol, {**make.given(), lacks: ""})

    assert submission.reviews == []


def test_questions_stand_for_the_words_of_a_request_and_of_nothing_else(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    asked = (AskedAgain("smoking"),)
    now: dict[str, Any] = {"today": make.TODAY, "at": make.NOON}

    with pytest.raises(Refused, match="lacks"):
        reviews.take(
            session,
            ACTIONS["decline"],
            submission,
            carol,
            {},
            asked,
            seen=submission.revision,
            **now,
        )
    reviews.take(
        session,
        ACTIONS["ask"],
        submission,
        carol,
        {},
        asked,
        seen=submission.revision,
        **now,
    )

    assert submission.status is Status.MORE_ASKED


def test_what_goes_with_a_decision_is_kept_codes_in_plain_and_words_sealed(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    plan = {"areas": ["knee:right"], "sessions": 3, "spacing_weeks": 6}
    said = {"conditions": "after clearance", "words": "See you soon", "note": "Calm."}

    take(session, "accept", submission, carol, {**plan, **said})
    session.commit()

    (review,) = submission.reviews
    assert review.details == plan
    assert review.sealed_texts is not None
    assert b"soon" not in review.sealed_texts
    assert details.of(review) == {**plan, **said}


IN_DANGER = {"saddle_numbness": "yes"}
AT_RISK = {"blood_thinner": "yes"}
PERHAPS_AT_RISK = {"blood_thinner": "not_sure"}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *((each, IN_DANGER) for each in ACTIONS if ACTIONS[each].passes_over),
        ("accept", AT_RISK),
        ("accept", PERHAPS_AT_RISK),
    ],
)
def test_a_danger_is_passed_over_only_by_saying_why(
    session: Session, carol: User, name: str, typed: dict[str, str]
) -> None:
    statuses = (Status.SENT, Status.MORE_ASKED)
    status = next(each for each in statuses if each in ACTIONS[name].takes)
    submission = make.submission(session, status, **typed)
    submission.queue_rank = 10  # closing is open to what still waits

    with pytest.raises(SayWhy):
        take(session, name, submission, carol, {**make.given(), "all_the_same": ""})
    take(session, name, submission, carol)

    kept = details.of(submission.reviews[-1])
    assert kept["all_the_same"] == "why"
    assert kept["passed_over"]


@pytest.mark.parametrize("name", ["decline", "refer", "ask", "note"])
def test_a_contraindication_stands_only_in_the_way_of_accepting(
    session: Session, carol: User, name: str
) -> None:
    submission = make.submission(session, Status.SENT, **AT_RISK)

    take(session, name, submission, carol, {**make.given(), "all_the_same": ""})

    assert "passed_over" not in details.of(submission.reviews[-1])


def test_the_words_to_the_patient_are_those_of_the_decision_that_stands(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    done = (("decline", "Too early."), ("note", "For us."), ("reopen", "A mistake."))
    told = [reviews.told(submission)]

    for minutes, (name, words) in enumerate(done):
        at = make.NOON + timedelta(minutes=minutes)
        take(session, name, submission, carol, make.given(words), at=at)
        session.commit()
        session.expire_all()
        told.append(reviews.told(submission))

    assert told == ["", "Too early.", "Too early.", ""]


def test_the_second_to_decide_is_overtaken(session: Session, carol: User) -> None:
    submission = make.submission(session, Status.SENT)
    seen = submission.revision
    decline(session, submission, carol, "No.")
    session.commit()

    with pytest.raises(Overtaken):
        reviews.take(
            session,
            ACTIONS["reopen"],
            submission,
            carol,
            make.given(),
            seen=seen,
            today=make.TODAY,
            at=make.NOON,
        )


def test_a_note_never_collides_with_a_patient_who_goes_on(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.DRAFT)

    reviews.take(
        session,
        ACTIONS["called"],
        submission,
        carol,
        {},
        seen=0,
        today=make.TODAY,
        at=make.NOON,
    )

    assert submission.reviews[0].action == "called"


def test_what_is_decided_leaves_the_queue_and_reopening_puts_it_back(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    stood_at = submission.queue_rank

    decline(session, submission, carol, "No.")
    session.flush()
    assert submission.queue_rank == LEFT

    take(session, "reopen", submission, carol)
    assert submission.queue_rank == stood_at


def take(
    session: Session,
    name: str,
    submission: Submission,
    carol: User,
    given: dict[str, Any] | None = None,
    at: datetime = make.NOON,
) -> None:
    reviews.take(
        session,
        ACTIONS[name],
        submission,
        carol,
        make.given() if given is None else given,
        seen=submission.revision,
        today=make.TODAY,
        at=at,
    )


def decline(session: Session, submission: Submission, carol: User, note: str) -> None:
    take(session, "decline", submission, carol, make.given(note))


def test_what_is_reopened_is_screened_on_the_answers_as_they_are(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.MORE_ASKED)
    assert submission.facts
    assert submission.facts["new_lump"] == "no"
    make.changed_mind(session, submission, new_lump="yes")

    take(session, "reopen", submission, carol)

    assert submission.facts["new_lump"] == "yes"
    assert submission.priority == "urgent"
    assert submission.screenings[-1].while_draft is False
