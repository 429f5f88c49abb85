"""How a connection to either database behaves: durable, bounded in time, and told
when a transaction is going to write."""

from collections.abc import Callable
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event, make_url

BUSY_MS = 5_000
# Of a connection: its transaction is the one of this process that writes.
HAS_ITS_TURN = "has_its_turn"

# A dead line or a stuck lock ends a request in seconds, never in minutes.
POSTGRESQL_ARGUMENTS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 3_000,
    "options": "-c statement_timeout=5000 -c lock_timeout=2000"
    " -c idle_in_transaction_session_timeout=10000",
}

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    # NORMAL loses acknowledged rows at power loss; FULL does not.
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    f"busy_timeout={BUSY_MS}",
)


def options(url: str) -> dict[str, Any]:
    """What `create_engine` takes for this address, the address included."""
    chosen: dict[str, Any] = {
        "url": url,
        "hide_parameters": True,
        # A request may hold its own connection and, for a moment, a second one.
        "pool_size": 16,
        "max_overflow": 32,
        "pool_timeout": 5,
    }
    if make_url(url).get_backend_name() == "postgresql":
        chosen |= {
            "pool_pre_ping": True,
            # The one used last: what the server knows of our tables, it knows best.
            "pool_use_lifo": True,
            "connect_args": POSTGRESQL_ARGUMENTS,
        }
    return chosen


def for_reading(engine: Engine) -> Engine:
    """The same connections, for statements that only read.

    On PostgreSQL each is a transaction of its own, as what it sees is its own anyway
    (READ COMMITTED): two journeys less. SQLite begins one, and all see the same.
    """
    if engine.dialect.name != "postgresql":
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def harden(engine: Engine, writes: Callable[[], bool] = lambda: True) -> None:
    """Set what SQLite needs; `writes` says whether a transaction will write.

    One that reads and then writes is refused at once if another wrote in between,
    whatever the timeout; so it takes the write lock when it begins.
    """
    if engine.dialect.name != "sqlite":
        return
    wait_for_turn = _turns(engine)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        if writes():
            wait_for_turn(connection)
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")


def _turns(engine: Engine) -> Callable[[Any], None]:
    """A queue for the writers of this process, and no more: SQLite's lock protects.

    Left to SQLite, who waits sleeps longer and longer between two tries, and may be
    passed by all who come later. A turn ends when its connection is given back.
    """
    turn = Lock()

    def wait(connection: Any) -> None:
        if HAS_ITS_TURN not in connection.info and turn.acquire(timeout=BUSY_MS / 1000):
            connection.info[HAS_ITS_TURN] = True

    @event.listens_for(engine, "checkin")
    def pass_on(_connection: Any, record: Any) -> None:
        if record.info.pop(HAS_ITS_TURN, False):
            turn.release()

    return wait
