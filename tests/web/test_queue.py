"""The queue's filters, its clock and its list to print."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from intake.own import hours
from intake.records import queue_queries
from intake.records.accounts import Audience
from intake.records.models import Status, Submission
from intake.records.queries import LEFT
from intake.web import database, queue_filter
from tests import make
from tests.browser import HTML, Browser
from tests.web.test_waiting import QUEUE, references, row_of

FACETS = [
    ("kind", "emergency"),
    ("flag", "cauda_equina"),
    ("site", "lower_back"),
]


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for module in ("queue", "clinician"):
        monkeypatch.setattr(f"intake.web.{module}.now", lambda: moment)


def options(browser: Browser, name: str) -> dict[str, str]:
    """The words of a filter's options by their value."""
    select = browser.tree.find(f".//{HTML}select[@name='{name}']")
    assert select is not None
    return {
        each.get("value", ""): "".join(each.itertext())
        for each in select.iter(f"{HTML}option")
    }


@pytest.mark.parametrize(("name", "value"), FACETS)
def test_each_filter_finds_what_has_it_and_tells_how_many_have(
    desk: Browser, session: Session, name: str, value: str
) -> None:
    grave = make.draft_in_danger(session)
    make.submission(session, Status.SENT)

    desk.open(QUEUE).press("Filter", **{name: value})

    assert references(desk) == [grave.reference]
    assert desk.page.request.args[name] == value
    assert options(desk, name)[value].endswith("(1)")
    chosen = desk.tree.find(f".//{HTML}select[@name='{name}']//*[@selected]")
    assert chosen is not None
    assert chosen.get("value") == value


def test_filters_are_taken_together(desk: Browser, session: Session) -> None:
    knee = make.submission(session, Status.SENT)
    make.submission(session, Status.SENT, regions=["lower_back_middle"])
    make.submission(session, Status.ACCEPTED)

    desk.open(f"{QUEUE}?status=sent&site=knee&kind=candidate&speaks=en")
    assert references(desk) == [knee.reference]

    desk.open(f"{QUEUE}?status=sent&site=lower_back&flag=joint")
    assert references(desk) == []
    assert "No submission matches" in desk.text


def test_a_search_among_too_many_says_that_it_is_not_over(
    desk: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_queries, "MOST_WALKED", 2)
    for _ in range(2):
        make.submission(session, Status.SENT)
    both = {"regions": ["lower_back_middle", "knee_right_front"]}
    sought = make.submission(session, Status.SENT, **both)
    sought.queue_rank = 49
    session.commit()

    desk.open(f"{QUEUE}?status=sent&speaks=en&site=lower_back")
    assert references(desk) == [sought.reference]

    desk.open(f"{QUEUE}?status=sent&kind=candidate&speaks=en&site=knee&claimed=nobody")
    assert "Not everything has been looked through yet." in desk.text
    desk.open(desk.link("Look further"))
    assert references(desk) == [sought.reference]
    assert "Not everything" not in desk.text


def test_a_language_is_that_of_the_patient_and_the_page_stays_in_the_clinics(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    submission.language = "es"
    session.commit()

    desk.open(QUEUE).press("Filter", speaks="es")

    assert references(desk) == [submission.reference]
    assert "Everything that waits" in desk.text
    assert references(desk.open(f"{QUEUE}?speaks=en")) == []


def test_days_are_the_clinics_and_both_are_included(
    desk: Browser, session: Session
) -> None:
    made: list[Submission] = []
    for hours_later in (-13, 0, 11, 13):
        made.append(make.submission(session, Status.SENT))
        made[-1].waiting_since = make.NOON + timedelta(hours=hours_later)
    session.commit()
    day = make.NOON.date().isoformat()

    desk.open(QUEUE).press("Filter", since=day, until=day)

    assert references(desk) == [made[1].reference, made[2].reference]
    assert desk.page.request.args["until"] == day


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("soon", "", "Write the day as 2026-11-30."),
        ("2026-11-03", "2026-11-02", "This day is before the first one."),
        ("0001-01-01", "", "Check the year."),
        ("2026-11-03", "9999-12-31", "Check the year."),
    ],
)
def test_a_day_that_cannot_be_meant_is_mended_where_it_stands(
    desk: Browser, session: Session, since: str, until: str, words: str
) -> None:
    submission = make.submission(session, Status.SENT)

    desk.open(f"{QUEUE}?{urlencode({'since': since, 'until': until})}")

    assert desk.status == 422
    assert words in desk.text
    assert desk.tree.find(f".//{HTML}input[@value='{since}']") is not None
    if since == "soon":  # what is not understood hides nobody
        assert references(desk) == [submission.reference]


