"""A look at somebody's facts: at one of many, never at what is not the clinic's yet."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Status
from intake.workflow import looks
from intake.workflow.errors import Refused
from tests import make


def test_each_of_many_may_be_picked(session: Session) -> None:
    sent = {make.submission(session, Status.SENT).id for _ in range(3)}

    for flag in ("", "joint"):
        picked = {looks.pick(session, flag, looks.RAISED) for _ in range(100)}
        assert picked == sent


def test_what_is_decided_may_be_looked_at_and_what_is_a_draft_or_withdrawn_may_not(
    session: Session, sam: User
) -> None:
    refused = (Status.DRAFT, Status.WITHDRAWN)
    for status in Status:
        made = make.submission(session, status)
        if status in refused:
            with pytest.raises(Refused, match="nothing to look at"):
                looks.begin_look(session, made.id, sam, make.NOON)
        else:
            look = looks.begin_look(session, made.id, sam, make.NOON)
            assert looks.looked_at(session, look.id, sam, make.NOON) is made
        session.commit()


def test_what_is_not_there_cannot_be_looked_at(session: Session, sam: User) -> None:
    with pytest.raises(Refused, match="nothing to look at"):
        looks.begin_look(session, uuid4(), sam, make.NOON)
