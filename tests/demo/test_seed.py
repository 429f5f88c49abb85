"""Filling an empty demo."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.demo.seed import REVIEWER, seed
from intake.records import queries
from intake.records.accounts import Audience
from intake.records.models import Review, Status, Submission

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def submissions(session: Session) -> list[Submission]:
    seed(session, 12, today=TODAY, at=NOON, random_seed=2)
    return list(session.scalars(select(Submission)))


def test_patients_come_and_wait_like_real_ones(
    submissions: list[Submission],
) -> None:
    sent = [each for each in submissions if each.status is not Status.DRAFT]
    drafts = [each for each in submissions if each.status is Status.DRAFT]
    warned = [each for each in drafts if each.advice]

    assert len(submissions) == 12
    assert all(each.started_at < each.changed_at <= NOON for each in submissions)
    assert all(each.facts and each.priority and each.consented_at for each in sent)
    assert all(advice.acknowledged_at for each in warned for advice in each.advice)
    assert {each.callback is None for each in warned} == {True, False}


def test_decisions_are_the_clinicians_who_has_no_password_yet(
    session: Session, submissions: list[Submission]
) -> None:
    seed(session, 1, today=TODAY, at=NOON, random_seed=5)  # and makes no second one
    clinician = queries.user_by_email(session, REVIEWER[0])
    reviews = list(session.scalars(select(Review)))

    assert clinician is not None
    assert clinician.password is None
    assert clinician.may_enter(Audience.CLINICIAN)
    assert {each.reviewer_id for each in reviews} == {clinician.id}
