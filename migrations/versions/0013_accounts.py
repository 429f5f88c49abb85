"""give accounts links, a second factor, and the time of the last sign-in"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

NEW = (
    ("signed_in_at", sa.DateTime(timezone=True)),
    ("tf_primary_method", sa.String(length=20)),
    ("tf_totp_secret", sa.String(length=500)),
    ("tf_last_counter", sa.BigInteger()),
    ("fs_webauthn_user_handle", sa.String(length=64)),
)
HANDLE = "uq_user_fs_webauthn_user_handle"


def upgrade() -> None:
    with op.batch_alter_table("user") as user:
        for name, kind in NEW:
            user.add_column(sa.Column(name, kind, nullable=True))
        user.create_unique_constraint(op.f(HANDLE), ["fs_webauthn_user_handle"])
    _make_passkeys()
    _made_by_secret("account_link", "token_hash", "ends_at")
    _made_by_secret("recovery_code", "code_hash")


def _make_passkeys() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=True),
        sa.Column("backup_state", sa.Boolean(), nullable=False),
        sa.Column("device_type", sa.String(length=64), nullable=False),
        sa.Column("extensions", sa.Text(), nullable=True),
        sa.Column("lastuse_datetime", sa.DateTime(timezone=True), nullable=False),
        sa.Column("usage", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_passkey_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_user_id"), "passkey", ["user_id"])


def _made_by_secret(table: str, digest: str, *times: str) -> None:
    """A table of secrets of accounts, each kept as its SHA-256."""
    op.create_table(
        table,
        sa.Column(digest, sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.DateTime(timezone=True), nullable=False)
            for name in ("made_at", *times)
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id_user")
        ),
        sa.PrimaryKeyConstraint(digest, name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_user_id"), table, ["user_id"])


def downgrade() -> None:
    op.drop_table("passkey")
    op.drop_table("recovery_code")
    op.drop_table("account_link")
    with op.batch_alter_table("user") as user:
        user.drop_constraint(op.f(HANDLE), type_="unique")
        for name, _ in reversed(NEW):
            user.drop_column(name)
