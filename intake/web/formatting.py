"""Times and truths in words, as the pages say them."""

from datetime import date, datetime, timedelta

from flask import Flask, current_app

from intake.rules import FLAGS

# From the longest: what a duration is told in.
UNITS = (
    (timedelta(days=7), "week"),
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)
HOLDS = {
    True: ("✓", "holds"),
    False: ("✗", "does not hold"),
    None: ("?", "not known"),
}


def init_app(app: Flask) -> None:
    for filter_ in (day, moment, ago, mark, truth_words, flag_name):
        app.add_template_filter(filter_)


def day(when: date) -> str:
    """`2026-03-01` → `1 March 2026`."""
    return f"{when.day} {when:%B %Y}"


def moment(at: datetime) -> str:
    """An aware time, on the clinic's clock: `1 March 2026 at 14:05`."""
    local = at.astimezone(current_app.config["INTAKE"]["TIME_ZONE"])
    return f"{day(local)} at {local:%H:%M}"


def ago(then: datetime, at: datetime) -> str:
    """How long before `at` that was: `2 days ago`; rounded down to one unit."""
    passed = at - then
    for unit, word in UNITS:
        if (number := passed // unit) > 0:
            return f"{number} {word}{'s' if number > 1 else ''} ago"
    return "just now"


def mark(holds: bool | None) -> str:
    """The sign for a comparison that holds, fails, or cannot be judged."""
    return HOLDS[holds][0]


def truth_words(holds: bool | None) -> str:
    """The same for those who hear the page."""
    return HOLDS[holds][1]


def flag_name(name: str) -> str:
    """A flag in a clinician's words; one that is no longer known, as it is kept."""
    return FLAGS[name].words if name in FLAGS else name