@pytest.mark.parametrize("name", [*queue_filter.FACETS, "status"])
def test_a_filter_that_nobody_offers_is_refused(desk: Browser, name: str) -> None:
    for path in (QUEUE, f"{QUEUE}day"):
        desk.open(f"{path}?{name}=eaten")
        assert desk.status == 400


def test_a_submission_is_overdue_after_its_hours_and_not_before(
    desk: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = make.submission(session, Status.SENT)  # Monday noon, open until five

    at(monkeypatch, make.NOON + timedelta(hours=3))
    row = row_of(desk.open(QUEUE), submission)
    assert "3 h of clinic hours" in row
    assert "Overdue" not in row

    at(monkeypatch, make.NOON + timedelta(days=3, hours=1))
    row = row_of(desk.open(QUEUE), submission)
    assert "25 h of clinic hours" in row
    assert "Overdue by 1 h (target 24 h)" in row


def test_an_emergency_waits_through_the_night(
    desk: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = make.draft_in_danger(session, make.NOON + timedelta(hours=10))

    at(monkeypatch, make.NOON + timedelta(hours=11, minutes=5))
    row = row_of(desk.open(QUEUE), draft)

    assert "Waiting 1 h 5 min" in row
    assert "clinic hours" not in row
    assert "Overdue by 35 min" in row


def test_what_is_decided_is_never_overdue(
    desk: Browser, session: Session, app: Flask
) -> None:
    submission = make.submission(session, Status.ACCEPTED)
    submission.queue_rank = LEFT
    session.commit()

    row = row_of(desk.open(f"{QUEUE}?status=accepted"), submission)

    assert "Overdue" not in row
    assert "ago" in row


def test_the_clinics_own_hours_count(
    desk: Browser, session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = app.config["INTAKE"]
    opened = {**settings.values, "HOURS": hours.read("mon 12:00-13:00")}
    app.config["INTAKE"] = replace(settings, values=opened)
    submission = make.submission(session, Status.SENT)

    at(monkeypatch, make.NOON + timedelta(days=6))

    assert "1 h of clinic hours" in row_of(desk.open(QUEUE), submission)


def test_the_list_to_print_is_that_of_the_filter_with_telephone_numbers(
    desk: Browser, session: Session
) -> None:
    knee = make.submission(session, Status.SENT)
    make.submission(session, Status.SENT, regions=["lower_back_middle"])

    desk.open(f"{QUEUE}?site=knee")
    desk.open(desk.link("A list to print"))

    assert desk.path == f"{QUEUE}day"
    assert references(desk) == [knee.reference]
    assert make.KNEE["phone"] in desk.text
    assert "Knee. 1" in desk.text
    assert desk.link("Back to the queue").endswith("site=knee")


def test_a_long_list_says_that_it_is_not_all(
    desk: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_queries, "MOST_PRINTED", 2)
    for _ in range(3):
        make.submission(session, Status.SENT)

    desk.open(f"{QUEUE}day")

    assert len(references(desk)) == 2
    assert "and more that are not on this list" in desk.text


def test_the_words_of_a_chosen_filter_stand_on_paper(desk: Browser) -> None:
    desk.open(f"{QUEUE}day?status=sent&speaks=es&since=2026-11-02&until=2026-11-03")

    assert (
        "Waiting for review, Español, from 2 November 2026, to 3 November 2026."
        in desk.text
    )


def test_a_number_that_was_counted_no_further_says_so() -> None:
    assert queue_filter.number_words(7) == "7"
    assert queue_filter.number_words(queue_queries.MOST_COUNTED) == "200 or more"


def test_a_page_asks_no_more_for_ten_holders_than_for_one(
    app: Flask, desk: Browser, session: Session
) -> None:
    held = [make.submission(session, Status.SENT) for _ in range(10)]
    names = [f"Holder {letter}" for letter in "ABCDEFGHIJ"]
    users = [make.user(app, each, Audience.CLINICIAN) for each in names]
    asked = []
    for holders in (users[:1] * 10, users):
        for submission, holder in zip(held, holders, strict=True):
            submission.claimed_by_id = holder.id
            submission.claimed_until = datetime.now(UTC) + timedelta(hours=1)
        session.commit()
        with statements(app) as said:
            desk.open(QUEUE)
        asked.append(len(said))
        shown = desk.page.text
        assert all(each.name in shown for each in holders)

    assert asked[0] == asked[1]


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """What is put to the database meanwhile."""
    said: list[str] = []

    def note(_own: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    with app.app_context():
        engine = database.engine()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)
