"""keep what was sent each time, and what a clinician asked for"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "sending",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("sealed_private", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_sending_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending")),
    )
    op.create_index(op.f("ix_sending_submission_id"), "sending", ["submission_id"])
    op.add_column(
        "review",
        sa.Column("questions", sa.JSON(), nullable=False, server_default="[]"),
    )
    with op.batch_alter_table("review") as review:
        review.alter_column("questions", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("review") as review:
        review.drop_column("questions")
    op.drop_index(op.f("ix_sending_submission_id"), "sending")
    op.drop_table("sending")
