"""Telling those on call at once that a new danger stands in the queue: by a link."""

from datetime import datetime

from sqlalchemy.orm import Session

from intake.records.models import Submission
from intake.workflow import outbox

# Of a session: the addresses of those on call; none where the clinic has named none.
ADDRESSES = "on_call"
# The clinic's people read English.
LANGUAGE = "en"


def tell(session: Session, submission: Submission, at: datetime) -> None:
    """A mail to each of them, in the transaction in which the danger is kept."""
    for address in session.info.get(ADDRESSES, ()):
        outbox.write(
            session, "on_call", address, language=LANGUAGE, at=at, about=submission
        )
