"""flask drafts remove: what was never sent goes, what a clinician must see stays."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.coming_back import AnswerChange, ReturnCode
from intake.records.models import (
    Advice,
    FlagRecord,
    Review,
    ScreeningRecord,
    Status,
    Submission,
)
from intake.web.clock import now
from intake.workflow import audit, ended_drafts, returning, submissions
from tests import make
from tests.web.reading import act

LONG_AGO = timedelta(days=31)
REMOVE = ["drafts", "remove"]
TABLES = (
    Submission,
    Advice,
    AnswerChange,
    FlagRecord,
    ReturnCode,
    Review,
    ScreeningRecord,
)


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskCliRunner:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    return app.test_cli_runner()


def draft(session: Session, *, days: int) -> Submission:
    """A draft without a danger, with a code, last changed so many days ago."""
    at = now() - timedelta(days=days)
    made = submissions.start(session, "en", at)
    session.flush()
    returning.make(session, made, at, replaces=None)
    session.add(
        AnswerChange(
            submission_id=made.id, browser="b", questions=[["x", None]], changed_at=at
        )
    )
    session.commit()
    return made


def count(session: Session, table: type) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_ended_drafts_go_with_their_codes_and_the_trail_stays(
    shell: FlaskCliRunner, session: Session
) -> None:
    old, young = draft(session, days=31), draft(session, days=29)
    subject = audit.subject_of(old)

    result = shell.invoke(args=REMOVE)

    assert result.output == "1 ended draft removed.\n"
    assert session.scalars(select(Submission.id)).all() == [young.id]
    assert count(session, ReturnCode) == count(session, AnswerChange) == 1
    event = queries.audit_events(session, subject)[-1]
    assert (event.actor, event.verb) == ("system", "removed")


def test_a_dry_run_removes_nothing(shell: FlaskCliRunner, session: Session) -> None:
    draft(session, days=31)
    draft(session, days=40)

    result = shell.invoke(args=[*REMOVE, "--dry-run"])

    assert result.output == "2 ended drafts would be removed.\n"
    assert count(session, Submission) == 2


def test_a_draft_in_danger_stays_until_it_is_closed_and_then_goes_whole(
    shell: FlaskCliRunner, session: Session, carol: User
) -> None:
    danger = make.draft_in_danger(session, now() - LONG_AGO)
    assert shell.invoke(args=REMOVE).output == "0 ended drafts removed.\n"

    act(session, "close", danger, carol)
    danger.changed_at = now() - LONG_AGO
    session.commit()
    assert shell.invoke(args=REMOVE).output == "1 ended draft removed.\n"

    assert [count(session, table) for table in TABLES] == [0] * len(TABLES)


@pytest.mark.parametrize("status", [each for each in Status if each != "draft"])
def test_what_was_sent_is_never_removed(
    shell: FlaskCliRunner, session: Session, status: Status
) -> None:
    kept = make.submission(session, status)
    kept.changed_at = now() - timedelta(days=400)
    session.commit()

    assert shell.invoke(args=REMOVE).output == "0 ended drafts removed.\n"


def test_a_patient_who_was_faster_keeps_the_draft(session: Session) -> None:
    old = draft(session, days=31)
    before = now() - timedelta(days=30)
    assert list(ended_drafts.found(session, before)) == [old.id]
    old.changed_at = now()
    session.commit()

    assert ended_drafts.remove(session, old.id, before, now()) is False
    session.commit()

    assert count(session, Submission) == 1
