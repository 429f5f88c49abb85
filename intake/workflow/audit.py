"""The audit trail: who did what to which record, and when."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.base import Base
from intake.records.models import (
    AuditEvent,
    Deployment,
    OutboxMail,
    RuleSetVersion,
    Submission,
)

Record: TypeAlias = Submission | RuleSetVersion | Deployment | User | OutboxMail

PATIENT = "patient"
# In a session's `info`: who of the clinic types for a patient on the telephone.
TYPING = "typing"
SYSTEM = "system"

# Only ever added to: it goes straight into its table.
EVENT = insert(Base.metadata.tables[AuditEvent.__tablename__]).inline()


def log(
    session: Session,
    actor: User | str,
    verb: str,
    record: Record,
    at: datetime,
) -> None:
    """Add the event to the deed's own transaction. The verb names no person."""
    if record in session.new:
        session.flush()  # the database may number it, and others will point to it
    session.connection().execute(
        EVENT,
        {
            "at": at,
            "actor": name_of(actor),
            "verb": verb,
            "subject": subject_of(record),
        },
    )


def log_each(
    session: Session, actor: User, verb: str, ids: Iterable[UUID], at: datetime
) -> None:
    """The same event of many submissions, at once."""
    events = [
        {
            "at": at,
            "actor": name_of(actor),
            "verb": verb,
            "subject": f"{Submission.__tablename__}:{each}",
        }
        for each in ids
    ]
    if events:
        session.connection().execute(EVENT, events)


def whoever_types(session: Session) -> User | str:
    """The patient, or who of the clinic writes down what the patient says."""
    typing: User | str = session.info.get(TYPING, PATIENT)
    return typing


def name_of(actor: User | str) -> str:
    return actor if isinstance(actor, str) else f"user:{actor.id}"


def subject_of(record: Record) -> str:
    return f"{record.__tablename__}:{record.id}"
