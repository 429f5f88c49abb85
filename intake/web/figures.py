"""The lead's figures: the days they are of, and how a number is said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import DateField
from wtforms.validators import ValidationError

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.words import say
from intake.records.figures_queries import MOST_DRAFTS, MOST_FLAGGED, MOST_TIMED
from intake.records.models import Status
from intake.rules import KINDS
from intake.web.days import Span, midnight_of
from intake.web.formatting import flag_name, hours
from intake.web.waiting import PRIORITY_WORDS
from intake.web.waiting_time import NEVER_STANDS_STILL, lasted
from intake.workflow import figures
from intake.workflow.actions import ACTIONS
from intake.workflow.figures import FEWEST_FOR_A_SHARE, FlagFigures, Waits

USUAL_DAYS, MOST_DAYS = 30, 366
# How what was sent stands now, short enough for the head of a column.
NOW_WORDS: Mapping[Status, str] = {
    Status.SENT: "Waiting",
    Status.ACCEPTED: "Accepted",
    Status.DECLINED: "Declined",
    Status.REFERRED: "Referred",
    Status.NOT_REACHED: "Not reached",
    Status.MORE_ASKED: "Asked for more",
    Status.WITHDRAWN: "Withdrawn",
}
PAGES = {step.slug: step.title for step in QUESTIONNAIRE.steps}


class FiguresSpan(Span):
    def validate_until(self, field: DateField) -> None:
        super().validate_until(field)
        first, last = self.since.data, field.data
        if first and last and (last - first).days >= MOST_DAYS:
            raise ValidationError(f"Choose at most {MOST_DAYS} days.")


@dataclass(frozen=True)
class WaitRow:
    """Durations in words; None where there is none to tell."""

    words: str
    decided: int
    median: str | None
    nine_in_ten: str | None
    target: str
    in_time: str
    waiting: int
    withdrawn: int
    is_sample: bool


@dataclass(frozen=True)
class Stop:
    section: str
    page: str
    number: int


@dataclass(frozen=True)
class FlagRow:
    words: str
    number: int
    now: Sequence[int]
    opinions: str


def read(query: MultiDict[str, str], today: date) -> FiguresSpan:
    """The days of an address; of those that are not said the last that are usual."""
    said = {name: query[name] for name in ("since", "until") if query.get(name)}
    form = FiguresSpan(MultiDict(said))
    _complete(form, today)
    form.validate()
    return form


def _complete(form: FiguresSpan, today: date) -> None:
    usual = timedelta(days=USUAL_DAYS - 1)
    if not form.until.raw_data:
        form.until.data = max(today, form.since.data or today)
    sound = not form.until.process_errors
    if not form.since.raw_data and form.until.data and sound:
        form.since.data = form.until.data - usual


def tables(session: Session, first: date, last: date) -> dict[str, Any]:
    """Everything that the page shows of these days."""
    count = (last - first).days + 1
    midnights = [midnight_of(first, number) for number in range(count + 1)]
    since, until = midnights[0], midnights[-1]
    days = figures.days(session, midnights)
    completion = figures.completion(session, since, until)
    flags = figures.flags(session, since, until)
    sent = sum(each.all_sent for each in days)
    return {
        "days": [(first + timedelta(number), day) for number, day in enumerate(days)],
        "sent": sent,
        "now": {each: sum(day.sent[each] for day in days) for each in NOW_WORDS},
        "waits": [_wait(each) for each in figures.waits(session, since, until, lasted)],
        "completion": completion,
        "stops": [
            Stop(say(figures.section_of(slug)), say(PAGES[slug]), number)
            for slug, number in completion.stopped.items()
            if slug
        ],
        "flags": {
            KINDS[kind].words: [_flag(each) for each in rows]
            for kind, rows in flags.items()
            if rows
        },
        "flagged": min(sent, MOST_FLAGGED),
        "done": {
            ACTIONS[name].label: number
            for name, number in figures.done(session, since, until).items()
        },
    }


def share(part: int, whole: int) -> str:
    """`12 of 40 (30 %)`; of few no percentage, which would say more than they do."""
    if whole < FEWEST_FOR_A_SHARE:
        return f"{part:,} of {whole:,}"
    return f"{part:,} of {whole:,} ({100 * part / whole:.0f} %)"


WORDS = {
    "share": share,
    "now_words": NOW_WORDS,
    "most_timed": MOST_TIMED,
    "most_drafts": MOST_DRAFTS,
    "most_days": MOST_DAYS,
}


def _wait(waits: Waits) -> WaitRow:
    target = current_app.config["INTAKE"]["TARGETS"][waits.priority]
    in_time = sum(each <= target for each in waits.lasted)
    around_the_clock = waits.priority == NEVER_STANDS_STILL
    clock = " (round the clock)" if around_the_clock else ""
    return WaitRow(
        words=f"{PRIORITY_WORDS[waits.priority]}{clock}",
        decided=len(waits.lasted),
        median=_hours(waits.median),
        nine_in_ten=_hours(waits.nine_in_ten),
        target=hours(target),
        in_time=share(in_time, len(waits.lasted)) if waits.lasted else "–",
        waiting=waits.waiting,
        withdrawn=waits.withdrawn,
        is_sample=waits.is_sample,
    )


def _flag(figures: FlagFigures) -> FlagRow:
    said = figures.agreed + figures.disagreed
    return FlagRow(
        words=flag_name(figures.flag),
        number=figures.number,
        now=[figures.by_status.get(each, 0) for each in NOW_WORDS],
        opinions=share(figures.agreed, said) if said else "nobody has said",
    )


def _hours(lasted: timedelta | None) -> str | None:
    return None if lasted is None else hours(lasted)
