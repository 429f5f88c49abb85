"""One database session per request, and when a transaction takes the write lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import Flask, current_app, g, has_request_context, request
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from intake.config import Settings
from intake.records import accounts
from intake.records import engine as engines
from intake.records.sealing import Keyring
from intake.workflow import (
    finding,
    kept,
    library,
    on_call,
    outbox,
    screenings,
)

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SESSIONS = "intake.sessions"
# Of a session: nothing is written in it.
READS = "reads"
# The records are locked, gone, or every connection to them is in use.
UNREACHABLE = (DBAPIError, PoolTimeout)

_intent: ContextVar[bool | None] = ContextVar("intent", default=None)


def init_app(app: Flask) -> None:
    connect(app)
    app.teardown_appcontext(close)


def connect(app: Flask) -> None:
    """Let the application's sessions be those of the database its settings name."""
    settings: Settings = app.config["INTAKE"]
    engine = create_engine(**engines.options(settings["DATABASE_URL"]))
    engines.harden(engine, _is_going_to_write)
    keyring = Keyring(settings["KEYS"] or {})
    made = app.extensions[SESSIONS] = sessionmaker(
        engine,
        expire_on_commit=False,
        info={
            "keyring": keyring,
            outbox.ON: settings.mails is not None,
            on_call.ADDRESSES: settings["ON_CALL"] or (),
            accounts.SECOND_FACTOR: not settings.demo,
            screenings.RULE_SETS: {},
            library.HISTORIES: {},
            kept.KEPT: {},
        },
    )
    event.listen(made, "after_flush", finding.follow)
    event.listen(made, "before_flush", _refuse_to_write)


def sessions() -> sessionmaker[Session]:
    """What makes the application's sessions."""
    made: sessionmaker[Session] = current_app.extensions[SESSIONS]
    return made


def engine() -> Engine:
    bound: Engine = sessions().kw["bind"]
    return bound


def session() -> Session:
    """The request's own session. The view commits it, once, after one deed."""
    if "session" not in g:
        reads = not _is_going_to_write()
        g.session = _session_that_reads() if reads else sessions()()
    own: Session = g.session
    return own


def close(_error: BaseException | None = None) -> None:
    if opened := g.pop("session", None):
        opened.close()


@contextmanager
def writing() -> Iterator[Session]:
    """A short transaction of its own that writes, whatever the request's method."""
    token = _intent.set(True)
    try:
        with sessions()() as own, own.begin():
            yield own
    finally:
        _intent.reset(token)


@contextmanager
def reading(*, piece_by_piece: bool = False) -> Iterator[Session]:
    """A short look of its own. Where rows are fetched piece by piece (`yield_per`), it
    is one transaction on PostgreSQL too: they wait there in the meantime."""
    token = _intent.set(False)
    try:
        with _session_that_reads(at_once=not piece_by_piece) as own:
            yield own
    finally:
        _intent.reset(token)


@contextmanager
def looking() -> Iterator[Connection]:
    """A connection for a look at one table: that of the request's own transaction, if
    all that it does is read; else another, for a moment."""
    if request.method in SAFE:
        yield session().connection()
        return
    token = _intent.set(False)
    try:
        with engines.for_reading(engine()).connect() as own:
            yield own
    finally:
        _intent.reset(token)


def let_go() -> None:
    """End the request's transaction with nothing written, and keep what was read.

    Nothing renders a page while it holds the write lock.
    """
    if "session" in g:
        g.session.expunge_all()
        g.session.rollback()


def _session_that_reads(*, at_once: bool = True) -> Session:
    lines = engines.for_reading(engine()) if at_once else engine()
    return sessions()(bind=lines, info={READS: True})


def _refuse_to_write(own: Session, *_how: object) -> None:
    """What is written where nothing is to be would stand there at once, and half."""
    if READS in own.info and (own.new or own.dirty or own.deleted):
        raise RuntimeError("This session only reads: write in database.writing().")


def _is_going_to_write() -> bool:
    intent = _intent.get()
    if intent is not None:
        return intent
    return not has_request_context() or request.method not in SAFE
