"""A replay is asked for once, run by one alone, stopped, and leaves exact numbers."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.records.rule_work import Replay, ReplayChange, ReplayState
from intake.workflow import replay_runs, replays, rule_sets, screenings
from intake.workflow.errors import Refused
from intake.workflow.replay_runs import Run
from intake.workflow.replay_worker import Cell, Done
from tests import make

NERVES, JOINT = "emergency_nerves.yaml", "joint.yaml"
LATER = make.NOON + timedelta(seconds=1)
LOST: Cell = (replays.NO_LONGER_RAISED, "cauda_equina", "2026-11")


def other_files() -> dict[str, str]:
    """The shipped files, and a numb saddle is no emergency, a worn knee less likely."""
    files = screenings.shipped_files()
    for name, text, instead in (
        (NERVES, "        - saddle_numbness: yes\n", ""),
        (JOINT, "strength: likely", "strength: possible"),
    ):
        assert text in files[name]
        files[name] = files[name].replace(text, instead)
    return files


def draft(session: Session, sam: User) -> RuleSetVersion:
    """Sam's, not committed yet."""
    version = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    version.files = other_files()
    session.flush()
    return version


@pytest.fixture
def version(session: Session, sam: User) -> RuleSetVersion:
    made = draft(session, sam)
    session.commit()
    return made


@pytest.fixture
def waiting(session: Session, version: RuleSetVersion, sam: User) -> Replay:
    replay = replays.start(session, version, sam, make.NOON)
    session.commit()
    return replay


def taken(session: Session) -> Run:
    run = replay_runs.take_up(session, make.NOON)
    session.commit()
    assert run is not None
    return run


def done(part: int, number: int, submission: Submission) -> Done:
    """A part in which so many lost a flag; for the test it was always the same one."""
    found = Done(part, judged=number)
    for _ in range(number):
        found.note(LOST, submission.id)
    return found


def named(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(ReplayChange)) or 0


def test_what_is_asked_for_waits_with_the_text_as_it_was(
    session: Session, waiting: Replay, version: RuleSetVersion, sam: User
) -> None:
    text = dict(version.files)
    rule_sets.revise(
        session,
        version,
        JOINT,
        "language: 1\n",
        sam,
        seen=version.revision,
        at=make.NOON,
    )
    session.commit()
    session.expire_all()

    assert waiting.state is ReplayState.WAITING
    assert waiting.files == text
    assert waiting.digest == rule_sets.digest(text)
    assert replays.about(waiting) is None
    events = queries.audit_events(session, f"rule_set_version:{version.id}")
    assert "started a replay" in [each.verb for each in events]


def test_the_same_text_is_not_asked_for_twice_and_another_is(
    session: Session, waiting: Replay, version: RuleSetVersion, sam: User
) -> None:
    with pytest.raises(Refused, match="waits or runs already"):
        replays.start(session, version, sam, make.NOON)

    version.files = screenings.shipped_files()
    session.commit()
    assert replays.start(session, version, sam, make.NOON).id != waiting.id


def test_neither_what_is_published_nor_what_cannot_be_read_is_replayed(
    session: Session, version: RuleSetVersion, sam: User
) -> None:
    with pytest.raises(Refused, match="is published"):
        replays.start(session, screenings.in_force(session), sam, make.NOON)

    version.files = {**version.files, JOINT: "rules: ["}
    session.commit()
    with pytest.raises(Refused, match="cannot be read yet"):
        replays.start(session, version, sam, make.NOON)


def test_a_version_in_force_that_is_not_understood_any_more_is_told(
    session: Session, version: RuleSetVersion, sam: User
) -> None:
    screenings.in_force(session).files = {"of_another_program.yaml": "language: 9\n"}
    session.commit()

    with pytest.raises(Refused, match="cannot be read by this program"):
        replays.start(session, version, sam, make.NOON)


def test_it_is_stopped_once(session: Session, waiting: Replay, sam: User) -> None:
    replays.stop(session, waiting, sam, LATER)
    session.commit()

    assert waiting.state is ReplayState.STOPPED
    assert waiting.ended_at == LATER
    with pytest.raises(Refused, match="over already"):
        replays.stop(session, waiting, sam, LATER)
    assert replay_runs.take_up(session, LATER) is None


