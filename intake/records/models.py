"""The tables of the clinic's work, from a patient's first answer to the decision."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.accounts import User
from intake.records.base import Base, Identified, Numbered
from intake.records.packed_json import PackedJson
from intake.records.sealing import Sealed


class Status(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    MORE_ASKED = "more_asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFERRED = "referred"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"


class Deployment(Numbered, Base):
    """What kind of installation this database belongs to: one row, made with it."""

    __tablename__ = "deployment"

    demo: Mapped[bool]
    made_at: Mapped[datetime]
    key_check: Mapped[bytes] = mapped_column(LargeBinary)


class RuleSetVersion(Numbered, Base):
    """One wording of the rules: its files by name. Once published, never changed."""

    __tablename__ = "rule_set_version"

    files: Mapped[dict[str, str]] = mapped_column(JSON)
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("rule_set_version.id"))
    written_at: Mapped[datetime]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # Given when it is published; the highest number is in force.
    number: Mapped[int | None] = mapped_column(unique=True)
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # The earlier version that this one brings back, and why.
    brings_back_id: Mapped[int | None] = mapped_column(
        ForeignKey("rule_set_version.id")
    )
    why: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column()

    based_on: Mapped["RuleSetVersion | None"] = relationship(
        foreign_keys=[based_on_id], remote_side="RuleSetVersion.id"
    )
    brings_back: Mapped["RuleSetVersion | None"] = relationship(
        foreign_keys=[brings_back_id], remote_side="RuleSetVersion.id"
    )
    written_by: Mapped[User | None] = relationship(foreign_keys=[written_by_id])
    published_by: Mapped[User | None] = relationship(foreign_keys=[published_by_id])

    # Two people may edit one wording: the second to save is refused.
    __mapper_args__ = {"version_id_col": revision}


class Submission(Identified, Base):
    """One patient's answers, from the first page to the clinician's decision."""

    __tablename__ = "submission"

    reference: Mapped[str] = mapped_column(String(9), unique=True)
    status: Mapped[Status]
    language: Mapped[str] = mapped_column(String(20))
    # The rules that were in force when it was begun, or last sent: by these the patient
    # is advised.
    began_with_id: Mapped[int | None] = mapped_column(ForeignKey("rule_set_version.id"))
    # Who of the clinic began it for a caller; null where the patient did.
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answers: Mapped[dict[str, Any]] = mapped_column(PackedJson)
    sealed_private: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_callback: Mapped[bytes | None] = mapped_column(LargeBinary)
    # What the rules were given on Send; age and scores stay as they were that day.
    facts: Mapped[dict[str, Any] | None] = mapped_column(PackedJson)
    consent_version: Mapped[str | None] = mapped_column(String(40))
    consent_language: Mapped[str | None] = mapped_column(String(20))
    consented_at: Mapped[datetime | None]
    started_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    # By a clinician; until then the patient may withdraw what was sent.
    first_opened_at: Mapped[datetime | None]
    priority: Mapped[str | None] = mapped_column(String(30))
    # Its place in the clinicians' queue; null while it has never stood there.
    queue_rank: Mapped[int | None]
    waiting_since: Mapped[datetime | None]
    # Whoever of the clinic is at work on it, until it ends by itself.
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    claimed_until: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column()

    # What identifies the patient: private answers, and whom to call back.
    private = Sealed("sealed_private")
    callback = Sealed("sealed_callback")

    taken_down_by: Mapped[User | None] = relationship(foreign_keys=[taken_down_by_id])
    claimed_by: Mapped[User | None] = relationship(foreign_keys=[claimed_by_id])
    screenings: Mapped[list["ScreeningRecord"]] = relationship(
        order_by="ScreeningRecord.id", back_populates="submission"
    )
    flags: Mapped[list["FlagRecord"]] = relationship(
        order_by="FlagRecord.id", back_populates="submission"
    )
    advice: Mapped[list["Advice"]] = relationship(
        order_by="Advice.id", back_populates="submission"
    )
    reviews: Mapped[list["Review"]] = relationship(
        order_by="Review.reviewed_at, Review.id", back_populates="submission"
    )
    sendings: Mapped[list["Sending"]] = relationship(
        order_by="Sending.sent_at, Sending.id", back_populates="submission"
    )

    __table_args__ = (
        Index("ix_submission_queue", "queue_rank", "waiting_since", "id"),
        Index(
            "ix_submission_claimed",
            "claimed_by_id",
            "queue_rank",
            "waiting_since",
            "id",
        ),
        Index("ix_submission_status", "status", "waiting_since", "id"),
        # Counted by day, from the index alone: a row is long.
        Index("ix_submission_started", "started_at", "status"),
        Index("ix_submission_sent", "sent_at", "status", "priority"),
    )
    # Two people may open one submission: the second to save is refused.
    __mapper_args__ = {"version_id_col": revision}


class ScreeningRecord(Numbered, Base):
    """What the rules said at the time, and by which wording: complete in itself."""

    __tablename__ = "screening"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    rule_set_version_id: Mapped[int] = mapped_column(ForeignKey("rule_set_version.id"))
    screened_at: Mapped[datetime]
    while_draft: Mapped[bool]
    priority: Mapped[str] = mapped_column(String(30))
    # The object that `rules screen` prints: flags and what is unknown, with reasons.
    result: Mapped[dict[str, Any]] = mapped_column(PackedJson)

    submission: Mapped[Submission] = relationship(back_populates="screenings")
    rule_set_version: Mapped[RuleSetVersion] = relationship()


class FlagRecord(Numbered, Base):
    """A flag on a submission, from when it was raised until it was taken back."""

    __tablename__ = "flag"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    flag: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(30))
    strength: Mapped[str | None] = mapped_column(String(30))
    area: Mapped[str | None] = mapped_column(String(40))
    rule: Mapped[str] = mapped_column(String(80))
    because: Mapped[str] = mapped_column(Text)
    not_ruled_out: Mapped[bool]
    raised_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(back_populates="flags")

    __table_args__ = (
        Index("ix_flag_submission", "submission_id"),
        Index("ix_flag_flag", "flag", "taken_back_at", "submission_id"),
        Index("ix_flag_raised", "raised_at", "rule", "not_ruled_out"),
    )


class Advice(Numbered, Base):
    """Advice to get help now: when the patient was shown it and acknowledged it.

    A flag that is raised again after it was taken back brings it again.
    """

    __tablename__ = "advice"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    flag: Mapped[str] = mapped_column(String(60))
    shown_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]

    submission: Mapped[Submission] = relationship(back_populates="advice")


class Review(Identified, Base):
    """One thing a clinician did to a submission, and the words they left."""

    __tablename__ = "review"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    action: Mapped[str] = mapped_column(String(30))
    sealed_note: Mapped[bytes] = mapped_column(LargeBinary)
    # What the patient was asked to answer: question and area, as on the pages.
    questions: Mapped[list[list[str]]] = mapped_column(JSON)
    # What goes with it, by its name in `records/details.py`: codes and numbers in
    # plain, to be counted; what is in somebody's own words sealed.
    details: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}"
    )
    sealed_texts: Mapped[bytes | None] = mapped_column(LargeBinary)
    reviewed_at: Mapped[datetime]

    note = Sealed("sealed_note")
    texts = Sealed("sealed_texts")

    submission: Mapped[Submission] = relationship(back_populates="reviews")
    reviewer: Mapped[User] = relationship()

    __table_args__ = (Index("ix_review_reviewed", "reviewed_at", "action"),)


class Sending(Identified, Base):
    """The answers as they were sent, each time: no sending overwrites another."""

    __tablename__ = "sending"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    sent_at: Mapped[datetime]
    answers: Mapped[dict[str, Any]] = mapped_column(PackedJson)
    sealed_private: Mapped[bytes] = mapped_column(LargeBinary)

    private = Sealed("sealed_private")

    submission: Mapped[Submission] = relationship(back_populates="sendings")


class OutboxMail(Identified, Base):
    """A mail from when it is written, in the deed's own transaction, to when it is sent
    or given up."""

    __tablename__ = "outbox"

    kind: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(20))
    submission_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("submission.id"), index=True
    )
    # Wiped once nobody needs them: when the mail is sent, or given up.
    sealed_recipient: Mapped[bytes | None] = mapped_column(LargeBinary)
    sealed_values: Mapped[bytes | None] = mapped_column(LargeBinary)
    written_at: Mapped[datetime]
    tries: Mapped[int]
    # Null once it is sent or given up. Whoever takes it to send it moves this ahead.
    next_try_at: Mapped[datetime | None] = mapped_column(index=True)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    # What kind of error the last try met; never what it said.
    last_error: Mapped[str | None] = mapped_column(String(80))

    # To whom, and what of its text stands nowhere else, such as a private link.
    recipient = Sealed("sealed_recipient")
    values = Sealed("sealed_values")

    submission: Mapped[Submission | None] = relationship()


class AuditEvent(Numbered, Base):
    """Who did what to which record, and when. Only ever added to."""

    __tablename__ = "audit_event"

    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(40))
    verb: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(80))

    # It is read newest first: all of it, of one person, about one record, of one kind.
    __table_args__ = (
        Index("ix_audit_event_at", "at", "id"),
        Index("ix_audit_event_actor", "actor", "at", "id"),
        Index("ix_audit_event_subject", "subject", "at", "id"),
        Index("ix_audit_event_verb", "verb", "at", "id"),
    )
