"""Times and truths in words, as the pages say them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from intake.web import formatting

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def london() -> Iterator[None]:
    clinic = Flask("intake")
    clinic.config["INTAKE"] = {"TIME_ZONE": ZoneInfo("Europe/London")}
    with clinic.app_context():
        yield


def test_a_day_is_written_out() -> None:
    assert formatting.day(date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.usefixtures("london")
@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 1, 31, 9, 5, tzinfo=UTC), "31 January 2026 at 09:05"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026 at 00:30"),
    ],
    ids=["winter", "summer, past midnight"],
)
def test_a_moment_is_told_on_the_clinics_clock(at: datetime, words: str) -> None:
    assert formatting.moment(at) == words


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=60), "1 minute ago"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago"),
        (timedelta(minutes=90), "1 hour ago"),
        (timedelta(hours=47), "1 day ago"),
        (timedelta(days=6, hours=23), "6 days ago"),
        (timedelta(days=13), "1 week ago"),
        (timedelta(days=400), "57 weeks ago"),
    ],
    ids=str,
)
def test_a_wait_is_rounded_down_to_one_unit(passed: timedelta, words: str) -> None:
    assert formatting.ago(NOON - passed, NOON) == words


@pytest.mark.parametrize(
    ("holds", "sign", "words"),
    [(True, "✓", "holds"), (False, "✗", "does not hold"), (None, "?", "not known")],
)
def test_a_comparison_has_a_sign_and_words(
    holds: bool | None, sign: str, words: str
) -> None:
    assert formatting.mark(holds) == sign
    assert formatting.truth_words(holds) == words


def test_a_flag_that_is_no_longer_known_keeps_its_name() -> None:
    assert formatting.flag_name("gca") == "Giant cell arteritis: sight at risk"
    assert formatting.flag_name("from_an_older_version") == "from_an_older_version"
