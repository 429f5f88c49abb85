"""The work on a wording of the rules until it is in force: who wrote in it and approved
it, what it would change for the patients there were, and who looked at their facts."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.accounts import User
from intake.records.base import Base, Identified, Numbered
from intake.records.models import RuleSetVersion
from intake.records.packed_json import PackedJson


class RuleSetWriter(Base):
    """That somebody wrote in a draft: whoever did cannot approve it."""

    __tablename__ = "rule_set_writer"

    rule_set_version_id: Mapped[int] = mapped_column(
        ForeignKey("rule_set_version.id"), primary_key=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)

    user: Mapped[User] = relationship()


class RuleSetApproval(Numbered, Base):
    """A draft shown to a colleague, and what they said of exactly that text."""

    __tablename__ = "rule_set_approval"

    rule_set_version_id: Mapped[int] = mapped_column(
        ForeignKey("rule_set_version.id"), index=True
    )
    # Of the text that was shown; see `rule_sets.digest`.
    digest: Mapped[str] = mapped_column(String(64))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(Text)
    # Why some may lose an emergency or urgent flag; null where nobody does.
    why_lost: Mapped[str | None] = mapped_column(Text)
    # Null while nobody has answered.
    approved: Mapped[bool | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)

    version: Mapped[RuleSetVersion] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])


class ReplayState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"
    FAILED = "failed"


class Replay(Numbered, Base):
    """A draft put to every submission there was, beside the version in force."""

    __tablename__ = "replay"

    rule_set_version_id: Mapped[int] = mapped_column(
        ForeignKey("rule_set_version.id"), index=True
    )
    # Of the draft's text then; see `rule_sets.digest`.
    digest: Mapped[str] = mapped_column(String(64))
    # That text: the draft may be written on meanwhile.
    files: Mapped[dict[str, str]] = mapped_column(PackedJson)
    against_id: Mapped[int] = mapped_column(ForeignKey("rule_set_version.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    state: Mapped[ReplayState]
    # When whoever runs it was last heard of: another may take it up after a while.
    heard_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    # The parts of the history that were judged, and how many submissions that were.
    parts: Mapped[list[int]] = mapped_column(PackedJson)
    judged: Mapped[int]
    # What changed: kind of change, flag, month of sending, how many submissions.
    counts: Mapped[list[list[Any]]] = mapped_column(PackedJson)
    # What kind of error ended it; never what it said.
    error: Mapped[str | None] = mapped_column(String(80))

    version: Mapped[RuleSetVersion] = relationship(foreign_keys=[rule_set_version_id])
    against: Mapped[RuleSetVersion] = relationship(foreign_keys=[against_id])
    asked_by: Mapped[User] = relationship()


class ReplayChange(Numbered, Base):
    """One of the submissions behind a number of a replay; of a large number, some."""

    __tablename__ = "replay_change"

    replay_id: Mapped[int] = mapped_column(ForeignKey("replay.id", ondelete="CASCADE"))
    change: Mapped[str] = mapped_column(String(30))
    flag: Mapped[str] = mapped_column(String(60))
    month: Mapped[str] = mapped_column(String(7))  # YYYY-MM
    submission_id: Mapped[UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), index=True
    )

    __table_args__ = (
        Index("ix_replay_change_cell", "replay_id", "change", "flag", "month", "id"),
    )


class FactsLook(Identified, Base):
    """A look of staff at the coded facts of a submission: they know it by the number of
    this row alone, and another look has another."""

    __tablename__ = "facts_look"

    submission_id: Mapped[UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), index=True
    )
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    looked_at: Mapped[datetime]
