"""Agreeing with a flag or not: no decision, and nothing that the patient is told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from intake.records.accounts import User
from intake.records.models import ScreeningRecord, Submission
from intake.records.opinions import FlagOpinion
from intake.records.queries import NAME_ALONE
from intake.workflow import audit
from intake.workflow.errors import Refused

# A rule and the area it was judged for.
About: TypeAlias = tuple[str, str | None]
SAID = (
    select(FlagOpinion)
    .where(FlagOpinion.submission_id == bindparam("id"))
    .order_by(FlagOpinion.said_at, FlagOpinion.id)
    .options(joinedload(FlagOpinion.reviewer).options(*NAME_ALONE))
)


def say(
    session: Session,
    submission: Submission,
    reviewer: User,
    about: About,
    *,
    agrees: bool,
    reason: str,
    at: datetime,
) -> None:
    """Keep it, with the flag as it was last raised.

    Raises Refused for a flag that this submission never had, and for a disagreement
    without a reason.
    """
    if not agrees and not reason:
        raise Refused("Say why you disagree.")
    screening, flag = _raised(submission, about)
    rule, area = about
    opinion = FlagOpinion(
        submission_id=submission.id,
        reviewer_id=reviewer.id,
        flag=flag,
        rule=rule,
        area=area,
        rule_set_version_id=screening.rule_set_version_id,
        agrees=agrees,
        said_at=at,
    )
    session.add(opinion)
    opinion.reason = reason
    verb = f"{'agreed' if agrees else 'disagreed'} with {flag}"
    audit.log(session, reviewer, verb, submission, at)


def of(session: Session, submission: Submission) -> Mapping[About, list[FlagOpinion]]:
    """By what they are about, the newest of each person, the earliest person first."""
    found: dict[tuple[About, int], FlagOpinion] = {}
    for each in session.scalars(SAID, {"id": submission.id}):
        found[(each.rule, each.area), each.reviewer_id] = each
    by_flag: dict[About, list[FlagOpinion]] = {}
    for (about, _reviewer), opinion in found.items():
        by_flag.setdefault(about, []).append(opinion)
    return by_flag


def _raised(submission: Submission, about: About) -> tuple[ScreeningRecord, str]:
    screenings: Sequence[ScreeningRecord] = submission.screenings
    for screening in reversed(screenings):
        for flag in screening.result["flags"]:
            if (flag["rule"], flag["area"]) == about:
                return screening, flag["flag"]
    raise Refused("This submission does not have this flag.")
