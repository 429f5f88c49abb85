"""A replay, run by processes of its own, finds what live screening would say."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.records import base
from intake.records.accounts import User
from intake.records.base import Base
from intake.records.models import RuleSetVersion, Status, Submission
from intake.records.rule_work import Replay, ReplayChange, ReplayState
from intake.rules import screen
from intake.rules.comparing import changes
from intake.web import replaying
from intake.workflow import replay_crew, replays, screenings
from intake.workflow.replay_runs import Run
from intake.workflow.replay_worker import Cell
from tests import make
from tests.workflow.test_replays import LATER, draft

FIRST, LAST = UUID(int=0), UUID(int=2**128 - 1)


@pytest.fixture
def history(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three knees, two numb saddles, one not sure of it; and a draft, which is not
    judged. Two have the first and the last of all ids."""
    for special in (FIRST, LAST, None):
        ids = iter([special] if special is not None else [])
        with monkeypatch.context() as patch:
            patch.setattr(base, "uuid4", lambda ids=ids: next(ids, None) or uuid4())
            make.submission(session, Status.SENT)
    for status in (Status.ACCEPTED, Status.SENT):
        make.submission(session, status, **make.SADDLE)
    make.submission(
        session, Status.SENT, **{**make.SADDLE, "saddle_numbness": "not_sure"}
    )
    make.submission(session, Status.DRAFT)


@pytest.fixture
def version(session: Session, sam: User) -> RuleSetVersion:
    made = draft(session, sam)
    session.commit()
    return made


@pytest.fixture
def waiting(
    session: Session, history: None, version: RuleSetVersion, sam: User
) -> Replay:
    replay = replays.start(session, version, sam, make.NOON)
    session.commit()
    return replay


def expected(session: Session, version: RuleSetVersion) -> Counter[Cell]:
    before = screenings.read(screenings.in_force(session).files)
    after = screenings.read(version.files)
    sent = select(Submission).where(Submission.sent_at.is_not(None))
    counted: Counter[Cell] = Counter()
    for each in session.scalars(sent):
        assert each.facts is not None
        assert each.sent_at is not None
        was, now = screen(before, each.facts), screen(after, each.facts)
        for change, flag in changes(was, now):
            counted[change, flag, f"{each.sent_at:%Y-%m}"] += 1
    return counted


def found(replay: Replay) -> Counter[Cell]:
    return Counter(
        {(change, flag, month): n for change, flag, month, n in replay.counts}
    )


def after(times: int) -> Callable[[], bool]:
    """Yes, once it was asked so often."""
    asked = count()
    return lambda: next(asked) >= times


def test_every_submission_that_was_sent_is_judged_as_live_screening_does(
    app: Flask, session: Session, waiting: Replay, version: RuleSetVersion
) -> None:
    wanted = expected(session, version)
    session.commit()
    noted: list[int] = []

    with app.app_context():
        ran = replaying.run_next(told=lambda run: noted.append(run.judged))
        again = replaying.run_next()

    session.refresh(waiting)
    assert ran == waiting.id
    assert again is None
    assert waiting.state is ReplayState.FINISHED
    assert waiting.judged == noted[-1] == 6
    assert waiting.parts == list(range(256))
    assert found(waiting) == wanted
    assert wanted[replays.NO_LONGER_RAISED, "cauda_equina", "2026-11"] == 3
    assert wanted[replays.PRIORITY_CHANGED, "emergency>none", "2026-11"] == 2
    assert replays.lost_dangers(waiting) == {"cauda_equina": 3}
    assert replays.finished(session, version) == waiting
    rows = session.scalars(select(ReplayChange)).all()
    assert Counter((e.change, e.flag, e.month) for e in rows) == wanted


def test_what_is_interrupted_goes_on_and_finds_the_same(
    app: Flask, session: Session, waiting: Replay, version: RuleSetVersion
) -> None:
    wanted = expected(session, version)
    session.commit()
    some: list[Run] = []
    begun: list[Run] = []

    def note_begun(run: Run) -> None:
        if run.parts:
            begun.append(run)

    with app.app_context():
        replaying.run_next(lambda: bool(begun), note_begun)
        session.refresh(waiting)
        session.commit()
        after_first = len(waiting.parts)
        while waiting.state is ReplayState.RUNNING and len(some) < 500:
            replaying.run_next(after(40), some.append)
            session.refresh(waiting)
            session.commit()

    assert 0 < after_first < 256
    assert waiting.state is ReplayState.FINISHED
    assert len(some) > 3
    assert found(waiting) == wanted
    assert waiting.judged == 6


def test_the_first_part_is_noted_as_soon_as_it_is_there(
    app: Flask, session: Session, waiting: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Although it was noted a moment before that somebody is at it."""
    monkeypatch.setattr(replay_crew, "MOMENT", 0.01)
    monkeypatch.setattr(replaying, "EVERY", 3600)
    noted: list[int] = []

    with app.app_context():
        replaying.run_next(told=lambda run: noted.append(len(run.parts)))

    assert noted == [0, 1, 256]


def test_what_is_stopped_meanwhile_keeps_what_was_found_and_ends(
    app: Flask, session: Session, waiting: Replay, sam: User
) -> None:
    def stopped(run: Run) -> None:
        if run.parts and waiting.state is not ReplayState.STOPPED:
            replays.stop(session, waiting, sam, LATER)
            session.commit()

    with app.app_context():
        replaying.run_next(told=stopped)
        assert replaying.run_next() is None

    session.refresh(waiting)
    assert waiting.state is ReplayState.STOPPED
    assert 0 < len(waiting.parts) < 256


def test_one_that_cannot_be_read_is_counted_and_the_others_are_judged(
    app: Flask, session: Session, waiting: Replay
) -> None:
    table = Base.metadata.tables["submission"]
    raw = select(table.c.id).where(table.c.sent_at.is_not(None))
    chosen = session.scalars(raw).first()
    session.execute(
        update(Submission).where(Submission.id == chosen).values(facts=["no", "facts"])
    )
    session.commit()

    with app.app_context():
        replaying.run_next()

    session.refresh(waiting)
    assert waiting.state is ReplayState.FINISHED
    assert waiting.judged == 6
    assert found(waiting)[replays.UNREADABLE, "facts", "2026-11"] == 1


def test_a_process_that_ends_fails_the_replay_which_says_so(
    app: Flask, session: Session, waiting: Replay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replay_crew, "START", "raise SystemExit(3)")

    with app.app_context():
        replaying.run_next()

    session.refresh(waiting)
    assert waiting.state is ReplayState.FAILED
    assert waiting.error == "ProcessEnded"
    assert waiting.ended_at is not None


def test_of_an_error_its_kind_alone_is_kept(
    app: Flask, session: Session, waiting: Replay
) -> None:
    settings = app.config["INTAKE"]
    elsewhere = {**settings.values, "DATABASE_URL": "sqlite:////nowhere/secret.db"}
    app.config["INTAKE"] = replace(settings, values=elsewhere)

    with app.app_context():
        replaying.run_next()

    session.refresh(waiting)
    assert waiting.state is ReplayState.FAILED
    assert waiting.error == "OperationalError"


def test_a_text_that_cannot_be_read_any_more_fails_it(
    app: Flask, session: Session, waiting: Replay
) -> None:
    waiting.files = {"x.yaml": "language: 9\n"}
    session.commit()

    with app.app_context():
        replaying.run_next()

    session.refresh(waiting)
    assert waiting.state is ReplayState.FAILED
    assert waiting.error == "InvalidRuleSet"
