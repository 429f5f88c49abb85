"""Everything that happened to a submission, on its page."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.web import activity
from intake.workflow import audit, claims
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import LATER, act, path, section, words


def deeds(browser: Browser, *, folded: bool = False) -> list[str]:
    place = browser.tree.find(f".//{HTML}section[@aria-labelledby='activity']")
    assert place is not None
    way = f"{HTML}details/{HTML}div/{HTML}ul" if folded else f"{HTML}ul"
    return [words(each) for each in place.findall(f"{way}/{HTML}li")]


def test_what_everybody_did_stands_in_words_newest_first(
    app: Flask, desk: Browser, session: Session, carol: User, dan: User
) -> None:
    sent = make.submission(session, Status.SENT)
    claims.take(session, sent, dan, seen=None, at=make.NOON, until=LATER)
    claims.hand_over(session, sent, dan, carol, at=make.NOON, until=LATER)
    session.commit()
    act(session, "note", sent, dan)

    desk.open(path(sent))

    said = [each.split(" 2 November")[0] for each in deeds(desk)]
    assert said[0].startswith("Carol opened it")
    assert said[1:] == [
        "Dan wrote a note",
        "Dan handed it to Carol",
        "Dan took it",
        "The patient sent it to the clinic",
        "The patient began",
    ]
    assert "Dan's why" in section(desk, "reviews")  # notes stay where they were
    assert "Dan's why" not in section(desk, "activity")


def test_what_is_done_again_and_again_is_said_once(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session, until="urgent-signs")

    desk.open(path(draft)).open(path(draft)).open(path(draft))

    assert deeds(desk)[0].startswith("Carol opened it, 3 times from ")
    assert any(
        each.startswith("The patient answered 3 pages from") for each in deeds(desk)
    )


def written(session: Session, sent: Submission, number: int) -> None:
    for minutes in range(number):
        at = make.NOON + timedelta(minutes=minutes + 1)
        audit.log(session, ("system", "patient")[minutes % 2], "x", sent, at)
    session.commit()


def test_what_is_long_is_folded(desk: Browser, session: Session) -> None:
    sent = make.submission(session, Status.SENT)
    written(session, sent, 12)

    desk.open(path(sent))

    assert len(deeds(desk)) == activity.AT_FIRST
    assert len(deeds(desk, folded=True)) == 12 + 3 - activity.AT_FIRST
    assert "which a lead can see" not in desk.text


def test_what_is_very_long_ends_somewhere(
    desk: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "MOST", 12)
    sent = make.submission(session, Status.SENT)
    written(session, sent, 20)

    desk.open(path(sent))

    assert len(deeds(desk, folded=True)) == 2
    assert "which a lead can see" in desk.text


def test_another_submissions_events_are_not_here(
    desk: Browser, session: Session, dan: User
) -> None:
    sent, other = (make.submission(session, Status.SENT) for _ in range(2))
    act(session, "note", other, dan)

    desk.open(path(sent))

    assert not any("Dan" in each for each in deeds(desk))
