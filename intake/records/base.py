"""The declarative base: UTC times, words for enums, and rows that know their id."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Enum, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, always in UTC, on databases that forget the zone too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is not None and value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        return value and value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        # SQLite forgets the zone; PostgreSQL tells the time in the connection's own.
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


# An enum is stored as its own word: legible in a dump, and no type to migrate.
WORDS = Enum(
    StrEnum,
    native_enum=False,
    length=30,
    values_callable=lambda kind: [member.value for member in kind],
)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, StrEnum: WORDS}


class Numbered:
    """A row that the database numbers."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Identified:
    """A row that has its id before it is stored: what is sealed is bound to it."""

    id: Mapped[UUID] = mapped_column(primary_key=True, sort_order=-1)

    def __init__(self, **columns: Any) -> None:
        super().__init__(**{"id": uuid4(), **columns})
