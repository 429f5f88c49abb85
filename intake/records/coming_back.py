"""What a patient finds again on coming back: a code, what was typed and not given, and
what another of their devices changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from intake.records.base import Base, Identified, Numbered
from intake.records.sealing import Sealed


class ReturnCode(Numbered, Base):
    """The code and the link with which a patient comes back: one pair at a time, and
    one link that was mailed by the clinic.

    Whoever has this table can neither type the code nor open the link.
    """

    __tablename__ = "return_code"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"))
    mailed: Mapped[bool]
    public: Mapped[str] = mapped_column(String(6), unique=True)
    secret_hash: Mapped[str] = mapped_column(String(200))
    link_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    # A number is never used again: by it a patient's page knows which one it replaces.
    __table_args__ = (
        UniqueConstraint("submission_id", "mailed"),
        {"sqlite_autoincrement": True},
    )


class AnswerChange(Numbered, Base):
    """Which answers one browser changed, so that another can be told of it."""

    __tablename__ = "answer_change"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    browser: Mapped[str] = mapped_column(String(16))
    # Each a question's name and the key of its area, or null.
    questions: Mapped[list[list[str | None]]] = mapped_column(JSON)
    changed_at: Mapped[datetime]


class Typed(Identified, Base):
    """What stands in a page's fields and was never given: no answer of anybody's.

    One row for each page, and for each place where a page is asked by place.
    """

    __tablename__ = "typed"

    submission_id: Mapped[UUID] = mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE")
    )
    step: Mapped[str] = mapped_column(String(40))
    area: Mapped[str] = mapped_column(String(40))  # empty where there is none
    sealed_fields: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime]

    # Question name → its fields as they were sent, [name, text] each.
    fields = Sealed("sealed_fields")

    __table_args__ = (UniqueConstraint("submission_id", "step", "area"),)
