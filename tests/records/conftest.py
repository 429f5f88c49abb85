"""A session on each database, without the application around it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from intake.records import engine as engines
from intake.records.sealing import Keyring

KEYRING = Keyring({2: b"2" * 32, 1: b"1" * 32})


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(**engines.options(database_url))
    engines.harden(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, info={"keyring": KEYRING}) as session:
        yield session
