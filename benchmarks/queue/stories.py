"""Patients who do not exist, each gone through the real deeds once, and the rows that
this left: answered, screened, sent, decided as it happens live."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from benchmarks.queue import house
from benchmarks.rules.patients import SEED
from intake.demo import seed
from intake.demo.patients import DemoPatient, patients
from intake.demo.people import dice
from intake.records import schema
from intake.records.accounts import User
from intake.records.models import Submission
from intake.web import database
from intake.workflow import reviews, submissions

# The day on which all of them come; their copies come on other days.
TODAY = date(2026, 11, 2)
# Fewer are not worth a second process.
FEW, PROCESSES = 100, 2
UNTIL_OPENED = timedelta(hours=19)
UNTIL_WITHDRAWN = timedelta(hours=2)
# Of what is in no danger, so many of a hundred are withdrawn; the language of so many.
WITHDRAWN, SPANISH = 2, 15
# What became of a patient whom the demo leaves waiting, or with a draft.
BECAME = {"accepted": 70, "declined": 15, "referred": 10, "more_asked": 5}

DRAFT, WAITING, DECIDED = "draft", "waiting", "decided"
# Each table that a submission has rows in, and the column that says whose they are.
TABLES: Mapping[str, str] = {
    "submission": "id",
    "screening": "submission_id",
    "flag": "submission_id",
    "advice": "submission_id",
    "sending": "submission_id",
    "review": "submission_id",
    "queue_entry": "submission_id",
    "name_entry": "submission_id",
    "audit_event": "subject",
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Story:
    """A submission at one moment: its rows as SQLite has them, table by table, and in
    clear what is sealed in them."""

    kind: str  # DRAFT, WAITING or DECIDED
    priority: str
    rows: Mapping[str, Sequence[Row]]
    private: Mapping[str, Any]
    callback: Mapping[str, Any] | None
    notes: Sequence[str]
    texts: Sequence[Mapping[str, str] | None]


def stories(number: int) -> list[Story]:
    """Those of so many patients, no two of whom are alike."""
    coming = patients(number, SEED, TODAY)
    if number < FEW:
        return _told((0, coming))
    share = -(-number // PROCESSES)
    shares = [coming[each : each + share] for each in range(0, number, share)]
    with get_context("fork").Pool(PROCESSES) as pool:
        told = pool.map(_told, enumerate(shares))
    return [each for found in told for each in found]


def _told(share: tuple[int, Sequence[DemoPatient]]) -> list[Story]:
    number, coming = share
    chance = dice(SEED + number)
    found: list[Story] = []
    with TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'patients.db'}"
        schema.upgrade(url)
        with house.opened(url, Path(name)), database.writing() as own:
            reviewer = seed.the_reviewer(own, _at(0))
            for patient in coming:
                drawn = chance.randrange(24), chance.choices(*_became())[0]
                language = "es" if chance.randrange(100) < SPANISH else "en"
                withdraws = chance.randrange(100) < WITHDRAWN
                finished = _at(drawn[0])
                became = "withdrawn" if withdraws else _outcome(patient, drawn[1])
                found += _of(own, patient, reviewer, finished, language, became)
    return found


def _of(
    own: Session,
    patient: DemoPatient,
    reviewer: User,
    finished: datetime,
    language: str,
    became: str,
) -> Iterator[Story]:
    if patient.outcome == "draft":
        draft = seed.come_in(own, patient, TODAY, finished, language)
        yield _now(own, DRAFT, draft)
    sends = replace(patient, outcome="sent", pages_left=0)
    sent = seed.come_in(own, sends, TODAY, finished, language)
    yield _now(own, WAITING, sent)
    if became == "withdrawn" and sent.priority not in ("emergency", "urgent"):
        submissions.withdraw(own, sent, finished + UNTIL_WITHDRAWN)
    else:
        became = became if became in seed.DECISIONS else "accepted"
        reviews.note_opening(own, sent.id, reviewer, finished + UNTIL_OPENED)
        decided = finished + seed.UNTIL_REVIEWED
        seed.decide(own, sent, became, reviewer, TODAY, decided)
    own.flush()
    yield _now(own, DECIDED, sent)


def _now(own: Session, kind: str, submission: Submission) -> Story:
    rows = {
        table: _rows(own, table, owner, submission.id)
        for table, owner in TABLES.items()
    }
    own.expire(submission)
    said = {each.id.hex: (each.note, each.texts) for each in submission.reviews}
    return Story(
        kind=kind,
        priority=submission.priority or "none",
        rows=rows,
        private=submission.private,
        callback=submission.callback,
        notes=[said[each["id"]][0] for each in rows["review"]],
        texts=[said[each["id"]][1] for each in rows["review"]],
    )


def _rows(own: Session, table: str, owner: str, submission: UUID) -> list[Row]:
    whose = f"submission:{submission}" if owner == "subject" else submission.hex
    found = own.connection().exec_driver_sql(
        f'SELECT * FROM "{table}" WHERE {owner} = ?',  # noqa: S608
        (whose,),
    )
    return [dict(each) for each in found.mappings()]


def _outcome(patient: DemoPatient, drawn: str) -> str:
    return patient.outcome if patient.outcome in seed.DECISIONS else drawn


def _became() -> tuple[list[str], list[int]]:
    return [*BECAME], [*BECAME.values()]


def _at(hour: int) -> datetime:
    return datetime.combine(TODAY, time(hour), UTC)
