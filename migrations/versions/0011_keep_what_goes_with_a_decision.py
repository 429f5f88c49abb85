"""keep what goes with a decision"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    with op.batch_alter_table("review") as batch_op:
        batch_op.add_column(
            sa.Column("details", sa.JSON(), server_default="{}", nullable=False)
        )
        batch_op.add_column(sa.Column("sealed_texts", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("review") as batch_op:
        batch_op.drop_column("sealed_texts")
        batch_op.drop_column("details")
