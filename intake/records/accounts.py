"""The accounts of those who work here, and the rows behind every browser's cookie."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_security import RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from intake.records.base import Base, Numbered


class Audience(StrEnum):
    """Who may come in where. Patients have no account."""

    CLINICIAN = "clinician"
    LEAD = "lead"
    STAFF = "staff"
    ADMIN = "admin"


# Whoever sees health data, and whoever holds the keys to the accounts that do.
ASK_FOR_SECOND_FACTOR = (Audience.CLINICIAN, Audience.LEAD, Audience.ADMIN)
# Of a session: whether a second factor is asked for at all. In a demo it is not.
SECOND_FACTOR = "second factor"

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
    # What a session says of whose it is: another one, and none of them holds.
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]
    # The second factor by the library's names: which, and its secret under a key of
    # its own. The counter is the last code's: no code is accepted twice.
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(500))
    tf_last_counter: Mapped[int | None] = mapped_column(BigInteger)
    tf_phone_number = None  # the library empties it; we keep none
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(  # type: ignore[assignment]
        String(64), unique=True
    )

    # The mixin says list[RoleMixin]; ours are narrower.
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=roles_users, lazy="selectin"
    )
    webauthn: Mapped[list["Passkey"]] = relationship(  # type: ignore[assignment]
        back_populates="user", order_by="Passkey.id"
    )

    def may_enter(self, audience: Audience) -> bool:
        return any(role.name == audience for role in self.roles)

    @property
    def has_second_factor(self) -> bool:
        return bool(self.tf_totp_secret and self.tf_primary_method) or bool(
            self.webauthn
        )

    @property
    def must_have_second_factor(self) -> bool:
        """Whether what this account may enter asks for it, outside demo mode."""
        asks = any(map(self.may_enter, ASK_FOR_SECOND_FACTOR))
        own = object_session(self)
        return asks and own is not None and bool(own.info.get(SECOND_FACTOR))

    def check_tf_required(
        self, tf_setup_methods: list[tuple[str, str]], tf_fresh: bool
    ) -> tuple[bool, list[tuple[str, str]]]:
        """What the library asks once the password is right. No browser is remembered:
        whoever has a second factor is asked for it each time."""
        needed = bool(tf_setup_methods) or self.must_have_second_factor
        return needed, tf_setup_methods

    def check_tf_required_setup(self) -> bool:
        return self.must_have_second_factor


class AccountLink(Base):
    """A link with which its account gets a password, once. Kept as its SHA-256."""

    __tablename__ = "account_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class Passkey(Numbered, Base, WebAuthnMixin):
    """A passkey as second factor, by the library's names."""

    __tablename__ = "passkey"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(64))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    transports: Mapped[list[str] | None] = mapped_column(JSON)
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(Text)
    lastuse_datetime: Mapped[datetime]
    usage: Mapped[str] = mapped_column(String(64))

    user: Mapped[User] = relationship(back_populates="webauthn")


class RecoveryCode(Base):
    """Opens an account once in place of its second factor. Kept as its SHA-256: it has
    120 random bits."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime]


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
