"""A draft that differs, patients whom it concerns, and whoever runs its replay."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records.models import RuleSetVersion, Status, Submission
from intake.web import replaying
from tests import make
from tests.workflow.test_replays import other_files


@pytest.fixture
def draft(session: Session, wording: RuleSetVersion) -> RuleSetVersion:
    """Sam's draft, with which a numb saddle is no emergency any more."""
    wording.files = other_files()
    session.commit()
    return wording


@pytest.fixture
def saddles(session: Session) -> list[Submission]:
    return [make.submission(session, Status.SENT, **make.SADDLE) for _ in range(2)]


@pytest.fixture
def run(app: Flask) -> Callable[[], None]:
    def run_one() -> None:
        with app.app_context():
            assert replaying.run_next() is not None

    return run_one
