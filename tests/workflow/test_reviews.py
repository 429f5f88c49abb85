"""What a clinician may do, when, and what it leaves behind."""

import pytest
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.records.queries import LEFT
from intake.workflow import audit, reviews
from intake.workflow.errors import Overtaken, Refused
from intake.workflow.reviews import ACTIONS
from tests import make

# Every action against every status: the status it leaves, or None where it is refused.
TABLE = {
    "accept": {Status.SENT: Status.ACCEPTED},
    "decline": {Status.SENT: Status.DECLINED},
    "ask": {Status.SENT: Status.MORE_ASKED},
    "refer": {Status.SENT: Status.REFERRED},
    "reopen": {
        Status.ACCEPTED: Status.SENT,
        Status.DECLINED: Status.SENT,
        Status.REFERRED: Status.SENT,
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
    "name", [name for name, action in ACTIONS.items() if action.needs_note]
)
def test_an_action_that_needs_a_note_says_so(
    session: Session, carol: User, name: str
) -> None:
    status = next(iter(ACTIONS[name].takes))
    submission = make.submission(session, status)

    with pytest.raises(Refused, match="Say why"):
        reviews.take(
            session,
            ACTIONS[name],
            submission,
            carol,
            "",
            seen=submission.revision,
            today=make.TODAY,
            at=make.NOON,
        )


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
            "x",
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
        "",
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

    reviews.take(
        session,
        ACTIONS["reopen"],
        submission,
        carol,
        "New facts.",
        seen=submission.revision,
        today=make.TODAY,
        at=make.NOON,
    )
    assert submission.queue_rank == stood_at


def take(session: Session, name: str, submission: Submission, carol: User) -> None:
    reviews.take(
        session,
        ACTIONS[name],
        submission,
        carol,
        "why",
        seen=submission.revision,
        today=make.TODAY,
        at=make.NOON,
    )


def decline(session: Session, submission: Submission, carol: User, note: str) -> None:
    reviews.take(
        session,
        ACTIONS["decline"],
        submission,
        carol,
        note,
        seen=submission.revision,
        today=make.TODAY,
        at=make.NOON,
    )


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
