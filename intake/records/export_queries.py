"""Submissions with all that goes out with them, some at a time."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from intake.records.models import RuleSetVersion, ScreeningRecord, Submission


def with_all(session: Session, ids: Sequence[UUID]) -> Sequence[Submission]:
    """These submissions, in this order; one that is gone by now is left out."""
    version = joinedload(ScreeningRecord.rule_set_version)
    found = session.scalars(
        select(Submission)
        .where(Submission.id.in_(ids))
        .options(
            selectinload(Submission.flags),
            selectinload(Submission.reviews),
            selectinload(Submission.sendings),
            selectinload(Submission.screenings).options(
                # The files of a wording are long, and its number is enough.
                version.load_only(RuleSetVersion.number)
            ),
        )
    )
    by_id = {each.id: each for each in found}
    return [by_id[each] for each in ids if each in by_id]
