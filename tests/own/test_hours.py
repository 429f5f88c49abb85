"""How long the clinic was open, and what is refused of its hours and targets."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from intake.own import hours, targets

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = hours.read(hours.DEFAULT)


def at(day: int, clock: str, month: int = 11) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, month, day, hour, minute, tzinfo=LONDON)


# The 2nd of November 2026 is a Monday.
@pytest.mark.parametrize(
    ("since", "until", "open_for"),
    [
        (at(2, "10:00"), at(2, "12:30"), 2.5),
        (at(2, "07:00"), at(2, "20:00"), 8),
        (at(2, "16:00"), at(3, "10:00"), 2),
        (at(6, "16:30"), at(9, "09:30"), 1),
        (at(7, "10:00"), at(8, "10:00"), 0),
        (at(2, "12:00"), at(16, "12:00"), 80),
        (at(2, "12:00"), at(17, "13:00"), 89),
        (at(3, "10:00"), at(2, "10:00"), 0),
    ],
)
def test_only_open_hours_count(
    since: datetime, until: datetime, open_for: float
) -> None:
    found = WEEKDAYS.between(since, until, LONDON)

    assert found == timedelta(hours=open_for)


def test_times_are_read_on_the_clinics_clock() -> None:
    begins = datetime(2026, 7, 6, 8, 0, tzinfo=UTC)  # nine in London, in summer

    assert WEEKDAYS.between(begins, begins + timedelta(hours=1), LONDON) == timedelta(
        hours=1
    )


def test_a_night_of_changing_clocks_changes_no_day() -> None:
    since, until = at(23, "16:00", 10), at(26, "10:00", 10)

    assert WEEKDAYS.between(since, until, LONDON) == timedelta(hours=2)


def test_a_day_may_have_a_pause() -> None:
    open_ = hours.read("mon 13:00-17:00, MON 09:00-12:00, sat 09:00-12:00")

    assert open_.between(at(2, "00:00"), at(3, "00:00"), LONDON) == timedelta(hours=7)
    assert open_.between(at(7, "00:00"), at(8, "00:00"), LONDON) == timedelta(hours=3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("monday 9-17", "is not written as in"),
        ("mon-xyz 09:00-17:00", "is not written as in"),
        ("fri-mon 09:00-17:00", "ends before it begins"),
        ("mon 17:00-09:00", "ends before it begins"),
        ("mon 09:00-25:00", "no such time"),
        ("mon-fri 09:00-17:00, wed 12:00-13:00", "is said twice"),
        (",", "never open"),
    ],
)
def test_hours_that_cannot_be_meant_are_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        hours.read(text)


def test_targets_that_are_not_named_stay_ours() -> None:
    read = targets.read("urgent 2, none 80.5")

    assert read["urgent"] == timedelta(hours=2)
    assert read["none"] == timedelta(hours=80.5)
    assert read["emergency"] == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("grave 2", "is none of"),
        ("urgent 2, urgent 3", "twice"),
        ("urgent", "how many hours"),
        ("urgent soon", "how many hours"),
        ("urgent 0", "how many hours"),
        ("urgent -1", "how many hours"),
        ("urgent nan", "how many hours"),
        ("urgent 99999", "how many hours"),
    ],
)
def test_targets_that_cannot_be_meant_are_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        targets.read(text)
