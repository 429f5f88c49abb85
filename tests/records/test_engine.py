from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from intake.records import engine as engines
from intake.records.models import AuditEvent
from tests.records.test_schema import NOON

pytestmark = pytest.mark.new_database


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("busy_timeout", 5000),
    ],
)
def test_sqlite_is_set_to_lose_nothing(
    tmp_path: Path, pragma: str, value: object
) -> None:
    engine = create_engine(**engines.options(f"sqlite:///{tmp_path}/a.db"))
    engines.harden(engine)

    with engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value
    engine.dispose()


def test_a_writer_takes_the_lock_when_it_begins(tmp_path: Path) -> None:
    engine = create_engine(**engines.options(f"sqlite:///{tmp_path}/a.db"))
    engines.harden(engine)
    impatient = create_engine(f"sqlite:///{tmp_path}/a.db", connect_args={"timeout": 0})

    with engine.begin() as writer:
        writer.execute(text("SELECT 1"))
        with impatient.connect() as other, pytest.raises(OperationalError):
            other.exec_driver_sql("BEGIN IMMEDIATE")
    engine.dispose()
    impatient.dispose()


def test_times_come_back_in_utc(session: Session) -> None:
    session.add(AuditEvent(at=NOON, actor="a", verb="v", subject="s"))
    session.commit()
    session.expire_all()

    assert session.query(AuditEvent).one().at == NOON


def test_a_time_without_a_zone_is_refused(session: Session) -> None:
    naive = NOON.replace(tzinfo=None)
    session.add(AuditEvent(at=naive, actor="a", verb="v", subject="s"))

    with pytest.raises(Exception, match="without a zone"):
        session.flush()
    session.rollback()
