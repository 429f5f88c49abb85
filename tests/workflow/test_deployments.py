import pytest
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.sealing import Keyring
from intake.workflow import accounts, deployments
from intake.workflow.errors import Refused
from tests import make


def test_a_real_database_never_opens_in_demo_mode(session: Session) -> None:
    with pytest.raises(Refused, match="not a demo"):
        deployments.prepare(session, session.info["keyring"], demo=True, at=make.NOON)


def test_a_demo_database_never_opens_outside_demo_mode(session: Session) -> None:
    mark = queries.deployment(session)
    assert mark
    mark.demo = True

    with pytest.raises(Refused, match="demo mode only"):
        deployments.prepare(session, session.info["keyring"], demo=False, at=make.NOON)


def test_other_keys_do_not_open_the_database(session: Session) -> None:
    stranger = Keyring({1: b"x" * 32})

    with pytest.raises(Refused, match="INTAKE_KEYS"):
        deployments.prepare(session, stranger, demo=False, at=make.NOON)


def test_an_address_has_one_account(session: Session) -> None:
    accounts.add(session, "New@Clinic.test", "New", [], "hash", make.NOON)

    with pytest.raises(Refused, match="already"):
        accounts.add(session, " new@clinic.test", "New", [], "hash", make.NOON)
