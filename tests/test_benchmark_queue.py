"""The store of the queue's benchmark holds what live screening would have written, and
an update that is lost under load is told."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from benchmarks.queue import deeds, house, store
from benchmarks.queue.deeds import Deed
from intake import rules
from intake.demo.patients import patients
from intake.questionnaire.facts import facts
from intake.records.accounts import User
from intake.records.finding import NameEntry, QueueEntry
from intake.records.models import FlagRecord, Status, Submission
from intake.web import case, database
from intake.workflow import finding, reviews, screenings, submissions
from intake.workflow.actions import ACTIONS
from tests import make

BENCH = Path(".venv-bench/bin/python")
SUBMISSIONS, PATIENTS = 250, 25


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[store.Store]:
    build = tmp_path_factory.mktemp("queue")
    with store.kept(store.SQLITE, SUBMISSIONS, PATIENTS, build) as made:
        yield made


@pytest.fixture
def records(filled: store.Store) -> Iterator[Session]:
    with house.opened(filled.url, filled.folder), database.reading() as own:
        yield own


def sent(records: Session) -> list[Submission]:
    chosen = select(Submission).where(Submission.status != Status.DRAFT)
    return list(records.scalars(chosen))


def test_facts_screening_and_flags_are_those_of_the_answers(records: Session) -> None:
    version = screenings.current(records)
    for each in sent(records):
        document = facts(submissions.answers_of(each), case.day_of(each))
        screening = screenings.screen(version, document)

        assert each.facts == document
        assert each.screenings[-1].result == rules.as_json(screening)
        assert each.priority == screening.priority
        assert len(each.flags) >= len(screening.flags)
        assert each.sendings[-1].private == each.private
        assert all(review.note is not None for review in each.reviews)


def test_they_are_found_as_if_they_had_come_one_by_one(records: Session) -> None:
    found = [select(QueueEntry.__table__), select(NameEntry.__table__)]
    before = [sorted(records.execute(each).all()) for each in found]

    for each in records.scalars(select(Submission)):
        if each.queue_rank is not None:
            finding.keep(records, each)

    assert [sorted(records.execute(each).all()) for each in found] == before


def test_the_store_is_whole(records: Session) -> None:
    count = select(func.count())
    waiting = count.where(Submission.queue_rank < 50).select_from(Submission)

    assert records.scalar(count.select_from(Submission)) == SUBMISSIONS
    assert records.execute(text("PRAGMA foreign_key_check")).all() == []
    assert records.execute(text("PRAGMA integrity_check")).all() == [("ok",)]
    assert records.scalar(waiting)
    assert records.scalar(count.select_from(FlagRecord))
    assert all(
        each.started_at < datetime.now(UTC) and each.changed_at < datetime.now(UTC)
        for each in records.scalars(select(Submission))
    )


def test_no_two_of_the_patients_answer_alike() -> None:
    coming = patients(300, 7, make.TODAY)

    assert len({repr(sorted(each.answers.items())) for each in coming}) == 300


def test_a_store_that_is_there_is_not_made_again(filled: store.Store) -> None:
    build = filled.folder.parent
    with store.kept(store.SQLITE, SUBMISSIONS, PATIENTS, build) as again:
        assert again.made == filled.made


@pytest.fixture
def accepted(session: Session, carol: User) -> Deed:
    """Carol has accepted a submission, and so she was answered."""
    made = make.submission(session, Status.SENT)
    seen = made.revision
    reviews.take(
        session,
        ACTIONS["accept"],
        made,
        session.get_one(User, carol.id),
        make.given("Deed 1."),
        seen=seen,
        today=make.TODAY,
        at=make.NOON,
    )
    session.commit()
    return Deed(carol.email, str(made.id), "accept", "Deed 1.", seen, 302)


SINCE = make.NOON - timedelta(hours=1)


def test_a_deed_that_is_there_once_is_not_lost(
    session: Session, accepted: Deed
) -> None:
    assert deeds.lost(session, [accepted], SINCE) == []


def test_whatever_is_not_as_it_was_answered_is_told(
    session: Session, accepted: Deed
) -> None:
    another = replace(accepted, note="Deed 2.")
    later = replace(another, seen=accepted.seen + 1)
    claim = replace(accepted, action="claim", note="Deed 3.")

    def told(*done: Deed) -> str:
        return "; ".join(deeds.lost(session, done, SINCE))

    assert "there 0 times" in told(accepted, another)
    assert "who had not seen the other" in told(accepted, another)
    assert "the revision is" in told(accepted, later)
    assert "reviews are there that nobody made" in told(another)
    assert "was refused, and is there" in told(replace(accepted, status=409))
    assert "1 claims were accepted, and 0 are there" in told(accepted, claim)
    assert told(accepted, replace(claim, status=None)) == ""


@pytest.mark.skipif(not BENCH.exists(), reason="make bench-queue makes .venv-bench")
def test_the_queue_can_be_measured() -> None:
    command = [str(BENCH), "-m", "benchmarks.queue.run", "--quick"]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=300, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "| sqlite: lost updates | 0 | 0 | reached |" in done.stdout
    assert "| sqlite: errors | 0 | 0 | reached |" in done.stdout
