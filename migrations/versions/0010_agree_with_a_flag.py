"""keep what clinicians think of a flag"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "flag_opinion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(length=60), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("area", sa.String(length=40), nullable=True),
        sa.Column("rule_set_version_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column],
                [f"{table}.id"],
                name=op.f(f"fk_flag_opinion_{column}_{table}"),
            )
            for column, table in (
                ("submission_id", "submission"),
                ("reviewer_id", "user"),
                ("rule_set_version_id", "rule_set_version"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_opinion")),
    )
    op.create_index(
        op.f("ix_flag_opinion_submission_id"), "flag_opinion", ["submission_id"]
    )


def downgrade() -> None:
    op.drop_table("flag_opinion")