def test_one_alone_takes_it_up_until_nothing_is_heard_for_30_seconds(
    session: Session, waiting: Replay
) -> None:
    taken(session)
    soon, late = (make.NOON + timedelta(seconds=each) for each in (30, 31))

    assert not replay_runs.any_free(session, soon)
    assert replay_runs.take_up(session, soon) is None
    assert replay_runs.any_free(session, late)
    assert replay_runs.take_up(session, late) is not None


def test_who_has_lost_it_notes_nothing_any_more(
    session: Session, waiting: Replay
) -> None:
    submission = make.submission(session, Status.SENT)
    first = taken(session)
    second = replay_runs.take_up(session, make.NOON + timedelta(minutes=1))
    session.commit()
    first.add(done(0, 1, submission))

    assert second is not None
    assert not replay_runs.note(session, first, LATER)
    assert not replay_runs.end(session, first, LATER)
    assert named(session) == 0
    assert replay_runs.note(session, second, LATER)


def test_what_was_stopped_is_not_noted_any_more(
    session: Session, waiting: Replay, sam: User
) -> None:
    run = taken(session)
    replays.stop(session, waiting, sam, LATER)
    session.commit()

    assert not replay_runs.note(session, run, LATER)
    assert not replay_runs.end(session, run, LATER)
    session.refresh(waiting)
    assert waiting.state is ReplayState.STOPPED


def test_it_goes_on_where_it_was_and_names_some_of_a_large_number(
    session: Session, waiting: Replay
) -> None:
    submission = make.submission(session, Status.SENT)
    run = taken(session)
    run.add(done(7, 30, submission))
    assert replay_runs.note(session, run, LATER)
    replay_runs.noted(run, LATER)
    run.add(done(3, 15, submission))
    assert replay_runs.let_go(session, run)
    session.commit()

    again = replay_runs.take_up(session, LATER)

    assert again is not None
    assert again.judged == 45
    assert again.counts == Counter({LOST: 45})
    assert 3 not in again.left
    assert 7 not in again.left
    again.add(done(0, 80, submission))
    assert replay_runs.end(session, again, LATER)
    session.commit()
    session.refresh(waiting)
    assert waiting.parts == [0, 3, 7]
    assert waiting.counts == [[*LOST, 125]]
    assert named(session) == replays.MOST_NAMED
    assert waiting.state is ReplayState.FINISHED
    assert replays.about(waiting) == round(125 * 256 / 3)


def test_who_would_lose_a_danger_is_counted_over_all_months(
    session: Session, waiting: Replay
) -> None:
    waiting.counts = [
        [*LOST, 2],
        [replays.NO_LONGER_RAISED, "cauda_equina", "2026-10", 3],
        [replays.NO_LONGER_RAISED, "once_a_flag", "2026-10", 1],
        [replays.NO_LONGER_RAISED, "smoking", "2026-10", 4],
        [replays.NEWLY_RAISED, "gca", "2026-10", 5],
    ]

    assert replays.lost_dangers(waiting) == {"cauda_equina": 5, "once_a_flag": 1}


def test_of_a_drafts_replays_the_newest_are_kept_and_the_finished_one(
    session: Session, version: RuleSetVersion, sam: User
) -> None:
    first = replays.start(session, version, sam, make.NOON)
    session.flush()
    run = replay_runs.take_up(session, make.NOON)
    assert run
    assert replay_runs.end(session, run, LATER)
    session.commit()
    for _ in range(replays.KEPT + 2):
        replay = replays.start(session, version, sam, make.NOON)
        replays.stop(session, replay, sam, LATER)
        session.commit()

    session.expire_all()
    ids = list(session.scalars(select(Replay.id).order_by(Replay.id.desc())))

    assert len(ids) == replays.KEPT + 1
    assert ids[-1] == first.id
    found = replays.finished(session, version)
    assert found is not None
    assert found.id == first.id
