"""Which answers a browser changed: what another of the same patient's is told."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from intake.questionnaire import Answers
from intake.questionnaire.derived import AREAS
from intake.records.base import Base
from intake.records.coming_back import AnswerChange
from intake.records.models import Submission

# Only ever added to: it goes straight into its table.
CHANGE = insert(Base.metadata.tables[AnswerChange.__tablename__]).inline()


def note(
    session: Session,
    submission: Submission,
    before: Answers,
    after: Answers,
    browser: str,
    at: datetime,
) -> None:
    """Keep the names of the questions whose answers are others now."""
    questions = [[name, area] for name, area in _changed(before, after)]
    if questions and browser:
        session.connection().execute(
            CHANGE,
            {
                "submission_id": submission.id,
                "browser": browser,
                "questions": questions,
                "changed_at": at,
            },
        )


def _changed(before: Answers, after: Answers) -> Iterator[tuple[str, str | None]]:
    for name in _differing(before, after):
        if name != AREAS:
            yield name, None
    old, new = before.get(AREAS, {}), after.get(AREAS, {})
    for area in {**old, **new}:
        for name in _differing(old.get(area, {}), new.get(area, {})):
            yield name, area


def _differing(before: Answers, after: Answers) -> list[str]:
    return [name for name in {**before, **after} if before.get(name) != after.get(name)]
