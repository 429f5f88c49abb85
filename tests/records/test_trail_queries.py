"""The trail, page by page: every event once, whatever is chosen."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from intake.records import trail_queries
from intake.records.models import AuditEvent
from intake.records.trail_queries import Event, Looked, Moment
from tests import make

VERBS = ("viewed", "accept", "answered health", "handed to user:7", "sent")


@pytest.fixture
def trail(session: Session) -> list[AuditEvent]:
    """Events of three people about four records; some at one moment, some late."""
    made = [
        AuditEvent(
            at=make.NOON + timedelta(minutes=(number * 7) % 30),
            actor=f"user:{number % 3}",
            verb=VERBS[number % len(VERBS)],
            subject=f"submission:{number % 4}",
        )
        for number in range(60)
    ]
    session.add_all(made)
    session.commit()
    return made


def pages(session: Session, chosen: Looked) -> Iterator[Event]:
    before: Moment | None = None
    while True:
        page = trail_queries.page(session, chosen, before, size=7)
        yield from page.events
        if page.following is None:
            return
        before = page.following


@pytest.mark.parametrize(
    "chosen",
    [
        Looked(since=make.NOON, until=make.NOON + timedelta(hours=1)),
        Looked(actor="user:1"),
        Looked(subject="submission:2"),
        Looked(actor="user:1", subject="submission:2"),
        Looked(verbs=["viewed", "sent"], since=make.NOON),
        Looked(verbs=["viewed"], actor="user:2"),
        Looked(verbs=["viewed"], subject="submission:0"),
        Looked(
            verbs=VERBS,
            since=make.NOON + timedelta(minutes=5),
            until=make.NOON + timedelta(minutes=21),
        ),
        Looked(verbs=[]),
    ],
    ids=str,
)
def test_every_event_comes_once_and_newest_first(
    session: Session, trail: list[AuditEvent], chosen: Looked
) -> None:
    expected = [
        each
        for each in trail
        if chosen.actor in (None, each.actor)
        and chosen.subject in (None, each.subject)
        and (chosen.verbs is None or each.verb in chosen.verbs)
        and (chosen.since is None or each.at >= chosen.since)
        and (chosen.until is None or each.at < chosen.until)
    ]
    expected.sort(key=lambda each: (each.at, each.id), reverse=True)

    assert [each.id for each in pages(session, chosen)] == [e.id for e in expected]


def test_more_verbs_than_one_statement_takes_are_asked_in_several(
    session: Session, trail: list[AuditEvent], monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = Looked(verbs=VERBS, since=make.NOON)
    at_once = [each.id for each in pages(session, chosen)]

    monkeypatch.setattr(trail_queries, "MOST_AT_ONCE", 2)

    assert [each.id for each in pages(session, chosen)] == at_once


def test_every_verb_is_known_once(session: Session, trail: list[AuditEvent]) -> None:
    known = trail_queries.verbs(session)

    assert sorted(set(known)) == sorted(known)
    assert set(VERBS) <= set(known)
