"""say who of the clinic took a submission down for a caller"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    with op.batch_alter_table("submission") as submission:
        submission.add_column(
            sa.Column("taken_down_by_id", sa.Integer(), nullable=True)
        )
        submission.create_foreign_key(
            op.f("fk_submission_taken_down_by_id_user"),
            "user",
            ["taken_down_by_id"],
            ["id"],
        )


def downgrade() -> None:
    with op.batch_alter_table("submission") as submission:
        submission.drop_constraint(
            op.f("fk_submission_taken_down_by_id_user"), type_="foreignkey"
        )
        submission.drop_column("taken_down_by_id")
