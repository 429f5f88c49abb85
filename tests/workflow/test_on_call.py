"""Those on call are told of each new danger, and of nothing twice."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.models import OutboxMail, Status
from intake.workflow import on_call, outbox, submissions
from tests import make

EVE, FAY = "eve@clinic.test", "fay@clinic.test"


@pytest.fixture(autouse=True)
def on(session: Session) -> None:
    session.info[outbox.ON] = True
    session.info[on_call.ADDRESSES] = (EVE, FAY)


def told(session: Session) -> list[str]:
    session.flush()
    mails = session.scalars(select(OutboxMail).where(OutboxMail.kind == "on_call"))
    return sorted(each.recipient for each in mails)


def test_a_draft_in_danger_is_told_to_each_at_once(session: Session) -> None:
    make.draft_in_danger(session)

    assert told(session) == [EVE, FAY]


def test_what_was_told_of_the_draft_is_not_told_again_when_it_is_sent(
    session: Session,
) -> None:
    make.submission(session, Status.SENT, saddle_numbness="yes")

    assert told(session) == [EVE, FAY]


def test_a_further_reason_is_told_again(session: Session) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(session, draft, bladder_change="retention")

    assert told(session) == [EVE, EVE, FAY, FAY]


@pytest.mark.parametrize(
    "typed",
    [{}, {"blood_thinner": "yes"}, {"new_lump": "yes"}, {"bladder_change": "not_sure"}],
)
def test_what_is_no_emergency_is_told_to_nobody(
    session: Session, typed: dict[str, Any]
) -> None:
    make.submission(session, Status.SENT, **typed)

    assert told(session) == []


def test_an_answer_that_is_no_danger_tells_nobody_anew(session: Session) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(session, draft, new_lump="yes")

    assert told(session) == [EVE, FAY]


def test_nothing_of_the_patient_is_kept_with_it(session: Session) -> None:
    make.draft_in_danger(session)
    session.flush()

    mail = session.scalars(select(OutboxMail)).first()
    assert mail is not None
    assert mail.values == {}
    assert mail.language == "en"


def test_where_nobody_is_on_call_nothing_is_written(session: Session) -> None:
    session.info[on_call.ADDRESSES] = ()

    make.draft_in_danger(session)

    assert session.scalars(select(OutboxMail)).all() == []


def test_a_deed_that_is_not_kept_tells_nobody(session: Session) -> None:
    submission = make.submission(session, Status.SENT)
    session.commit()

    submissions.screen(session, submission, today=make.TODAY, at=make.NOON)
    session.rollback()

    assert told(session) == []
