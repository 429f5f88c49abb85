"""The outbox: written with the deed, tried again and again, wiped in the end."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from intake.config import ROOT
from intake.records import queries
from intake.records.models import AuditEvent, OutboxMail
from intake.workflow import outbox
from intake.workflow.outbox import MAILS, Taken
from tests.make import NOON

ADDRESS = "pat@example.org"
LINK = "https://intake.example.org/r/secretmarker"
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.fixture
def on(session: Session) -> Session:
    """A session in which mail is on."""
    session.info[outbox.ON] = True
    return session


def put(session: Session) -> None:
    """A private link for Pat, not yet committed."""
    values = {"link": LINK}
    outbox.write(session, "return_link", ADDRESS, language="en", at=NOON, values=values)


def write(session: Session) -> None:
    put(session)
    session.commit()


def only(session: Session) -> OutboxMail:
    session.expire_all()
    return session.scalars(select(OutboxMail)).one()


def take(session: Session, at: datetime = NOON) -> Taken:
    taken = outbox.take(session, at)
    session.commit()
    assert taken
    return taken


def mails(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(OutboxMail)) or 0


def noted(session: Session) -> list[tuple[str, str]]:
    """What the audit trail says of mails, and of which kind of record."""
    events = session.scalars(
        select(AuditEvent)
        .where(AuditEvent.verb.like("% mail %"))
        .order_by(AuditEvent.id)
    )
    return [(each.verb, each.subject.partition(":")[0]) for each in events]


def test_every_kind_has_its_text_and_no_other_has() -> None:
    folder = ROOT / "intake" / "templates" / "mail"

    assert {path.stem for path in folder.glob("*.txt")} == set(MAILS)


# Writing


def test_a_mail_is_due_once_its_deed_is_done(on: Session) -> None:
    write(on)

    assert outbox.any_due(on, NOON)
    letter = outbox.read(on, take(on))
    assert letter.recipient == ADDRESS
    assert letter.values == {"link": LINK}
    assert letter.reference is None


def test_where_mail_is_off_nothing_is_written(session: Session) -> None:
    write(session)

    assert mails(session) == 0
    assert noted(session) == []


def test_nothing_is_written_while_it_is_off(on: Session) -> None:
    with outbox.off(on):
        write(on)
    assert mails(on) == 0

    write(on)
    assert mails(on) == 1


def test_a_deed_that_fails_leaves_no_mail(on: Session) -> None:
    put(on)
    on.flush()

    on.rollback()

    assert mails(on) == 0
    assert noted(on) == []


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("return_link", {}),
        ("return_link", {"link": LINK, "full_name": "Pat Doe"}),
        ("receipt", {"link": LINK}),
    ],
)
def test_a_mail_takes_the_values_of_its_kind_and_no_others(
    on: Session, kind: str, values: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="nothing else"):
        outbox.write(on, kind, ADDRESS, language="en", at=NOON, values=values)


def test_who_gets_it_and_its_private_link_lie_sealed(on: Session) -> None:
    write(on)

    row = on.execute(text("SELECT * FROM outbox")).one()

    raw = b"".join(
        bytes(each) if isinstance(each, bytes | memoryview) else str(each).encode()
        for each in row
    )
    assert b"pat@" not in raw
    assert b"secretmarker" not in raw


# Trying


def test_what_was_taken_is_nobody_elses_until_the_lease_ends(on: Session) -> None:
    write(on)

    first = take(on)

    assert outbox.take(on, NOON + outbox.LEASE - MINUTE) is None
    second = outbox.take(on, NOON + outbox.LEASE)
    assert second == Taken(first.id, "return_link", 2)


def test_the_mail_that_waits_for_longest_is_taken_first(on: Session) -> None:
    outbox.write(on, "receipt", ADDRESS, language="en", at=NOON + MINUTE)
    write(on)

    assert take(on, NOON + DAY).kind == "return_link"
    assert take(on, NOON + DAY).kind == "receipt"


def test_once_sent_the_address_and_the_link_are_wiped(on: Session) -> None:
    write(on)

    outbox.sent(on, take(on), NOON + MINUTE)
    on.commit()

    mail = only(on)
    assert mail.sent_at == NOON + MINUTE
    assert (mail.sealed_recipient, mail.sealed_values) == (None, None)
    assert mail.next_try_at is None
    assert not outbox.any_due(on, NOON + 9 * DAY)
    assert noted(on) == [
        ("wrote mail return_link", "outbox"),
        ("sent mail return_link", "outbox"),
    ]


def test_each_try_waits_longer_and_after_three_days_it_is_given_up(on: Session) -> None:
    write(on)
    at, waited = NOON, []

    while True:
        given_up = outbox.not_sent(on, take(on, at), "TimeoutError", at)
        on.commit()
        mail = only(on)
        if given_up:
            break
        assert mail.next_try_at
        assert mail.sealed_recipient
        waited.append(mail.next_try_at - at)
        at = mail.next_try_at

    assert waited[:4] == [MINUTE, 5 * MINUTE, 15 * MINUTE, 60 * MINUTE]
    assert waited == sorted(waited)
    assert timedelta(0) < at - (NOON + 3 * DAY) < DAY / 8
    assert mail.failed_at == at
    assert mail.last_error == "TimeoutError"
    assert (mail.sealed_recipient, mail.sealed_values) == (None, None)
    assert mail.next_try_at is None
    assert noted(on)[-1] == ("gave up mail return_link", "outbox")


def test_what_lay_here_while_nobody_sent_has_lost_no_try(on: Session) -> None:
    write(on)
    late = NOON + 30 * DAY

    given_up = outbox.not_sent(on, take(on, late), "TimeoutError", late)
    on.commit()

    assert not given_up
    assert only(on).next_try_at == late + MINUTE


def test_what_is_refused_for_good_is_given_up_at_once(on: Session) -> None:
    write(on)

    assert outbox.not_sent(on, take(on), "Refused 550", NOON, for_good=True)
    on.commit()

    assert only(on).failed_at == NOON
    assert not outbox.any_due(on, NOON + DAY)


def test_who_comes_back_after_the_lease_undoes_nothing(on: Session) -> None:
    write(on)
    late = take(on)
    second = take(on, NOON + outbox.LEASE)
    outbox.sent(on, second, NOON + outbox.LEASE)
    on.commit()

    given_up = outbox.not_sent(on, late, "TimeoutError", NOON + DAY, for_good=True)
    outbox.sent(on, late, NOON + DAY)
    on.commit()

    assert not given_up
    assert only(on).sent_at == NOON + outbox.LEASE
    assert len(noted(on)) == 2


def test_what_was_sent_after_all_is_not_given_up(on: Session) -> None:
    write(on)
    late = take(on)
    outbox.not_sent(on, take(on, NOON + DAY), "Refused 550", NOON + DAY, for_good=True)

    outbox.sent(on, late, NOON + DAY)
    on.commit()

    mail = only(on)
    assert mail.sent_at
    assert (mail.failed_at, mail.last_error) == (None, None)


def test_a_kind_that_is_no_longer_known_is_told_from_others(on: Session) -> None:
    write(on)
    only(on).kind = "newsletter"
    taken = take(on)

    with pytest.raises(outbox.Unknown):
        outbox.read(on, taken)


def test_how_many_wait_were_sent_and_were_given_up_is_counted(on: Session) -> None:
    for _ in range(3):
        write(on)
    outbox.sent(on, take(on), NOON)
    outbox.not_sent(on, take(on), "Refused 550", NOON, for_good=True)
    on.commit()

    assert queries.mails_waiting(on) == (1, NOON)
    assert queries.mails_sent(on) == 1
    assert queries.mails_failed(on) == [("return_link", "Refused 550", 1)]
