"""The audit trail: who did what to which record, and when."""

from datetime import datetime
from typing import TypeAlias

from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import (
    AuditEvent,
    Deployment,
    RuleSetVersion,
    Submission,
)

Record: TypeAlias = Submission | RuleSetVersion | Deployment | User

PATIENT = "patient"
SYSTEM = "system"


def log(
    session: Session,
    actor: User | str,
    verb: str,
    record: Record,
    at: datetime,
) -> None:
    """Add the event to the deed's own transaction. The verb names no person."""
    session.flush()  # a row that the database numbers has no id before this
    session.add(
        AuditEvent(at=at, actor=name_of(actor), verb=verb, subject=subject_of(record))
    )


def name_of(actor: User | str) -> str:
    return actor if isinstance(actor, str) else f"user:{actor.id}"


def subject_of(record: Record) -> str:
    return f"{record.__tablename__}:{record.id}"
