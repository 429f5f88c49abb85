"""Killed in the middle of a publish: it happened wholly or not at all."""

import json
import os
import subprocess
import sys

from sqlalchemy.orm import Session

from intake.config import ROOT
from intake.records.accounts import User
from intake.workflow import rule_sets, screenings
from tests import make


def test_a_publish_that_is_killed_happened_wholly_or_not_at_all(
    session: Session, database_url: str, sam: User
) -> None:
    draft = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    session.flush()
    make.publishable(session, draft, sam)

    told = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.hardening.dying", str(draft.id), str(sam.id)],
        cwd=ROOT,
        env={
            **os.environ,
            **make.ENVIRONMENT,
            "INTAKE_DATABASE_URL": database_url,
            "FLASK_RUN_FROM_CLI": "true",
        },
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout

    *killed, whole = map(json.loads, told.splitlines())
    assert len(killed) > 5
    assert all(each == [True, [None, None, 0]] for each in killed), killed
    assert whole == [False, [2, sam.id, 1]]
    session.rollback()
    assert screenings.in_force(session).id == draft.id
