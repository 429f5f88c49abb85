"""What a patient has typed and not given: kept apart, and no part of the answers.

Nothing here changes the submission, so nobody is told of a change; and nothing that
decides, counts or shows answers reads it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

from sqlalchemy import bindparam, delete
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE, Answers, Page
from intake.records import coming_back_queries
from intake.records.base import Base
from intake.records.coming_back import Typed
from intake.records.models import Submission

# Question name → its fields as a browser sends them: [name, text] each. A question
# that was shown and left empty stands there with none.
Fields: TypeAlias = Mapping[str, Sequence[Sequence[str]]]

# With every answer, and of the table alone: what else is to be written can wait.
TABLE = Base.metadata.tables[Typed.__tablename__]
DROP = delete(TABLE).where(
    TABLE.c.submission_id == bindparam("submission"),
    TABLE.c.step == bindparam("step"),
    TABLE.c.area == bindparam("area"),
)


def keep(
    session: Session, submission: Submission, page: Page, fields: Fields, at: datetime
) -> None:
    """This is what stands on the page now; what stood there before is replaced."""
    row = _find(session, submission, page)
    if row is None:
        row = Typed(
            submission_id=submission.id,
            step=page.step.slug,
            area=page.area or "",
        )
        session.add(row)
    row.fields = fields
    row.kept_at = at


def of(session: Session, submission: Submission, page: Page) -> Fields | None:
    """What was typed on this page and not given."""
    row = _find(session, submission, page)
    found: Fields | None = row.fields if row else None
    return found


def drop(session: Session, submission: Submission, page: Page) -> None:
    session.connection().execute(
        DROP,
        {
            "submission": submission.id,
            "step": page.step.slug,
            "area": page.area or "",
        },
    )


def drop_all(session: Session, submission: Submission) -> None:
    session.execute(delete(Typed).where(Typed.submission_id == submission.id))


def given_so_far(answers: Answers, page: Page, today: date) -> str:
    """A word that is another one once other answers are given on this page.

    What was typed before them may arrive after them; it must not stand over them.
    """
    given = json.dumps(QUESTIONNAIRE.visit(page, answers, today).given, sort_keys=True)
    return hashlib.sha256(given.encode()).hexdigest()[:16]


def _find(session: Session, submission: Submission, page: Page) -> Typed | None:
    return coming_back_queries.typed(
        session, submission.id, page.step.slug, page.area or ""
    )
