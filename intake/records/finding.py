"""What a submission in the queue is found by: what it has, and the words of a name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.records.base import Base


def _submission() -> Mapped[UUID]:
    """Once as the end of a key, once to find all entries of one submission."""
    return mapped_column(
        ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class QueueEntry(Base):
    """That a submission stands in a list and has a facet, such as `flag:joint`.

    Its place comes along: a page of a filtered list is a walk along the key, however
    long the list is. `EVERY` is the facet that all have.
    """

    __tablename__ = "queue_entry"

    # `WAITING`, or the status.
    listed: Mapped[str] = mapped_column(String(20), primary_key=True)
    facet: Mapped[str] = mapped_column(String(60), primary_key=True)
    queue_rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    waiting_since: Mapped[datetime] = mapped_column(primary_key=True)
    submission_id: Mapped[UUID] = _submission()

    __table_args__ = ({"sqlite_with_rowid": False},)


class NameEntry(Base):
    """That a word is in the patient's name; which word, only our key can tell."""

    __tablename__ = "name_entry"

    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    submission_id: Mapped[UUID] = _submission()

    __table_args__ = ({"sqlite_with_rowid": False},)
