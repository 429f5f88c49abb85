"""Advice to get help now: of what, why, shown and acknowledged once for each flag."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.models import Status, Submission
from intake.workflow import advice, audit, queue_places
from tests import make

LATER = make.NOON + timedelta(minutes=5)


def flags(submission: Submission) -> list[str]:
    return [alert.flag for alert in advice.standing(submission)]


def unread(submission: Submission) -> list[str]:
    return [each.flag for each in advice.unread(submission)]


def verbs(session: Session, submission: Submission) -> list[str]:
    subject = audit.subject_of(submission)
    return [each.verb for each in queries.audit_events(session, subject)]


@pytest.fixture
def draft(session: Session) -> Submission:
    return make.draft_in_danger(session)


def test_it_says_what_the_patient_answered_in_their_words(draft: Submission) -> None:
    (alert,) = advice.standing(draft)

    assert (alert.flag, alert.kind) == ("cauda_equina", "emergency")
    assert alert.not_ruled_out is False
    (reason,) = alert.reasons
    assert "saddle" in reason.question
    assert reason.answer.lower() == "yes"


def test_its_reasons_follow_the_answers(session: Session, draft: Submission) -> None:
    make.changed_mind(session, draft, saddle_numbness="no", bladder_change="retention")

    (alert,) = advice.standing(draft)

    assert ["peeing" in each.question for each in alert.reasons] == [True]


def test_what_merely_follows_from_other_answers_is_no_reason(session: Session) -> None:
    sent = make.submission(session, Status.SENT, progressive_weakness="not_sure")

    (alert,) = advice.standing(sent)

    assert alert.not_ruled_out is True
    assert len(alert.reasons) == 1


def test_a_flag_without_a_screening_that_raised_it_has_no_reasons(
    draft: Submission,
) -> None:
    draft.flags[0].rule = "a-rule-of-another-time"

    assert [alert.reasons for alert in advice.standing(draft)] == [()]


def test_each_flag_is_told_once_the_gravest_and_surest_first(
    session: Session,
) -> None:
    draft = make.draft_in_danger(
        session,
        weight_loss_unplanned="yes",
        leg_symptoms="both_legs",  # two more rules that raise the same flag
    )

    assert flags(draft) == ["cauda_equina", "cancer_suspected"]


def test_showing_it_is_recorded_once(session: Session, draft: Submission) -> None:
    advice.show(session, draft, make.NOON)
    advice.show(session, draft, LATER)

    assert draft.advice[0].shown_at == make.NOON
    assert verbs(session, draft).count("was shown cauda_equina") == 1


def test_acknowledging_it_is_recorded_once(session: Session, draft: Submission) -> None:
    advice.show(session, draft, make.NOON)

    advice.acknowledge(session, draft, ["cauda_equina"], LATER)
    advice.acknowledge(session, draft, ["cauda_equina"], LATER + timedelta(days=1))

    assert unread(draft) == []
    assert draft.advice[0].shown_at == make.NOON
    assert draft.advice[0].acknowledged_at == LATER
    assert verbs(session, draft).count("acknowledged cauda_equina") == 1


def test_acknowledging_one_flag_leaves_the_others_unread(session: Session) -> None:
    draft = make.draft_in_danger(session, weight_loss_unplanned="yes")

    advice.acknowledge(session, draft, ["cauda_equina", "unknown_flag"], LATER)

    assert unread(draft) == ["cancer_suspected"]


def test_what_was_taken_back_need_not_be_read(
    session: Session, draft: Submission
) -> None:
    make.changed_mind(session, draft, saddle_numbness="no")

    assert unread(draft) == flags(draft) == []


def test_taken_back_unread_and_raised_again_it_is_to_be_read(
    session: Session, draft: Submission
) -> None:
    make.changed_mind(session, draft, saddle_numbness="no")

    make.changed_mind(session, draft, saddle_numbness="yes")

    assert unread(draft) == ["cauda_equina"]


def test_taken_back_and_raised_again_it_is_to_be_read_again(
    session: Session, draft: Submission
) -> None:
    advice.acknowledge(session, draft, ["cauda_equina"], LATER)
    make.changed_mind(session, draft, saddle_numbness="no")

    make.changed_mind(session, draft, saddle_numbness="yes")

    assert flags(draft) == ["cauda_equina"]
    assert unread(draft) == ["cauda_equina"]
    assert [each.acknowledged_at for each in draft.advice] == [LATER, None]


def test_a_further_reason_for_a_flag_that_stands_is_not_read_twice(
    session: Session, draft: Submission
) -> None:
    advice.acknowledge(session, draft, ["cauda_equina"], LATER)

    make.changed_mind(session, draft, bladder_change="retention")

    assert unread(draft) == []
    assert len(advice.standing(draft)[0].reasons) == 2


def test_a_further_reason_after_a_clinician_closed_it_is_read_and_seen_again(
    session: Session, draft: Submission
) -> None:
    advice.acknowledge(session, draft, ["cauda_equina"], LATER)
    queue_places.leave(draft)

    make.changed_mind(session, draft, bladder_change="retention")

    assert unread(draft) == ["cauda_equina"]
    assert draft.queue_rank == queue_places.DRAFT_RANKS["emergency"]


def test_a_number_left_brings_a_closed_draft_back(
    session: Session, draft: Submission
) -> None:
    queue_places.leave(draft)

    advice.leave_number(session, draft, "Pat", "020 7946 0999", LATER)

    assert draft.queue_rank == queue_places.DRAFT_RANKS["emergency"]


def test_a_number_that_was_left_stays_when_the_flag_is_taken_back(
    session: Session, draft: Submission
) -> None:
    advice.leave_number(session, draft, "Pat", "020 7946 0999", LATER)

    make.changed_mind(session, draft, saddle_numbness="no")

    session.expire_all()
    assert draft.callback == {"name": "Pat", "phone": "020 7946 0999"}
    assert "left a number" in verbs(session, draft)
