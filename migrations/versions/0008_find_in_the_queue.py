"""find submissions in the queue by what they have and by the words of a name"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "queue_entry",
        sa.Column("listed", sa.String(length=20), nullable=False),
        sa.Column("facet", sa.String(length=60), nullable=False),
        sa.Column("queue_rank", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=False),
        _submission("queue_entry"),
        sa.PrimaryKeyConstraint(
            "listed",
            "facet",
            "queue_rank",
            "waiting_since",
            "submission_id",
            name=op.f("pk_queue_entry"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_queue_entry_submission_id"), "queue_entry", ["submission_id"]
    )
    op.create_table(
        "name_entry",
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        _submission("name_entry"),
        sa.PrimaryKeyConstraint("digest", "submission_id", name=op.f("pk_name_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_name_entry_submission_id"), "name_entry", ["submission_id"]
    )


def downgrade() -> None:
    op.drop_table("name_entry")
    op.drop_table("queue_entry")


def _submission(table: str) -> sa.Column[sa.Uuid[object]]:
    return sa.Column(
        "submission_id",
        sa.Uuid(),
        sa.ForeignKey(
            "submission.id",
            name=op.f(f"fk_{table}_submission_id_submission"),
            ondelete="CASCADE",
        ),
        nullable=False,
    )
