"""Coming back to one's answers: the code, the link, and who may use them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hmac import compare_digest
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import delete
from sqlalchemy.orm import Session

from intake.questionnaire import codes
from intake.questionnaire.codes import ALPHABET, Code
from intake.questionnaire.words import N_
from intake.records import coming_back_queries
from intake.records.coming_back import ReturnCode
from intake.records.models import Status, Submission
from intake.workflow import audit
from intake.workflow.errors import Overtaken

TOKEN_BYTES = 32
# As for passwords: about 20 ms a try, and many at once do not fill memory.
ARGON2: dict[str, Any] = {"memory_cost": 19_456, "time_cost": 2, "parallelism": 1}


@dataclass(frozen=True, repr=False)
class WayBack:
    """What the patient is shown once: nothing that is stored leads back to it."""

    code: Code
    token: str


def make(
    session: Session, submission: Submission, at: datetime, *, replaces: int | None
) -> WayBack:
    """A new code and link for these answers; those made before end.

    `replaces` is the row that the patient was told of. Raises Overtaken when another
    was made since: of two presses only one is seen, and that one must be the last.
    """
    before = coming_back_queries.return_code(session, submission.id)
    if (before and before.id) != replaces:
        raise Overtaken(N_("A code was made for these answers a moment ago."))
    if before is not None:
        session.execute(delete(ReturnCode).where(ReturnCode.id == before.id))
    way = WayBack(_code(session), secrets.token_urlsafe(TOKEN_BYTES))
    _keep(session, submission, way, at, _hasher().hash(way.code.secret))
    audit.log(session, audit.PATIENT, "made a code to come back", submission, at)
    return way


def make_mailed(session: Session, submission: Submission, at: datetime) -> str:
    """The token of a link that the clinic mails to the patient. One that was mailed
    before ends; the patient's own code and link stay."""
    before = coming_back_queries.return_code(session, submission.id, mailed=True)
    if before is not None:
        session.execute(delete(ReturnCode).where(ReturnCode.id == before.id))
    way = WayBack(_code(session), secrets.token_urlsafe(TOKEN_BYTES))
    _keep(session, submission, way, at)
    return way.token


def by_code(session: Session, typed: Code) -> ReturnCode | None:
    """The row that this code opens. A public part that nobody has costs as much time
    as a secret that is wrong."""
    found = coming_back_queries.return_code_by_public(session, typed.public)
    try:
        _hasher().verify(found.secret_hash if found else _nobodys(), typed.secret)
    except VerifyMismatchError:
        return None
    return found


def by_link(session: Session, token: str) -> ReturnCode | None:
    """The row that this link opens."""
    return coming_back_queries.return_code_by_link(session, _link_hash(token))


def subject_of_link(token: str) -> str:
    """What tries with this link are counted by: the link itself is kept nowhere."""
    return _link_hash(token)


def is_born(submission: Submission, birth_date: str) -> bool:
    """Whether this is the patient's date of birth, as it was answered."""
    known = submission.private.get("date_of_birth", "")
    return bool(known) and compare_digest(str(known), birth_date)


def come_back(session: Session, submission: Submission, at: datetime) -> None:
    """The patient goes on, in this browser or another."""
    audit.log(session, audit.PATIENT, "came back", submission, at)


def ends_at(submission: Submission, days: int) -> datetime | None:
    """When answers that nobody sends come to their end; None for what was sent."""
    if submission.status is not Status.DRAFT:
        return None
    return submission.changed_at + timedelta(days=days)


def is_over(submission: Submission, days: int, at: datetime) -> bool:
    end = ends_at(submission, days)
    return end is not None and end <= at


def _keep(
    session: Session,
    submission: Submission,
    way: WayBack,
    at: datetime,
    secret_hash: str = "",
) -> None:
    """Without a secret's hash, the code is nobody's: the link alone opens it."""
    session.add(
        ReturnCode(
            submission_id=submission.id,
            mailed=not secret_hash,
            public=way.code.public,
            secret_hash=secret_hash or _nobodys(),
            link_hash=_link_hash(way.token),
            made_at=at,
        )
    )


def _code(session: Session) -> Code:
    """One that nobody has, and that cannot be taken for words or a number."""
    while True:
        letters = [secrets.choice(ALPHABET) for _ in range(codes.LENGTH - 1)]
        code = codes.completed("".join(letters))
        taken = coming_back_queries.return_code_by_public(session, code.public)
        if taken is None and codes.is_plain(code):
            return code


def _hasher() -> PasswordHasher:
    return PasswordHasher(**ARGON2)


@cache
def _nobodys() -> str:
    """The hash of a secret that was never given to anybody."""
    return _hasher().hash(secrets.token_urlsafe(TOKEN_BYTES))


def _link_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
