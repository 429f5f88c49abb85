"""A draft of the rules put to every submission there was, and what it would change."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.models import RuleSetVersion
from intake.records.rule_work import Replay, ReplayState
from intake.rules import FLAGS, KINDS
from intake.workflow import rule_sets

NEWLY_RAISED = "newly_raised"
NO_LONGER_RAISED = "no_longer_raised"
NEWLY_UNKNOWN = "newly_unknown"
# In the place of a flag it has both priorities: "urgent>likely".
PRIORITY_CHANGED = "priority_changed"


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
