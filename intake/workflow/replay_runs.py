"""Whoever runs a replay: takes it up alone, notes how far it came, and ends it.

Nobody else runs it meanwhile: what is noted names the moment of the note before, and
of two who believe that it is theirs only one finds it so.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from intake.records import replay_queries
from intake.records.history import PARTS
from intake.records.rule_work import Replay, ReplayChange, ReplayState
from intake.workflow.replay_worker import MOST_NAMED, Cell, Done

# Whoever was not heard of for so long runs it no more. It is heard of every second.
SILENT = timedelta(seconds=30)


@dataclass
class Run:
    """A replay in the hands of who runs it: what is noted of it, and what is not."""

    replay_id: int
    heard_at: datetime
    files: dict[str, str]
    against: dict[str, str]
    parts: list[int]
    judged: int
    counts: Counter[Cell]
    # Not in their table yet.
    named: list[dict[str, Any]] = field(default_factory=list)

    @property
    def left(self) -> list[int]:
        return [each for each in range(PARTS) if each not in self.parts]

    def add(self, done: Done) -> None:
        """A part more."""
        for cell, ids in done.named.items():
            room = max(0, MOST_NAMED - self.counts[cell])
            change, flag, month = cell
            self.named += [
                {
                    "replay_id": self.replay_id,
                    "change": change,
                    "flag": flag,
                    "month": month,
                    "submission_id": each,
                }
                for each in ids[:room]
            ]
        self.parts = [*self.parts, done.part]
        self.judged += done.judged
        self.counts += done.counts


def any_free(session: Session, at: datetime) -> bool:
    return replay_queries.next_free(session, at - SILENT) is not None


def take_up(session: Session, at: datetime) -> Run | None:
    """The next that waits, or that its runner has left; None where there is none."""
    replay_id = replay_queries.next_free(session, at - SILENT)
    if replay_id is None:
        return None
    taken = session.execute(
        update(Replay)
        .where(Replay.id == replay_id, replay_queries.free(at - SILENT))
        .values(state=ReplayState.RUNNING, heard_at=at)
        .execution_options(synchronize_session=False)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        return None
    replay = session.get_one(Replay, replay_id, populate_existing=True)
    counts = {(change, flag, month): n for change, flag, month, n in replay.counts}
    return Run(
        replay_id=replay.id,
        heard_at=at,
        files=replay.files,
        against=replay.against.files,
        parts=replay.parts,
        judged=replay.judged,
        counts=Counter(counts),
    )


def note(session: Session, run: Run, at: datetime) -> bool:
    """How far it came, in one transaction with what was found. False where it is not
    ours any more: it was stopped, or another has taken it up."""
    return _write(session, run, heard_at=at)


def let_go(session: Session, run: Run) -> bool:
    """The same, and another may take it up at once."""
    return _write(session, run, heard_at=None)


def end(session: Session, run: Run, at: datetime, error: str | None = None) -> bool:
    """The same for the last time: it is finished, or failed by this kind of error."""
    state = ReplayState.FAILED if error else ReplayState.FINISHED
    said = error and error[:80]
    return _write(session, run, heard_at=at, ended_at=at, state=state, error=said)


def _write(session: Session, run: Run, **values: Any) -> bool:
    written = session.execute(
        update(Replay)
        .where(
            Replay.id == run.replay_id,
            Replay.state == ReplayState.RUNNING,
            Replay.heard_at == run.heard_at,
        )
        .values(
            parts=sorted(run.parts),
            judged=run.judged,
            counts=_as_rows(run.counts),
            **values,
        )
        .execution_options(synchronize_session=False)
    )
    if not written.rowcount:  # type: ignore[attr-defined]
        return False
    if run.named:
        session.execute(insert(ReplayChange), run.named)
    return True


def noted(run: Run, at: datetime) -> None:
    """That the transaction of `note` is through."""
    run.heard_at = at
    run.named = []


def _as_rows(counts: Counter[Cell]) -> Sequence[Sequence[Any]]:
    return [[*cell, number] for cell, number in sorted(counts.items())]
