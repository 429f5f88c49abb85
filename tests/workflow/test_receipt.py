"""The receipt: who gets one, how often, and how far it has come."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.records.models import Status, Submission
from intake.workflow import outbox, submissions
from tests import make
from tests.make import NOON, TODAY
from tests.workflow.test_outbox import ADDRESS, MINUTE, mails, noted, only, take


@pytest.fixture
def on(session: Session) -> Session:
    """A session in which mail is on."""
    session.info[outbox.ON] = True
    return session


def test_whoever_gives_an_address_gets_a_receipt(on: Session) -> None:
    sent = make.submission(on, Status.SENT, contact_by="phone")

    mail = only(on)
    assert (mail.kind, mail.language, mail.submission_id) == ("receipt", "en", sent.id)
    assert mail.recipient == ADDRESS
    assert outbox.read(on, take(on)).reference == sent.reference
    assert noted(on) == [("wrote mail receipt", "submission")]


def test_without_an_address_there_is_no_receipt(on: Session) -> None:
    sent = make.submission(on, Status.SENT, email="", contact_by="phone")

    assert mails(on) == 0
    assert outbox.state(on, "receipt", sent) is None


def test_one_send_one_receipt_and_another_for_what_was_asked(on: Session) -> None:
    sent = make.submission(on, Status.SENT)
    send_again(on, sent)
    assert mails(on) == 1

    sent.status = Status.MORE_ASKED
    send_again(on, sent)

    assert mails(on) == 2


def send_again(session: Session, submission: Submission) -> None:
    submissions.send(session, submission, today=TODAY, at=NOON + MINUTE)
    session.commit()


@pytest.mark.parametrize(
    ("happens", "state"),
    [
        (lambda session, taken: None, "waiting"),
        (lambda session, taken: outbox.sent(session, taken, NOON), "sent"),
        (
            lambda session, taken: outbox.not_sent(
                session, taken, "x", NOON, for_good=True
            ),
            "failed",
        ),
    ],
    ids=["waiting", "sent", "failed"],
)
def test_how_far_a_receipt_has_come_is_known(
    on: Session, happens: Any, state: str
) -> None:
    sent = make.submission(on, Status.SENT)

    happens(on, take(on))
    on.commit()

    assert outbox.state(on, "receipt", sent) == state
    with outbox.off(on):
        assert outbox.state(on, "receipt", sent) is None
