"""guard the audit trail: what was written in it is never changed or removed"""

from alembic import op

revision = "0002"
down_revision = "0001"

SQLITE = """
    CREATE TRIGGER audit_event_{lower} BEFORE {verb} ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit events are only added to'); END
    """
POSTGRESQL_FUNCTION = """
    CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit events are only added to'; END $$
"""
POSTGRESQL = """
    CREATE TRIGGER audit_event_{lower} BEFORE {verb} ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
"""


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(verb=verb, lower=verb.lower()))
        return
    op.execute(POSTGRESQL_FUNCTION)
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(POSTGRESQL.format(verb=verb, lower=verb.lower()))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER audit_event_{verb}")
        return
    for verb in ("update", "delete", "truncate"):
        op.execute(f"DROP TRIGGER audit_event_{verb} ON audit_event")
    op.execute("DROP FUNCTION refuse_audit_change()")
