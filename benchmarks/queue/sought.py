"""What the reviewers of a load look for: filters, pages far into a list, names."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from benchmarks.queue.presses import FILTERS, QUEUE
from intake.demo.people import dice
from intake.records.accounts import User
from intake.records.finding import QueueEntry
from intake.records.models import Status, Submission
from intake.records.queries import LEFT
from intake.records.queue_queries import (
    ALONG_ENTRIES,
    ALONG_SUBMISSIONS,
    EVERY,
    PAGE,
    Along,
    Place,
)
from intake.web import waiting

# The 1,000th page and those after it; of a small store, one in its middle.
FAR, PAGES, NAMES = 1_000, 10, 200
# Of three names, so many are looked for with the birth date, as a careful person does.
WITH_BIRTH_DATE = 2


def sought(session: Session, today: date) -> dict[str, Any]:
    """Addresses and names. `page`: which page those far in are from on."""
    waits = (Submission.queue_rank < LEFT,)
    accepted = QueueEntry.listed == Status.ACCEPTED, QueueEntry.facet == EVERY
    of_waiting = _places(session, ALONG_SUBMISSIONS, waits)
    of_accepted = _places(session, ALONG_ENTRIES, accepted)
    ago = today - timedelta(days=365)
    days = {"a_year_ago": ago, "a_month_later": ago + timedelta(days=30)}
    return {
        "filters": [f"{QUEUE}?{each.format_map(days)}" for each in FILTERS],
        "far": [
            *(f"{QUEUE}?after={each}" for each in of_waiting[1]),
            *(f"{QUEUE}?status=accepted&after={each}" for each in of_accepted[1]),
        ],
        "pages": [of_waiting[0], of_accepted[0]],
        "begun": [f"{QUEUE}?status=accepted"],
        "names": _names(session),
        "apps": _apps(session),
    }


def _apps(session: Session) -> dict[str, str]:
    """What the app of each reviewer makes its codes of, by address."""
    opens = current_app.extensions["security"].totp_factory._totp
    asked = select(User).where(User.tf_totp_secret.is_not(None))
    return {
        each.email: opens.from_source(each.tf_totp_secret).base32_key
        for each in session.scalars(asked)
    }


def _places(
    session: Session, along: Along, where: Sequence[ColumnElement[bool]]
) -> tuple[int, list[str]]:
    """The number of the first page far in, and where it and those after it begin."""
    walk = select(*along).where(*where).order_by(*along)
    wanted = (FAR + PAGES) * PAGE
    there = session.execute(walk.limit(wanted)).all()
    first = FAR if len(there) == wanted else max(2, len(there) // PAGE // 2)
    ends = range((first - 1) * PAGE - 1, len(there) - PAGE, PAGE)
    places = [Place(*there[each]) for each in ends][:PAGES]
    return first, [quote(waiting.write_place(each)) for each in places]


def _names(session: Session) -> list[tuple[str, str]]:
    """Of submissions from anywhere: those that follow ids drawn by chance."""
    chance = dice(NAMES)
    found: list[tuple[str, str]] = []
    while len(found) < NAMES:
        drawn = UUID(int=chance.getrandbits(128))
        near = session.scalar(
            select(Submission)
            .where(Submission.id >= drawn)
            .order_by(Submission.id)
            .limit(1)
        )
        private = near.private if near else {}
        if name := private.get("full_name"):
            born = private["date_of_birth"] if len(found) % 3 < WITH_BIRTH_DATE else ""
            found.append((name, born))
    return found
