"""Sending what waits: taken, sent, recorded."""

import io
import logging
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.mail.sending import Way
from intake.records.models import AuditEvent, OutboxMail, Status
from intake.web import logs, mails
from intake.workflow import outbox
from tests import make
from tests.make import NOON
from tests.post_office import PostOffice

CLINIC = "Test Clinic"


@pytest.fixture
def settings(with_mail: Settings) -> Settings:
    return with_mail


def send_due(app: Flask) -> Counter[str]:
    way: Way | None = app.config["INTAKE"].mails
    assert way
    with app.app_context():
        return mails.send_due(way)


def rows(session: Session) -> list[OutboxMail]:
    session.expire_all()
    return list(session.scalars(select(OutboxMail).order_by(OutboxMail.written_at)))


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    written = io.StringIO()
    logs.write_to(written)
    yield written
    logging.getLogger("intake.web").handlers.clear()


def test_a_receipt_is_sent_once(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    sent = make.submission(session, Status.SENT)

    first, second = send_due(app), send_due(app)

    assert (first, second) == (Counter(sent=1), Counter())
    [mail] = post_office.taken
    assert post_office.recipients == ["pat@example.org"]
    assert mail["From"] == f"{CLINIC} <intake@clinic.example>"
    said = mail.get_content()
    for words in (sent.reference, CLINIC, "112", "020 7946 0123"):
        assert words in said
    assert rows(session)[0].sealed_recipient is None


def test_a_private_link_is_sent_whole(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    link = f"https://intake.clinic.example/r/{'x' * 120}"
    outbox.write(
        session,
        "return_link",
        "pat@example.org",
        language="en",
        at=NOON,
        values={"link": link},
    )
    session.commit()

    send_due(app)

    assert link in post_office.taken[0].get_content().splitlines()


def test_links_lead_where_the_settings_say(app: Flask) -> None:
    with app.test_request_context("/", base_url="https://evil.example"):
        found = mails.link("pages.privacy")

    assert found == "https://intake.clinic.example/privacy"


def test_a_text_is_no_page(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    settings: Settings = app.config["INTAKE"]
    settings.values["CLINIC_NAME"] = "Smith & O'Neill"  # type: ignore[index]
    make.submission(session, Status.SENT)

    send_due(app)

    assert "Smith & O'Neill received" in post_office.taken[0].get_content()


@pytest.mark.parametrize("answer", ["451 Come back", "452 Full"])
def test_a_mail_that_is_put_off_waits(
    app: Flask, session: Session, post_office: PostOffice, answer: str
) -> None:
    make.submission(session, Status.SENT)
    post_office.answers["RCPT"] = answer

    counted = send_due(app)

    assert counted == Counter({mails.PUT_OFF: 1})
    [mail] = rows(session)
    assert mail.sealed_recipient
    assert mail.last_error == f"SMTPRecipientsRefused {answer[:3]}"
    assert send_due(app) == Counter()  # a minute has not passed


def test_a_mail_that_is_refused_is_given_up_and_logged_by_its_kind(
    app: Flask, session: Session, post_office: PostOffice, log: io.StringIO
) -> None:
    sent = make.submission(session, Status.SENT)
    post_office.answers["RCPT"] = "550 No such user pat@example.org"

    counted = send_due(app)

    assert counted == Counter({mails.GIVEN_UP: 1})
    assert rows(session)[0].failed_at
    said = log.getvalue()
    assert '"event": "mail given up", "kind": "receipt"' in said
    assert "550" in said
    for secret in ("pat", "Pat", "example.org", sent.reference, str(sent.id)):
        assert secret not in said


def test_one_refused_mail_keeps_back_no_other(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.SENT)
    post_office.answers["RCPT"] = "550 Nobody"

    assert send_due(app) == Counter({mails.GIVEN_UP: 2})
    assert post_office.asked == 2


def test_a_server_that_is_away_is_asked_once_a_round_and_loses_nothing(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.SENT)
    post_office.answers["MAIL"] = "421 Closing"

    assert send_due(app) == Counter({mails.PUT_OFF: 1})
    post_office.answers.clear()
    assert send_due(app) == Counter(sent=1)
    session.execute(
        update(OutboxMail)
        .where(OutboxMail.tries == 1, OutboxMail.sent_at.is_(None))
        .values(next_try_at=NOON)
    )
    session.commit()
    assert send_due(app) == Counter(sent=1)


def test_an_address_that_is_none_is_given_up(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT, email="a,b@example.org")

    assert send_due(app) == Counter({mails.GIVEN_UP: 1})
    assert rows(session)[0].last_error == "NoAddress"
    assert not post_office.taken


def test_a_mail_that_cannot_be_written_keeps_back_no_other(
    app: Flask, session: Session, post_office: PostOffice, log: io.StringIO
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.SENT)
    [first, _second] = rows(session)
    first.kind, first.written_at = "newsletter", NOON - timedelta(minutes=1)
    first.next_try_at = first.written_at
    session.commit()

    counted = send_due(app)

    assert counted == Counter({mails.PUT_OFF: 1, mails.SENT: 1})
    assert '"kind": "Unknown"' in log.getvalue()


def test_it_stops_between_two_mails_when_it_is_told(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.SENT)

    with app.app_context():
        mails.send_due(app.config["INTAKE"].mails, lambda: bool(post_office.taken))

    assert len(post_office.taken) == 1


def test_nothing_is_locked_while_the_server_thinks(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    make.submission(session, Status.SENT)
    post_office.waits = 1

    with ThreadPoolExecutor(1) as sender:
        sending = sender.submit(send_due, app)
        while not post_office.asked:
            pass
        make.submission(session, Status.SENT)  # would wait, or be refused
        assert not sending.done()

    assert sending.result()["sent"] == 2


def test_two_senders_at_once_send_every_mail_once(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    for number in range(12):
        make.submission(session, Status.SENT, email=f"pat{number}@example.org")
    start = Barrier(2)

    def sender(_number: int) -> Counter[str]:
        start.wait()
        return send_due(app)

    with ThreadPoolExecutor(2) as both:
        counted = list(both.map(sender, range(2)))

    assert sum(counted, Counter()) == Counter(sent=12)
    assert sorted(post_office.recipients) == sorted(
        f"pat{number}@example.org" for number in range(12)
    )


@pytest.mark.parametrize("injected", ["\r\nBcc: eve@example.org", "\nX-Eve: yes"])
def test_no_name_of_a_clinic_adds_a_header(
    app: Flask, session: Session, post_office: PostOffice, injected: str
) -> None:
    settings: Settings = app.config["INTAKE"]
    settings.values["CLINIC_NAME"] = f"Clinic{injected}"  # type: ignore[index]
    make.submission(session, Status.SENT)

    send_due(app)

    [mail] = post_office.taken
    assert mail["Bcc"] is mail["X-Eve"] is None
    assert post_office.recipients == ["pat@example.org"]


def test_writing_and_sending_are_audited_by_kind_alone(
    app: Flask, session: Session
) -> None:
    sent = make.submission(session, Status.SENT)
    send_due(app)

    events = session.scalars(select(AuditEvent).where(AuditEvent.verb.like("%mail%")))
    assert [(each.actor, each.verb, each.subject) for each in events] == [
        ("system", "wrote mail receipt", f"submission:{sent.id}"),
        ("system", "sent mail receipt", f"submission:{sent.id}"),
    ]
