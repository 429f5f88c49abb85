"""guard the audit trail: what was written in it is never changed or removed"""

from alembic import op

revision = "0002"
down_revision = "0001"

REFUSE = "BEGIN SELECT RAISE(ABORT, 'audit events are only added to'); END"
SQLITE = {
    "update": f"BEFORE UPDATE ON audit_event {REFUSE}",
    "delete": f"BEFORE DELETE ON audit_event {REFUSE}",
    # INSERT OR REPLACE takes a row away without asking the trigger for deletes.
    "replace": f"""BEFORE INSERT ON audit_event
        WHEN EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id) {REFUSE}""",  # noqa: S608
}
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
        for name, trigger in SQLITE.items():
            op.execute(f"CREATE TRIGGER audit_event_{name} {trigger}")
        return
    op.execute(POSTGRESQL_FUNCTION)
    for verb in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(POSTGRESQL.format(verb=verb, lower=verb.lower()))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for name in SQLITE:
            op.execute(f"DROP TRIGGER audit_event_{name}")
        return
    for verb in ("update", "delete", "truncate"):
        op.execute(f"DROP TRIGGER audit_event_{verb} ON audit_event")
    op.execute("DROP FUNCTION refuse_audit_change()")
