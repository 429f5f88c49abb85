"""The draft that is replayed: the shipped rules with three bounds moved and a rule
gone, so that much changes, an emergency among it."""

import re
from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.records.replay_queries import OPEN
from intake.records.rule_work import Replay, ReplayState
from intake.web.clock import now
from intake.workflow import replays, rule_sets, screenings

# The file, what stands there first, and what it becomes.
MOVED = (
    ("cautions.yaml", "bmi: { more_than: 40 }", "bmi: { more_than: 35 }"),
    ("chronic_back.yaml", "weeks: { at_least: 12 }", "weeks: { at_least: 26 }"),
    ("emergency_vessels.yaml", "- age: { at_least: 50 }", "- age: { at_least: 60 }"),
)
GONE = ("cautions.yaml", "smokes-now")


def files() -> dict[str, str]:
    """The draft's text."""
    found = screenings.shipped_files()
    for name, before, after in MOVED:
        found[name] = _other(found[name], before, after)
    name, rule = GONE
    whole = re.search(rf"  - id: {rule}\n.*?(?=  - id: |\Z)", found[name], re.S)
    found[name] = _other(found[name], whole[0] if whole else rule, "")
    return found


def ask(session: Session) -> Replay:
    """Another replay of it; what of earlier ones is not over is over now."""
    open_ = update(Replay).where(Replay.state.in_(OPEN))
    session.execute(open_.values(state=ReplayState.STOPPED, ended_at=now()))
    author = session.get_one(User, 1)
    version = session.scalars(
        select(RuleSetVersion)
        .where(RuleSetVersion.number.is_(None))
        .order_by(RuleSetVersion.id.desc())
        .limit(1)
    ).first()
    if version is None:
        base = screenings.in_force(session)
        version = rule_sets.write(session, base, author, now())
    version.files = dict(files())
    session.flush()
    return replays.start(session, version, author, now())


def found(replay: Replay) -> Mapping[str, int]:
    """How many submissions each kind of change was found in, flag by flag."""
    counted: dict[str, int] = {}
    for change, _flag, _month, number in replay.counts:
        counted[change] = counted.get(change, 0) + number
    return counted


def _other(text: str, before: str, after: str) -> str:
    if before not in text:
        raise RuntimeError(f"The shipped rules do not say “{before}” any more.")
    return text.replace(before, after, 1)
