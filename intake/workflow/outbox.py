"""Mails written in the deed's own transaction, and what becomes of each later.

A new mail is a line in MAILS and a text of its name in templates/mail/. No answer, no
flag, no name and no part of the body is in any.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from intake.questionnaire.words import N_
from intake.records import queries
from intake.records.models import OutboxMail, Submission
from intake.workflow import audit

# Of a session: whether mails are written at all. Without it they are not.
ON = "mails"

# Longer than any try takes: who took a mail and died leaves it to others after this.
LEASE = timedelta(minutes=10)
# Three days of trying, from the first try: a mail that lay here while nobody sent has
# lost none of them. After the last one it is given up.
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=1),
)


@dataclass(frozen=True)
class Kind:
    """`values`: what its text needs that stands nowhere in the records."""

    name: str
    subject: str
    values: frozenset[str] = frozenset()
    # Those who work here read English; patients' mails are translated.
    to_patients: bool = True


MAILS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("receipt", N_("We have received what you sent")),
        Kind("return_link", N_("Your private link"), frozenset({"link"})),
        Kind("asked", N_("The clinic asks you for more"), frozenset({"link"})),
        Kind("decided", N_("There is news from the clinic"), frozenset({"link"})),
        Kind("on_call", "Please look at the queue now", to_patients=False),
        Kind(
            "digest",
            "What waits in the queue",
            frozenset({"waiting", "new"}),
            to_patients=False,
        ),
        Kind("invitation", "Your account", frozenset({"link"}), to_patients=False),
        Kind("new_password", "Your password", frozenset({"link"}), to_patients=False),
    )
}


class Unknown(Exception):
    """A kind of mail that this version of the program does not write."""


@dataclass(frozen=True)
class Taken:
    """A mail that is ours to send until the lease ends; `tries` tells ours from later
    ones."""

    id: UUID
    kind: str
    tries: int


@dataclass(frozen=True)
class Letter:
    """What is written, and to whom."""

    kind: Kind
    recipient: str
    language: str
    written_at: datetime
    about: UUID | None
    reference: str | None
    values: Mapping[str, str]


def is_on(session: Session) -> bool:
    return bool(session.info.get(ON))


@contextmanager
def off(session: Session) -> Iterator[None]:
    """Nothing is written meanwhile."""
    before = is_on(session)
    session.info[ON] = False
    try:
        yield
    finally:
        session.info[ON] = before


def write(
    session: Session,
    kind: str,
    recipient: str,
    *,
    language: str,
    at: datetime,
    about: Submission | None = None,
    values: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Put a mail of this kind into the outbox, or nothing where mail is off.

    `values` are those that the kind asks for; a patient's data is never one of them.
    """
    if MAILS[kind].values != values.keys():
        raise ValueError(f"“{kind}” needs {sorted(MAILS[kind].values)}, nothing else.")
    if not is_on(session):
        return
    mail = OutboxMail(
        kind=kind,
        language=language,
        submission=about,
        written_at=at,
        tries=0,
        next_try_at=at,
    )
    session.add(mail)
    mail.recipient = recipient
    mail.values = dict(values)
    _note(session, "wrote", mail, at)


def any_due(session: Session, at: datetime) -> bool:
    return queries.next_mail(session, at) is not None


def take(session: Session, at: datetime) -> Taken | None:
    """The next mail that is due: from now on ours to try, and nobody else's."""
    mail = queries.next_mail(session, at, to_change=True)
    if mail is None:
        return None
    mail.tries += 1
    mail.next_try_at = at + LEASE
    return Taken(mail.id, mail.kind, mail.tries)


def read(session: Session, taken: Taken) -> Letter:
    """Open what was taken. Raises CannotOpen, or Unknown."""
    mail = session.get_one(OutboxMail, taken.id)
    if mail.kind not in MAILS:
        raise Unknown
    return Letter(
        kind=MAILS[mail.kind],
        recipient=mail.recipient,
        language=mail.language,
        written_at=mail.written_at,
        about=mail.submission_id,
        reference=mail.submission.reference if mail.submission else None,
        values=mail.values,
    )


def sent(session: Session, taken: Taken, at: datetime) -> None:
    """It is on its way: nobody needs the address any more."""
    mail = queries.mail(session, taken.id)
    if mail is None or mail.sent_at is not None:
        return
    mail.sent_at = at
    mail.failed_at = mail.last_error = None
    _wipe(mail)
    _note(session, "sent", mail, at)


def not_sent(
    session: Session, taken: Taken, error: str, at: datetime, *, for_good: bool = False
) -> bool:
    """Try again later, each time after longer. Returns whether it is given up.

    `error` is a kind of error and says nothing of a person.
    """
    mail = queries.mail(session, taken.id)
    if mail is None or mail.next_try_at is None or mail.tries != taken.tries:
        return False  # somebody else took it since, and knows better
    mail.last_error = error
    if for_good or mail.tries > len(DELAYS):
        mail.failed_at = at
        _wipe(mail)
        _note(session, "gave up", mail, at)
        return True
    mail.next_try_at = at + DELAYS[mail.tries - 1]
    return False


def state(session: Session, kind: str, submission: Submission) -> str | None:
    """`sent`, `waiting` or `failed`: the last such mail about it. None without one,
    and where mail is off."""
    mail = queries.newest_mail(session, kind, submission.id)
    if mail is None or not is_on(session):
        return None
    if mail.sent_at is not None:
        return "sent"
    return "failed" if mail.failed_at is not None else "waiting"


def _wipe(mail: OutboxMail) -> None:
    mail.next_try_at = mail.sealed_recipient = mail.sealed_values = None


def _note(session: Session, verb: str, mail: OutboxMail, at: datetime) -> None:
    """Told of the mail by its kind alone, beside whatever else was done to the record
    it is about."""
    about = mail.submission or mail
    audit.log(session, audit.SYSTEM, f"{verb} mail {mail.kind}", about, at)
