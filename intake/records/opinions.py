"""What clinicians think of the flags: kept for the staff who write the rules."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.accounts import User
from intake.records.base import Base, Identified
from intake.records.sealing import Sealed


class FlagOpinion(Identified, Base):
    """That a clinician agreed with a flag or did not, and why. Only ever added to: of
    one person's about one flag the newest counts."""

    __tablename__ = "flag_opinion"

    submission_id: Mapped[UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    flag: Mapped[str] = mapped_column(String(60))
    rule: Mapped[str] = mapped_column(String(80))
    area: Mapped[str | None] = mapped_column(String(40))
    rule_set_version_id: Mapped[int] = mapped_column(ForeignKey("rule_set_version.id"))
    agrees: Mapped[bool]
    sealed_reason: Mapped[bytes] = mapped_column(LargeBinary)
    said_at: Mapped[datetime] = mapped_column(index=True)

    # In a clinician's own words: a patient may be named in them.
    reason = Sealed("sealed_reason")

    reviewer: Mapped[User] = relationship()
