"""work on the rules: who wrote, who approved, what it would change"""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0016"
down_revision = "0015"

STATES = ("waiting", "running", "stopped", "finished", "failed")
WHEN = sa.DateTime(timezone=True)
TABLES = (
    "replay_change",
    "replay",
    "rule_set_approval",
    "rule_set_writer",
    "facts_look",
)


def upgrade() -> None:
    op.create_table(
        "replay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_set_version_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("files", sa.LargeBinary(), nullable=False),
        sa.Column("against_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="replaystate", native_enum=False, length=30),
            nullable=False,
        ),
        sa.Column("heard_at", WHEN, nullable=True),
        sa.Column("ended_at", WHEN, nullable=True),
        sa.Column("parts", sa.LargeBinary(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("error", sa.String(length=80), nullable=True),
        _leads("replay", "against_id", "rule_set_version"),
        _leads("replay", "asked_by_id", "user"),
        _leads("replay", "rule_set_version_id", "rule_set_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replay")),
    )
    op.create_table(
        "rule_set_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rule_set_version_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", WHEN, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("why_lost", sa.Text(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", WHEN, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        _leads("rule_set_approval", "answered_by_id", "user"),
        _leads("rule_set_approval", "asked_by_id", "user"),
        _leads("rule_set_approval", "rule_set_version_id", "rule_set_version"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_set_approval")),
    )
    op.create_table(
        "rule_set_writer",
        sa.Column("rule_set_version_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        _leads("rule_set_writer", "rule_set_version_id", "rule_set_version"),
        _leads("rule_set_writer", "user_id", "user"),
        sa.PrimaryKeyConstraint(
            "rule_set_version_id", "user_id", name=op.f("pk_rule_set_writer")
        ),
    )
    op.create_table(
        "facts_look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", WHEN, nullable=False),
        _leads("facts_look", "submission_id", "submission", ondelete="CASCADE"),
        _leads("facts_look", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts_look")),
    )
    op.create_table(
        "replay_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("replay_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.String(length=30), nullable=False),
        sa.Column("flag", sa.String(length=60), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=False),
        _leads("replay_change", "replay_id", "replay", ondelete="CASCADE"),
        _leads("replay_change", "submission_id", "submission", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_replay_change")),
    )
    for table, column in (
        ("replay", "rule_set_version_id"),
        ("rule_set_approval", "rule_set_version_id"),
        ("facts_look", "submission_id"),
        ("replay_change", "submission_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])
    cell = ["replay_id", "change", "flag", "month", "id"]
    op.create_index("ix_replay_change_cell", "replay_change", cell)
    op.create_index("ix_flag_raised", "flag", ["raised_at", "rule", "not_ruled_out"])
    with op.batch_alter_table("rule_set_version") as version:
        version.add_column(sa.Column("brings_back_id", sa.Integer(), nullable=True))
        version.add_column(sa.Column("why", sa.Text(), nullable=True))
        _lead(version, "rule_set_version", "brings_back_id")
    with op.batch_alter_table("submission") as submission:
        submission.add_column(sa.Column("began_with_id", sa.Integer(), nullable=True))
        _lead(submission, "submission", "began_with_id")


def downgrade() -> None:
    for table, column, others in (
        ("submission", "began_with_id", ()),
        ("rule_set_version", "brings_back_id", ("why",)),
    ):
        with op.batch_alter_table(table) as batch:
            name = op.f(f"fk_{table}_{column}_rule_set_version")
            batch.drop_constraint(name, type_="foreignkey")
            for each in (column, *others):
                batch.drop_column(each)
    op.drop_index("ix_flag_raised", "flag")
    for table in TABLES:
        op.drop_table(table)


def _leads(
    table: str, column: str, to: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=ondelete)


def _lead(batch: BatchOperations, table: str, column: str) -> None:
    name = op.f(f"fk_{table}_{column}_rule_set_version")
    batch.create_foreign_key(name, "rule_set_version", [column], ["id"])
