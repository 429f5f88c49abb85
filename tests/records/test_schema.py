"""Migrations, up and down, with rows in the tables."""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from intake.records import schema
from intake.records.models import AuditEvent, Status, Submission
from intake.web import database, installation
from tests import make
from tests.records.test_sealing import stored

pytestmark = pytest.mark.new_database

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def event(session: Session) -> None:
    session.add(AuditEvent(at=NOON, actor="system", verb="made", subject="x:1"))
    session.commit()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET actor = 'nobody'", "DELETE FROM audit_event"],
    ids=["update", "delete"],
)
def test_audit_events_are_only_ever_added(session: Session, statement: str) -> None:
    event(session)

    with pytest.raises(DBAPIError, match="only added to"):
        session.execute(text(statement))


def test_sqlite_refuses_to_replace_an_audit_event(session: Session) -> None:
    event(session)
    if session.get_bind().dialect.name != "sqlite":
        return  # PostgreSQL replaces by updating

    with pytest.raises(DBAPIError, match="only added to"):
        session.execute(
            text("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event")
        )


def test_postgresql_refuses_to_empty_the_audit_trail(session: Session) -> None:
    event(session)
    if session.get_bind().dialect.name == "sqlite":
        return  # SQLite has no TRUNCATE

    with pytest.raises(DBAPIError, match="only added to"):
        session.execute(text("TRUNCATE audit_event"))


def test_a_fresh_database_is_at_the_newest_migration(engine: Engine) -> None:
    with engine.connect() as connection:
        assert schema.is_current(connection)


def test_migrations_go_down_and_up_with_rows_in_the_tables(
    engine: Engine, session: Session, database_url: str
) -> None:
    stored(session)
    event(session)
    session.close()

    schema.downgrade(database_url, "0001")
    assert rows(engine, "submission") == rows(engine, "audit_event") == 1
    schema.upgrade(database_url)
    assert rows(engine, "submission") == rows(engine, "audit_event") == 1

    schema.downgrade(database_url, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    schema.upgrade(database_url)
    with engine.connect() as connection:
        assert schema.is_current(connection)


def test_what_hangs_on_a_submission_outlives_a_change_of_its_table(
    engine: Engine, app: Flask, database_url: str
) -> None:
    with app.app_context():
        installation.open_once()
        with database.writing() as own:
            sent = make.submission(own, Status.SENT)
    newest = inspect(engine).get_table_names()
    before = {each: rows(engine, each) for each in newest}
    assert all(before[each] for each in ("queue_entry", "name_entry", "screening"))

    schema.downgrade(database_url, "0014")
    tables = inspect(engine).get_table_names()
    assert {each: rows(engine, each) for each in tables}.items() <= before.items()
    with engine.connect() as connection:
        kept = connection.scalar(text("SELECT CAST(answers AS TEXT) FROM submission"))
        assert json.loads(kept) == sent.answers
    schema.upgrade(database_url)

    assert {each: rows(engine, each) for each in newest} == before
    with app.app_context(), database.reading() as own:
        found = own.get(Submission, sent.id)
        assert found
        assert (found.answers, found.facts) == (sent.answers, sent.facts)
        [screening] = found.screenings
        assert screening.result == sent.screenings[0].result
        assert found.sendings[0].answers == sent.answers
        assert found.private["full_name"] == "Pat Doe"


def test_a_migration_keeps_nothing_where_rows_would_hang_on_nothing(
    engine: Engine, session: Session, database_url: str
) -> None:
    if engine.dialect.name != "sqlite":
        return  # PostgreSQL watches throughout
    stored(session)
    session.close()
    schema.downgrade(database_url, "0014")
    with sqlite3.connect(str(engine.url.database)) as careless:
        careless.execute(
            "INSERT INTO advice (submission_id, flag) VALUES ('nobody', 'f')"
        )

    with pytest.raises(RuntimeError, match="hang on nothing in: advice"):
        schema.upgrade(database_url)

    with engine.connect() as connection:
        assert not schema.is_current(connection)
        assert connection.scalar(text("SELECT answers FROM submission")) == "{}"


def rows(engine: Engine, table: str) -> Any:
    with engine.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}"))
