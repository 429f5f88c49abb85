"""How we do: the lead's page of figures."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.web import figures
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import act, words

OF_THE_DAY = "/lead/figures?since=2026-11-02&until=2026-11-02"


def table(browser: Browser, caption: str) -> Element:
    for each in browser.tree.iter(f"{HTML}table"):
        head = each.find(f"{HTML}caption")
        if head is not None and caption in words(head):
            return each
    raise AssertionError(f"No table “{caption}” on {browser.path}")


def row(browser: Browser, caption: str, name: str) -> list[str]:
    for each in table(browser, caption).iter(f"{HTML}tr"):
        if words(each[0]) == name:
            return [words(cell) for cell in each[1:]]
    raise AssertionError(f"No row “{name}” in “{caption}”")


@pytest.fixture
def two(session: Session, carol: User) -> list[Submission]:
    """One that Carol accepted, an hour after it came in, and one that waits."""
    made = [make.submission(session, Status.SENT) for _ in range(2)]
    act(session, "accept", made[0], carol)
    return made


def test_what_came_in_stands_by_day_and_state(
    overview: Browser, two: list[Submission]
) -> None:
    overview.open(OF_THE_DAY)

    assert row(overview, "All these days together", "Accepted")[0] == "1 of 2"
    by_day = row(overview, "What was begun and sent on each day", "2 November 2026")
    assert by_day == ["2", "2", "", "1", "1", "0", "0", "0", "0", "0"]


def test_waiting_is_told_in_clinic_hours_and_who_waits_apart(
    overview: Browser, two: list[Submission]
) -> None:
    overview.open(OF_THE_DAY)

    told = row(overview, "Waiting by priority", "Likely candidate")
    assert told == ["1", "1 h", "too few", "24 h", "1 of 1", "1", "0"]
    none = row(overview, "Waiting by priority", "Emergency (round the clock)")
    assert none == ["0", "–", "–", "30 min", "–", "0", "0"]


def test_a_night_is_no_waiting_but_for_an_emergency(
    overview: Browser, session: Session, carol: User
) -> None:
    for typed in ({}, {"saddle_numbness": "yes"}):
        made = make.submission(session, Status.SENT, **typed)
        act(session, "accept", made, carol)
        made.sent_at = made.waiting_since = make.NOON + timedelta(hours=5)
        made.reviews[0].reviewed_at = make.NOON + timedelta(hours=22)
    session.commit()

    overview.open(OF_THE_DAY)

    assert row(overview, "Waiting by", "Likely candidate")[1] == "1 h"
    assert row(overview, "Waiting by", "Emergency (round the clock)")[1] == "17 h"


def test_where_others_stopped_and_which_flags_there_were(
    overview: Browser, session: Session, two: list[Submission]
) -> None:
    make.draft_in_danger(session, until="health")

    overview.open(OF_THE_DAY)

    assert row(overview, "What was begun on these days", "Sent")[0] == "2 of 3"
    stopped = table(overview, "Those not sent and still here")
    [at] = [
        words(each) for each in stopped.iter(f"{HTML}tr") if "1 of 1" in words(each)
    ]
    assert at.startswith("Your life and your health")
    joint = row(overview, "Candidate", "Joint pain")
    assert joint[:3] == ["2 of 2", "", "1"]
    assert joint[-1] == "nobody has said"
    assert row(overview, "whenever it was sent", "Accept") == ["1"]


def test_every_status_after_sending_has_its_column() -> None:
    assert set(figures.NOW_WORDS) == {*Status} - {Status.DRAFT}


def test_nobody_is_named(overview: Browser, two: list[Submission]) -> None:
    overview.open(OF_THE_DAY)

    for each in ("Pat Doe", "Carol", two[0].reference, "pat@example.org"):
        assert each not in overview.page.text


def test_every_table_has_a_caption_and_heads(
    overview: Browser, two: list[Submission]
) -> None:
    overview.open(OF_THE_DAY)

    tables = [*overview.tree.iter(f"{HTML}table")]
    assert len(tables) >= 7
    for each in tables:
        assert each.find(f"{HTML}caption") is not None
        assert all(head.get("scope") for head in each.iter(f"{HTML}th"))


def test_without_days_it_is_of_the_last_thirty(overview: Browser) -> None:
    overview.open("/lead/").open(overview.link("Figures"))

    assert overview.status == 200
    days = [*table(overview, "What was begun and sent on each").iter(f"{HTML}tr")]
    assert len(days) == 31  # and their head
    assert "No flag stands on anything" in overview.text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=soon", "Write the day as 2026-11-30."),
        ("since=2026-11-03&until=2026-11-02", "This day is before the first one."),
        ("since=2025-11-02&until=2026-11-03", "Choose at most 366 days."),
        ("until=0001-01-01", "Check the year."),
    ],
)
def test_days_that_cannot_be_meant_are_mended_where_they_stand(
    overview: Browser, query: str, says: str
) -> None:
    overview.open(f"/lead/figures?{query}")

    assert overview.status == 422
    assert says in overview.text
    assert overview.title.startswith("Error: ")


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("since=2026-11-02&until=2027-11-02", "2 November 2026", "2 November 2027"),
        ("until=2026-11-30", "1 November 2026", "30 November 2026"),
        ("since=2999-01-01", "1 January 2999", "1 January 2999"),
    ],
)
def test_days_may_be_a_year_and_one_end_is_enough(
    overview: Browser, query: str, first: str, last: str
) -> None:
    overview.open(f"/lead/figures?{query}")

    assert overview.status == 200
    assert f"From {first} to {last}" in overview.text


def test_of_few_there_is_no_percentage() -> None:
    assert figures.share(3, 9) == "3 of 9"
    assert figures.share(3, 10) == "3 of 10 (30 %)"
    assert figures.share(1200, 2400) == "1,200 of 2,400 (50 %)"
    assert figures.share(0, 0) == "0 of 0"
