"""Times and truths in words, as the pages say them."""

from datetime import date, datetime, timedelta

from flask import Flask, current_app
from wtforms import Field

from intake.questionnaire.words import N_, day_words, say, say_number
from intake.rules import FLAGS, printable

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
    words = (say, flag_name, described_by, one_line, many_lines)
    for filter_ in (*words, day, moment, ago, mark, truth_words):
        app.add_template_filter(filter_)
    # The same words and numbers by gettext's own names, for {% trans %}.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        say, say_number, newstyle=True
    )


def described_by(field: Field) -> str:
    """The ids of what is read out with a question: its hint, its error, its ends, its
    unit."""
    there = {
        "hint": getattr(field, "hint", ""),
        "error": field.errors,
        "ends": getattr(field, "ends", ()),
        "unit": getattr(field, "unit", "") and not hasattr(field, "parts"),
    }
    return " ".join(
        f"{field.id}-{part}" for part, is_there in there.items() if is_there
    )


def day(when: date) -> str:
    """`2026-03-01` → `1 March 2026`."""
    return day_words(when)


def moment(at: datetime) -> str:
    """An aware time, on the clinic's clock: `1 March 2026 at 14:05`."""
    local = at.astimezone(current_app.config["INTAKE"]["TIME_ZONE"])
    return say(N_("%(day)s at %(time)s")) % {
        "day": day(local),
        "time": f"{local:%H:%M}",
    }


def ago(then: datetime, at: datetime) -> str:
    """How long before `at` that was: `2 days ago`; rounded down to one unit."""
    passed = at - then
    for unit, word in UNITS:
        if (number := passed // unit) > 0:
            return f"{number} {word}{'s' if number > 1 else ''} ago"
    return "just now"


def hours(lasted: timedelta) -> str:
    """A time in hours and minutes, rounded down: `26 h 5 min`, `40 min`."""
    minutes = lasted // timedelta(minutes=1)
    parts = (f"{minutes // 60} h" if minutes >= 60 else "", f"{minutes % 60} min")
    exact = minutes >= 60 and minutes % 60 == 0
    return parts[0] if exact else " ".join(filter(None, parts))


def mark(holds: bool | None) -> str:
    """The sign for a comparison that holds, fails, or cannot be judged."""
    return HOLDS[holds][0]


def truth_words(holds: bool | None) -> str:
    """The same for those who hear the page."""
    return HOLDS[holds][1]


def one_line(text: str) -> str:
    """What somebody typed, on one line and without what steers a reader's screen."""
    return printable(" ".join(text.split()))


def many_lines(text: str) -> str:
    """The same with its lines as they were."""
    return "\n".join(printable(line.expandtabs()) for line in text.splitlines())


def flag_name(name: str) -> str:
    """A flag in a clinician's words; one that is no longer known, as it is kept."""
    return FLAGS[name].words if name in FLAGS else name
