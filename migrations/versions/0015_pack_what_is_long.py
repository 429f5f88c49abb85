"""keep answers, facts and screenings compressed"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

from intake.records.packing import packed, unpacked

revision = "0015"
down_revision = "0014"

# Table, column, and whether every row has one.
LONG = (
    ("submission", "answers", True),
    ("submission", "facts", False),
    ("screening", "result", True),
    ("sending", "answers", True),
)
TOGETHER = 500


def upgrade() -> None:
    for table, column, needed in LONG:
        _keep_as(table, column, sa.LargeBinary(), needed, _packed)


def downgrade() -> None:
    for table, column, needed in LONG:
        _keep_as(table, column, sa.JSON(), needed, _unpacked)


def _keep_as(
    table: str,
    column: str,
    kind: sa.types.TypeEngine[Any],
    needed: bool,
    changed: Callable[[Any], Any],
) -> None:
    beside = f"{column}_beside"
    op.add_column(table, sa.Column(beside, kind, nullable=True))
    _fill(table, column, beside, changed)
    with op.batch_alter_table(table) as batch:
        batch.drop_column(column)
        batch.alter_column(
            beside, new_column_name=column, existing_type=kind, nullable=not needed
        )


def _fill(table: str, column: str, beside: str, changed: Callable[[Any], Any]) -> None:
    """A few hundred rows at a time, in the order of their ids."""
    own = op.get_bind()
    rows = sa.table(
        table, sa.column("id"), sa.column(column), sa.column(beside, sa.LargeBinary())
    )
    packs = changed is _packed
    old = sa.cast(rows.c[column], sa.Text()) if packs else rows.c[column]
    new: Any = sa.bindparam("new", type_=sa.LargeBinary() if packs else sa.Text())
    if not packs and own.dialect.name == "postgresql":
        new = sa.cast(new, sa.JSON())
    write = sa.update(rows).where(rows.c.id == sa.bindparam("whose"))
    write = write.values({rows.c[beside]: new})
    found = sa.select(rows.c.id, old).where(rows.c[column].is_not(None))
    found = found.order_by(rows.c.id).limit(TOGETHER)
    last = None
    while True:
        later = found if last is None else found.where(rows.c.id > last)
        some = own.execute(later).all()
        if not some:
            return
        own.execute(
            write, [{"whose": each, "new": changed(value)} for each, value in some]
        )
        last = some[-1][0]


def _packed(text: str) -> bytes:
    return packed(text.encode())


def _unpacked(kept: bytes) -> str:
    return unpacked(kept).decode()
