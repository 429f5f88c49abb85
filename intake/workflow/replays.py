"""A draft of the rules put to every submission there was, and what it would change."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from intake.records import queries, replay_queries
from intake.records.accounts import User
from intake.records.history import PARTS
from intake.records.models import RuleSetVersion
from intake.records.rule_work import Replay, ReplayState
from intake.rules import FLAGS, KINDS, comparing
from intake.workflow import audit, replay_worker, rule_sets, screenings
from intake.workflow.errors import Refused

NEWLY_RAISED = comparing.NEWLY_RAISED
NO_LONGER_RAISED = comparing.NO_LONGER_RAISED
NEWLY_UNKNOWN = comparing.NEWLY_UNKNOWN
# In the place of a flag it has both priorities: "urgent>likely".
PRIORITY_CHANGED = comparing.PRIORITY_CHANGED
# The submission could not be judged at all; in the place of a flag it has “facts”.
UNREADABLE = replay_worker.UNREADABLE
# A large number has so many of its submissions named, for each month.
MOST_NAMED = replay_worker.MOST_NAMED
# So many of a draft are kept, and the newest finished one whatever came after it.
KEPT = 5


def start(session: Session, version: RuleSetVersion, by: User, at: datetime) -> Replay:
    """Ask for the draft, as it is now, to be put to the whole history.

    Raises Refused once it is published, while it cannot be read, and while a replay of
    exactly this text waits or runs.
    """
    # Of two who ask at once the second sees what the first asked for.
    session.refresh(version, with_for_update=True)
    in_force = screenings.in_force(session)
    digest = rule_sets.digest(version.files)
    if version.number is not None:
        raise Refused("This wording is published: it is in force, or was.")
    if not screenings.can_be_read(version):
        raise Refused("The files cannot be read yet. Solve their problems first.")
    if not screenings.can_be_read(in_force):
        raise Refused("The version in force cannot be read by this program any more.")
    if replay_queries.open_of(session, version.id, digest):
        raise Refused("A replay of exactly this text waits or runs already.")
    _clear(session, version)
    replay = Replay(
        rule_set_version_id=version.id,
        digest=digest,
        files=version.files,
        against_id=in_force.id,
        asked_by_id=by.id,
        asked_at=at,
        state=ReplayState.WAITING,
        parts=[],
        judged=0,
        counts=[],
    )
    session.add(replay)
    session.flush()
    audit.log(session, by, "started a replay", version, at)
    return replay


def stop(session: Session, replay: Replay, by: User, at: datetime) -> None:
    """End it where it is: what was found stays. Raises Refused when it is over."""
    stopped = session.execute(
        update(Replay)
        .where(Replay.id == replay.id, Replay.state.in_(replay_queries.OPEN))
        .values(state=ReplayState.STOPPED, ended_at=at)
        .execution_options(synchronize_session=False)
    )
    if not stopped.rowcount:  # type: ignore[attr-defined]
        raise Refused("This replay is over already.")
    session.refresh(replay)
    audit.log(session, by, "stopped a replay", replay.version, at)


def about(replay: Replay) -> int | None:
    """How many submissions there are, from those in the parts that were judged: parts
    are drawn by lot. None while nothing was judged."""
    if not replay.parts:
        return None
    return max(replay.judged, round(replay.judged * PARTS / len(replay.parts)))


def finished(session: Session, version: RuleSetVersion) -> Replay | None:
    """The newest finished replay of exactly this text beside the version in force."""
    in_force = queries.published_rule_set(session)
    return session.scalar(
        select(Replay)
        .where(
            Replay.rule_set_version_id == version.id,
            Replay.digest == rule_sets.digest(version.files),
            Replay.against_id == (in_force and in_force.id),
            Replay.state == ReplayState.FINISHED,
        )
        .order_by(Replay.id.desc())
        .limit(1)
    )


def lost_dangers(replay: Replay) -> dict[str, int]:
    """From how many submissions each emergency or urgent flag would go."""
    lost: dict[str, int] = {}
    for change, flag, _month, number in replay.counts:
        known = FLAGS.get(flag)
        # Of a flag that is not known any more nobody can say that it was no danger.
        if change == NO_LONGER_RAISED and (
            known is None or KINDS[known.kind].advises_patient
        ):
            lost[flag] = lost.get(flag, 0) + number
    return lost


def _clear(session: Session, version: RuleSetVersion) -> None:
    """Remove the draft's older ones that are over."""
    newest = finished(session, version)
    every = replay_queries.of_version(session, version.id)
    old = [
        each.id
        for each in every[KEPT - 1 :]
        if each.state not in replay_queries.OPEN and each is not newest
    ]
    session.execute(delete(Replay).where(Replay.id.in_(old)))
