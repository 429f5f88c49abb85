"""That the day's digest was written: a row a day, so that nobody gets two."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from intake.records.base import Base


class Digest(Base):
    """Its day on the clinic's clock; `waiting` is how many waited then."""

    __tablename__ = "digest"

    day: Mapped[date] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
    waiting: Mapped[int]
