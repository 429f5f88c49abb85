"""Sessions that only read."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from intake.records.models import AuditEvent
from intake.web import database
from tests import make

Read = Callable[[Flask], AbstractContextManager[Session]]


@contextmanager
def of_a_page(app: Flask) -> Iterator[Session]:
    with app.test_request_context(method="GET"):
        yield database.session()


@contextmanager
def of_its_own(app: Flask) -> Iterator[Session]:
    with app.app_context(), database.reading() as own:
        yield own


@contextmanager
def of_a_deed(app: Flask) -> Iterator[Session]:
    with app.test_request_context(method="POST"):
        yield database.session()


@pytest.mark.parametrize("read", [of_a_page, of_its_own])
def test_what_only_reads_refuses_to_write(app: Flask, read: Read) -> None:
    with read(app) as own:
        own.add(AuditEvent(at=make.NOON, actor="patient", verb="sent", subject="x:1"))
        with pytest.raises(RuntimeError, match="only reads"):
            own.commit()

    with app.app_context(), database.writing() as other:
        asked = text("SELECT count(*) FROM audit_event WHERE subject = 'x:1'")
        assert not other.scalar(asked)


@pytest.mark.parametrize(
    ("read", "begins"), [(of_a_page, False), (of_its_own, False), (of_a_deed, True)]
)
def test_on_postgresql_what_only_reads_begins_nothing(
    app: Flask, read: Read, *, begins: bool
) -> None:
    """What a page has read does not stay open there while it is drawn."""
    with read(app) as own:
        own.execute(text("SELECT 1"))
        line: Any = own.connection().connection.dbapi_connection
        if own.get_bind().dialect.name == "postgresql":
            assert (line.info.transaction_status.name != "IDLE") is begins
        else:
            assert line.in_transaction
