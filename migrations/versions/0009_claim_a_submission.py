"""say who has taken a submission, and until when"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    with op.batch_alter_table("submission") as submission:
        submission.add_column(sa.Column("claimed_by_id", sa.Integer(), nullable=True))
        submission.add_column(
            sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True)
        )
        submission.create_foreign_key(
            op.f("fk_submission_claimed_by_id_user"), "user", ["claimed_by_id"], ["id"]
        )
        submission.create_index(
            "ix_submission_claimed",
            ["claimed_by_id", "queue_rank", "waiting_since", "id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("submission") as submission:
        submission.drop_index("ix_submission_claimed")
        submission.drop_constraint(
            op.f("fk_submission_claimed_by_id_user"), type_="foreignkey"
        )
        submission.drop_column("claimed_until")
        submission.drop_column("claimed_by_id")
