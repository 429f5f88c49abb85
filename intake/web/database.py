"""One database session per request, and when a transaction takes the write lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import Flask, has_request_context, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.records import engine as engines
from intake.records.sealing import Keyring

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

db = SQLAlchemy(session_options={"expire_on_commit": False})
_intent: ContextVar[bool | None] = ContextVar("intent", default=None)


def init_app(app: Flask) -> None:
    settings: Settings = app.config["INTAKE"]
    app.config["SQLALCHEMY_ENGINES"] = {
        "default": engines.options(settings["DATABASE_URL"])
    }
    db.init_app(app)
    with app.app_context():
        engines.harden(db.engine, _is_going_to_write)
        db.sessionmaker.configure(info={"keyring": Keyring(settings["KEYS"] or {})})


def session() -> Session:
    """The request's own session. The view commits it, once, after one deed."""
    return db.session


@contextmanager
def writing() -> Iterator[Session]:
    """A short transaction of its own that writes, whatever the request's method."""
    token = _intent.set(True)
    try:
        with db.sessionmaker() as own, own.begin():
            yield own
    finally:
        _intent.reset(token)


@contextmanager
def reading() -> Iterator[Session]:
    """A short transaction of its own that only reads."""
    token = _intent.set(False)
    try:
        with db.sessionmaker() as own:
            yield own
    finally:
        _intent.reset(token)


def let_go() -> None:
    """End the request's transaction with nothing written, and keep what was read.

    Nothing renders a page while it holds the write lock.
    """
    db.session.expunge_all()
    db.session.rollback()


def _is_going_to_write() -> bool:
    intent = _intent.get()
    if intent is not None:
        return intent
    return not has_request_context() or request.method not in SAFE
