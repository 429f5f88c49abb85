"""Putting a wording of the rules in force, and bringing an earlier one back."""

from datetime import datetime

from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import audit, rule_sets, screenings, steps
from intake.workflow.errors import Overtaken, Refused
from intake.workflow.steps import Way

SAY_WHY_BACK = "Say why it is brought back."


def publish(
    session: Session, version: RuleSetVersion, by: User, *, seen: int, at: datetime
) -> None:
    """Put the wording in force: later submissions are screened by it.

    Raises Refused with the first thing that is missing: no error, a finished replay, a
    request, and a colleague's approval of exactly this text. Overtaken when it changed
    since revision `seen`, or when another was published since it was begun, whose
    changes would be lost.
    """
    rule_sets.must_be_seen(version, seen)
    if version.number is not None:
        raise Refused("This wording is already published.")
    steps.must_be_done(session, version, at.date(), until=Way.APPROVED)
    rule_sets.put_in_force(session, version, by, at)


def bring_back(
    session: Session,
    earlier: RuleSetVersion,
    by: User,
    *,
    why: str,
    seen: int,
    at: datetime,
) -> RuleSetVersion:
    """Put an earlier version's text in force again, as a new version with its reason.

    It asks for no approval: whoever takes back a mistake must not have to wait, and the
    text was in force before. `seen` is the version in force, as the page had it.
    Raises Overtaken when that has changed, Refused without a reason, for what was never
    in force or is in force now, and where the files have errors by now.
    """
    newest = screenings.in_force(session)
    if newest.id != seen:
        raise Overtaken(
            f"Version {newest.number} was published meanwhile. Look whether it is "
            "still right to bring another back."
        )
    if not why.strip():
        raise Refused(SAY_WHY_BACK)
    _must_be_of_use(earlier, newest, at)
    version = RuleSetVersion(
        files=dict(earlier.files),
        based_on_id=newest.id,
        brings_back_id=earlier.id,
        why=why.strip(),
        written_at=at,
        written_by_id=by.id,
    )
    session.add(version)
    audit.log(session, by, "brought back", version, at)
    return rule_sets.put_in_force(session, version, by, at)


def _must_be_of_use(
    earlier: RuleSetVersion, newest: RuleSetVersion, at: datetime
) -> None:
    if earlier.number is None:
        raise Refused("It was never in force, so it cannot be brought back.")
    if rule_sets.digest(earlier.files) == rule_sets.digest(newest.files):
        raise Refused("These files are in force already.")
    if errors := rule_sets.errors_of(rule_sets.problems_in(earlier.files, at.date())):
        raise Refused(
            f"Version {earlier.number} cannot be brought back as it is. It has "
            f"problems, the first of them: {errors[0]}"
        )
