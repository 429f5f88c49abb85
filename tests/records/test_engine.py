from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

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


def test_writers_of_one_process_wait_for_their_turn(tmp_path: Path) -> None:
    engine = create_engine(**engines.options(f"sqlite:///{tmp_path}/a.db"))
    engines.harden(engine)

    def write(number: int) -> None:
        with engine.connect() as connection:
            # SQLite itself would refuse whoever comes while another writes.
            connection.connection.execute("PRAGMA busy_timeout=0")
            with connection.begin():
                connection.execute(
                    text("INSERT INTO written VALUES (:n)"), {"n": number}
                )
                sleep(0.01)

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE written (number INTEGER)"))
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(16)))

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM written")) == 16
    engine.dispose()


def test_a_writer_who_is_refused_passes_its_turn_on(tmp_path: Path) -> None:
    engine = create_engine(**engines.options(f"sqlite:///{tmp_path}/a.db"))
    engines.harden(engine)
    stranger = create_engine(f"sqlite:///{tmp_path}/a.db")

    with engine.connect() as connection, stranger.connect() as other:
        connection.connection.execute("PRAGMA busy_timeout=0")
        other.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError):
            connection.begin()
    with engine.begin() as first:
        first.execute(text("SELECT 1"))
        began = monotonic()
    with engine.begin() as second:
        second.execute(text("SELECT 1"))
        assert monotonic() - began < engines.BUSY_MS / 1000
    engine.dispose()
    stranger.dispose()


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
