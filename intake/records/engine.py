"""How a connection to either database behaves: durable, bounded in time, and told
when a transaction is going to write."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event, make_url

BUSY_MS = 5_000

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
        chosen |= {"pool_pre_ping": True, "connect_args": POSTGRESQL_ARGUMENTS}
    return chosen


def harden(engine: Engine, writes: Callable[[], bool] = lambda: True) -> None:
    """Set what SQLite needs; `writes` says whether a transaction will write.

    One that reads and then writes is refused at once if another wrote in between,
    whatever the timeout; so it takes the write lock when it begins.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes() else "BEGIN")
