"""Everything that happened to one submission, reading included, from its trail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from intake.records import trail_queries
from intake.records.models import AuditEvent, Submission
from intake.records.trail_queries import Looked
from intake.web import who_looked
from intake.web.who_looked import Line
from intake.workflow import audit

# The newest; a submission that is opened a thousand times has as many events.
MOST = 300
AT_FIRST = 10
ANSWERED = "answered "


@dataclass(frozen=True)
class Deed:
    """What one person did, once or several times without a break."""

    who: str
    words: str
    at: datetime
    since: datetime | None = None  # of several, the first


@dataclass(frozen=True)
class Feed:
    """The newest first: `shown` at once, `folded` on demand; `more` is not here."""

    shown: Sequence[Deed]
    folded: Sequence[Deed]
    more: bool


def feed(session: Session, submission: Submission) -> Feed:
    subject = audit.subject_of(submission)
    page = trail_queries.page(session, Looked(subject=subject), size=MOST)
    lines = who_looked.lines(session, page.events, opens=False)
    deeds = [*_deeds(page.events, lines)]
    return Feed(deeds[:AT_FIRST], deeds[AT_FIRST:], page.following is not None)


def _deeds(events: Sequence[AuditEvent], lines: Sequence[Line]) -> Iterator[Deed]:
    """A patient answers thirty pages: that is said once."""
    pairs = zip(events, lines, strict=True)
    for (who, words), same in groupby(pairs, key=lambda pair: _alike(*pair)):
        each = [line for _event, line in same]
        if len(each) == 1:
            yield Deed(who, each[0].words, each[0].at)
        elif words == ANSWERED:
            yield Deed(who, f"answered {len(each)} pages", each[0].at, each[-1].at)
        else:
            said = f"{words}, {len(each)} times"
            yield Deed(who, said, each[0].at, each[-1].at)


def _alike(event: AuditEvent, line: Line) -> tuple[str, str]:
    answered = event.verb.startswith(ANSWERED)
    return line.who, ANSWERED if answered else line.words
