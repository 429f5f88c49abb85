"""What staff do to try rules on patients there were: look at coded facts, not knowing
whose they are."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from intake.records import look_queries, queries
from intake.records.accounts import User
from intake.records.models import Submission
from intake.records.rule_work import FactsLook
from intake.workflow import audit
from intake.workflow.errors import Refused

# So long a look opens, for whoever began it.
LASTS = timedelta(hours=24)
RAISED, UNDECIDED = "raised", "undecided"
# What may be asked of a flag → whose look it may become.
WAYS: Mapping[str, Callable[[Session, str], Sequence[UUID]]] = {
    RAISED: look_queries.raised,
    UNDECIDED: look_queries.undecided,
}


def begin_look(
    session: Session, submission_id: UUID, user: User, at: datetime
) -> FactsLook:
    """A look of this member of staff at the submission's facts, by a number of its own.

    Raises Refused for what was never sent, was withdrawn, or is there no more.
    """
    found = _in_sight(session, submission_id)
    if found is None:
        raise Refused(
            "There is nothing to look at: these answers were withdrawn or deleted."
        )
    look = FactsLook(submission_id=found.id, user_id=user.id, looked_at=at)
    session.add(look)
    audit.log(session, user, "looked at the facts", found, at)
    return look


def pick(session: Session, flag: str, way: str) -> UUID | None:
    """One of the newest submissions at random: of those that the flag was raised for or
    was undecided for (`way`, one of WAYS), or of all where no flag is named."""
    of = WAYS[way](session, flag) if flag else look_queries.sent(session)
    return secrets.choice(of) if of else None


def looked_at(
    session: Session, look_id: UUID, user: User, at: datetime
) -> Submission | None:
    """Whose facts this person's look is at; None once it is over, and to others."""
    look = look_queries.look(session, look_id, user.id, at - LASTS)
    return _in_sight(session, look.submission_id) if look else None


def _in_sight(session: Session, submission_id: UUID) -> Submission | None:
    found = queries.submission(session, submission_id)
    if found is None or found.status in look_queries.LEFT_OUT:
        return None
    return found if found.facts is not None else None
