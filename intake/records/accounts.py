"""The accounts of those who work here, and the rows behind every browser's cookie."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from intake.records.base import Base, Numbered


class Audience(StrEnum):
    """Who may come in where. Patients have no account."""

    CLINICIAN = "clinician"
    LEAD = "lead"
    STAFF = "staff"
    ADMIN = "admin"


roles_users = Table(
    "roles_users",
    Base.metadata,
    Column("user_id", ForeignKey("user.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Numbered, Base, RoleMixin):
    __tablename__ = "role"

    name: Mapped[str] = mapped_column(String(80), unique=True)


class User(Numbered, Base, UserMixin):
    """Someone who works here."""

    __tablename__ = "user"

    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]

    # The mixin says list[RoleMixin]; ours are narrower.
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=roles_users, lazy="selectin"
    )

    def may_enter(self, audience: Audience) -> bool:
        return any(role.name == audience for role in self.roles)


class BrowserSession(Base):
    """What one browser's cookie stands for. The cookie's id is kept as its SHA-256."""

    __tablename__ = "browser_session"

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    # After its end it still says whose answers it had: the date of birth opens them.
    kept_until: Mapped[datetime] = mapped_column(index=True)
