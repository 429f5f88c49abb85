from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from intake.records.models import Status, Submission
from intake.records.sealing import CannotOpen, Keyring
from tests.records.conftest import KEYRING

pytestmark = pytest.mark.new_database

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def stored(session: Session, reference: str = "AAAA-0001") -> Submission:
    submission = Submission(
        reference=reference,
        status=Status.DRAFT,
        language="en",
        answers={},
        started_at=NOON,
        changed_at=NOON,
    )
    session.add(submission)
    submission.private = {"full_name": "Marker Person"}
    session.commit()
    return submission


def test_what_was_sealed_opens_again() -> None:
    assert KEYRING.open(KEYRING.seal(b"name", "t|1|c"), "t|1|c") == b"name"


def test_two_seals_of_one_value_differ() -> None:
    assert KEYRING.seal(b"name", "t|1|c") != KEYRING.seal(b"name", "t|1|c")


@pytest.mark.parametrize("elsewhere", ["t|2|c", "t|1|d", "u|1|c"])
def test_a_value_moved_elsewhere_does_not_open(elsewhere: str) -> None:
    with pytest.raises(CannotOpen):
        KEYRING.open(KEYRING.seal(b"name", "t|1|c"), elsewhere)


def test_an_older_key_on_the_ring_still_opens() -> None:
    sealed = Keyring({1: b"1" * 32}).seal(b"name", "t|1|c")

    assert KEYRING.open(sealed, "t|1|c") == b"name"


@pytest.mark.parametrize("sealed", [b"", b"\x07" + b"0" * 40])
def test_a_key_that_is_not_on_the_ring_is_named_as_the_reason(sealed: bytes) -> None:
    with pytest.raises(CannotOpen, match="No key"):
        KEYRING.open(sealed, "t|1|c")


def test_a_row_keeps_its_private_answers_sealed(session: Session) -> None:
    submission = stored(session)
    session.expire_all()

    assert submission.private == {"full_name": "Marker Person"}
    assert submission.callback is None
    assert b"Marker" not in submission.sealed_private


def test_a_blob_moved_to_another_row_does_not_open(session: Session) -> None:
    first, second = stored(session, "AAAA-0001"), stored(session, "AAAA-0002")
    second.sealed_private = first.sealed_private

    with pytest.raises(CannotOpen):
        _ = second.private


def test_sealing_needs_a_session_for_its_keys() -> None:
    with pytest.raises(RuntimeError, match="session"):
        Submission().private = {}


def test_sealed_attributes_are_named_on_the_class(session: Session) -> None:
    stored(session)
    name = Submission.private.column

    raw = session.scalar(text(f"SELECT {name} FROM submission"))

    assert b"Marker" not in bytes(raw)
