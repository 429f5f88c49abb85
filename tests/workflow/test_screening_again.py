"""What was sent is screened again by newer rules: both screenings are kept, and nothing
sinks without a trace."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.records.queries import LEFT
from intake.workflow import on_call, outbox, screening_again, screenings
from intake.workflow.errors import Overtaken, Refused
from intake.workflow.queue_places import SENT_RANKS
from tests import make
from tests.make import SADDLE
from tests.workflow.test_kept_rules import (
    CAUDA,
    SADDLE_LINE,
    newer,
    standing,
    without_the_saddle,
)

LATER = make.NOON + timedelta(hours=1)


def with_the_saddle(session: Session, sam: User) -> None:
    newer(session, sam, "      any:\n", "      any:\n" + SADDLE_LINE)


def again(session: Session, submission: Submission, carol: User) -> None:
    seen = submission.revision
    screening_again.screen(session, submission, carol, seen=seen, at=LATER)
    session.commit()


def verbs(session: Session, submission: Submission) -> list[str]:
    events = queries.audit_events(session, f"submission:{submission.id}")
    return [each.verb for each in events if each.at == LATER]


def test_both_screenings_are_kept_and_priority_and_place_follow(
    session: Session, sam: User, carol: User
) -> None:
    sent = make.submission(session, Status.SENT, **SADDLE)
    (before,) = sent.screenings
    first, said = before.rule_set_version_id, dict(before.result)
    facts, since = dict(sent.facts or {}), sent.waiting_since
    newest = without_the_saddle(session, sam)

    again(session, sent, carol)

    assert [each.rule_set_version_id for each in sent.screenings] == [first, newest.id]
    assert sent.screenings[0].result == said
    assert (sent.screenings[0].priority, sent.status) == ("emergency", Status.SENT)
    assert sent.priority == sent.screenings[1].priority != "emergency"
    assert sent.queue_rank == SENT_RANKS[sent.priority]
    assert (sent.facts, sent.waiting_since) == (facts, since)


def test_a_danger_that_goes_is_taken_back_in_sight(
    session: Session, sam: User, carol: User
) -> None:
    sent = make.submission(session, Status.SENT, **SADDLE)
    without_the_saddle(session, sam)

    again(session, sent, carol)

    assert CAUDA not in standing(sent)
    gone = [each for each in sent.flags if each.flag == CAUDA]
    assert [each.taken_back_at for each in gone] == [LATER] * len(gone)
    assert verbs(session, sent) == [
        f"screened again: {sent.priority}, before emergency",
        f"took back {CAUDA}",
    ]


def test_a_danger_that_comes_is_told_as_on_sending(
    session: Session, sam: User, carol: User
) -> None:
    without_the_saddle(session, sam)
    sent = make.submission(session, Status.SENT, **SADDLE)
    assert CAUDA not in standing(sent)
    with_the_saddle(session, sam)
    session.info |= {outbox.ON: True, on_call.ADDRESSES: ["night@clinic.test"]}

    again(session, sent, carol)

    assert CAUDA in standing(sent)
    assert sent.queue_rank == SENT_RANKS["emergency"]
    assert CAUDA in [each.flag for each in sent.advice]
    assert queries.newest_mail(session, "on_call", sent.id) is not None
    assert f"raised {CAUDA}" in verbs(session, sent)


def test_it_is_offered_only_where_newer_rules_are_in_force(
    session: Session, sam: User, carol: User
) -> None:
    sent = make.submission(session, Status.SENT, **SADDLE)
    assert screening_again.newer_rules(session, sent) is None
    with pytest.raises(Refused, match="screened it already"):
        again(session, sent, carol)
    newest = without_the_saddle(session, sam)
    assert screening_again.newer_rules(session, sent) is newest

    again(session, sent, carol)

    assert screening_again.newer_rules(session, sent) is None
    assert len(sent.screenings) == 2


@pytest.mark.parametrize("status", [Status.MORE_ASKED, Status.WITHDRAWN])
def test_what_is_not_with_the_clinic_is_not_screened_again(
    session: Session, sam: User, carol: User, status: Status
) -> None:
    sent = make.submission(session, status, **SADDLE)
    without_the_saddle(session, sam)

    with pytest.raises(Refused, match="not with the clinic"):
        again(session, sent, carol)


def test_a_draft_is_screened_when_it_is_sent(
    session: Session, sam: User, carol: User
) -> None:
    draft = make.draft_in_danger(session)
    without_the_saddle(session, sam)

    with pytest.raises(Refused, match="not with the clinic"):
        again(session, draft, carol)


def test_what_was_decided_stays_out_of_the_queue(
    session: Session, sam: User, carol: User
) -> None:
    without_the_saddle(session, sam)
    decided = make.submission(session, Status.DECLINED, **SADDLE)
    decided.queue_rank = LEFT
    session.commit()
    with_the_saddle(session, sam)

    again(session, decided, carol)

    assert (decided.priority, decided.queue_rank) == ("emergency", LEFT)
    assert decided.status is Status.DECLINED


def test_whoever_is_too_late_is_told(session: Session, sam: User, carol: User) -> None:
    sent = make.submission(session, Status.SENT, **SADDLE)
    without_the_saddle(session, sam)
    seen = sent.revision
    again(session, sent, carol)

    with pytest.raises(Overtaken, match="changed while you were looking"):
        screening_again.screen(session, sent, carol, seen=seen, at=LATER)
    assert len(sent.screenings) == 2


def test_asked_for_more_afterwards_the_patient_keeps_those_rules(
    session: Session, sam: User, carol: User
) -> None:
    sent = make.submission(session, Status.SENT, **SADDLE)
    without_the_saddle(session, sam)

    again(session, sent, carol)

    assert sent.began_with_id == screenings.in_force(session).id
