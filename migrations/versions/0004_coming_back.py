"""coming back: codes, what another browser changed, who opened what was sent"""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

VIEWED = sa.text(
    "SELECT subject, min(at) FROM audit_event WHERE verb = 'viewed'"
    " AND subject LIKE 'submission:%' GROUP BY subject"
).columns(subject=sa.String, at=sa.DateTime(timezone=True))


def upgrade() -> None:
    op.create_table(
        "return_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("mailed", sa.Boolean(), nullable=False),
        sa.Column("public", sa.String(length=6), nullable=False),
        sa.Column("secret_hash", sa.String(length=200), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_return_code_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_return_code")),
        sa.UniqueConstraint(
            "submission_id", "mailed", name=op.f("uq_return_code_submission_id")
        ),
        sa.UniqueConstraint("public", name=op.f("uq_return_code_public")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_return_code_link_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answer_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("browser", sa.String(length=16), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_answer_change_submission_id_submission"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_change")),
    )
    with op.batch_alter_table("answer_change", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_answer_change_submission_id"),
            ["submission_id"],
            unique=False,
        )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("first_opened_at", sa.DateTime(timezone=True), nullable=True)
        )
    note_who_was_opened()
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True)
        )
    op.execute("UPDATE browser_session SET kept_until = ends_at")
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.alter_column("kept_until", nullable=False)
        batch_op.drop_index(batch_op.f("ix_browser_session_ends_at"))
        batch_op.create_index(
            batch_op.f("ix_browser_session_kept_until"), ["kept_until"], unique=False
        )


def note_who_was_opened() -> None:
    """What a clinician has read already can no longer be withdrawn."""
    submission = sa.table(
        "submission",
        sa.column("id", sa.Uuid()),
        sa.column("first_opened_at", sa.DateTime(timezone=True)),
    )
    for subject, at in op.get_bind().execute(VIEWED).all():
        opened = submission.c.id == UUID(subject.partition(":")[2])
        op.execute(submission.update().where(opened).values(first_opened_at=at))


def downgrade() -> None:
    with op.batch_alter_table("browser_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_browser_session_kept_until"))
        batch_op.drop_column("kept_until")
        batch_op.create_index(
            batch_op.f("ix_browser_session_ends_at"), ["ends_at"], unique=False
        )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.drop_column("first_opened_at")
    op.drop_table("answer_change")
    op.drop_table("return_code")
