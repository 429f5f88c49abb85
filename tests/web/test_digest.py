"""The day's digest: once a day, after the clinic's hour, to those who asked for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.records.models import OutboxMail, Status
from intake.records.queries import LEFT
from intake.web import digest, mails
from intake.workflow import digests
from tests import make
from tests.post_office import PostOffice

TO = ("desk@clinic.test", "lead@clinic.test")
# A Monday; the clinic of the tests is open from Monday to Friday.
MONDAY = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def settings(with_mail: Settings) -> Settings:
    return replace(with_mail, values={**with_mail.values, "DIGEST_TO": TO})


def write_at(app: Flask, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(digest, "now", lambda: at)
    with app.app_context():
        digest.write_due()


def written(session: Session) -> list[dict[str, Any]]:
    """What each digest says, one for each address."""
    found = session.scalars(select(OutboxMail).where(OutboxMail.kind == "digest"))
    said = [each.values for each in found]
    session.commit()
    return said


def test_it_is_written_once_a_day_to_each(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.SENT).queue_rank = LEFT
    session.commit()

    for minutes in (0, 1, 300):
        write_at(app, monkeypatch, MONDAY + timedelta(minutes=minutes))

    assert written(session) == [{"waiting": "1", "new": "1"}] * 2


@pytest.mark.parametrize(
    "at",
    [MONDAY - timedelta(minutes=1), MONDAY - timedelta(days=1)],
    ids=["before its hour", "on a Sunday"],
)
def test_it_waits_for_its_hour_and_for_the_clinic_to_be_open(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch, at: datetime
) -> None:
    make.submission(session, Status.SENT)
    session.commit()

    write_at(app, monkeypatch, at)

    assert written(session) == []


def test_the_next_one_says_what_is_new_since(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.submission(session, Status.SENT)  # at noon of that Monday
    session.commit()
    write_at(app, monkeypatch, MONDAY + timedelta(hours=5))

    write_at(app, monkeypatch, MONDAY + timedelta(days=1))

    assert written(session)[2:] == [{"waiting": "1", "new": "0"}] * 2


def test_where_nothing_waits_nobody_is_written_to(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_at(app, monkeypatch, MONDAY)
    make.submission(session, Status.SENT)
    session.commit()
    write_at(app, monkeypatch, MONDAY + timedelta(hours=6))

    assert written(session) == []


def test_of_two_servers_that_write_at_once_one_is_refused_whole(
    session: Session,
) -> None:
    digests.write(session, TO, MONDAY.date(), MONDAY)
    session.commit()
    session.expunge_all()

    with pytest.raises(IntegrityError):
        digests.write(session, TO, MONDAY.date(), MONDAY)


def test_it_arrives_with_a_link_and_no_word_of_anybody(
    app: Flask,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    post_office: PostOffice,
) -> None:
    make.submission(session, Status.SENT)
    session.commit()
    write_at(app, monkeypatch, MONDAY)
    with app.app_context():
        mails.send_due(app.config["INTAKE"].mails)

    (text, _) = (each.get_content() for each in post_office.taken if each["To"] in TO)
    assert "1 submission waits" in text
    assert "https://intake.clinic.example/clinician/" in text
    assert "Doe" not in text


def test_a_danger_arrives_with_a_link_that_opens_it(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    session.info["mails"], session.info["on_call"] = True, TO
    draft = make.draft_in_danger(session)
    session.commit()

    with app.app_context():
        mails.send_due(app.config["INTAKE"].mails)

    assert {each["To"] for each in post_office.taken} == set(TO)
    text = post_office.taken[-1].get_content()
    assert f"https://intake.clinic.example/clinician/submissions/{draft.id}" in text
    assert draft.reference not in text
