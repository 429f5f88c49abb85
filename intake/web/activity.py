"""Everything that happened to one submission, reading included, from its trail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy.orm import Session

from intake.records import trail_queries
from intake.records.models import Submission
from intake.records.trail_queries import Event, Looked
from intake.web.who_looked import People
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
    deeds = [*_deeds(page.events, People(session, page.events))]
    return Feed(deeds[:AT_FIRST], deeds[AT_FIRST:], page.following is not None)


def _deeds(events: Sequence[Event], people: People) -> Iterator[Deed]:
    """A patient answers thirty pages: that is said once."""

    def alike(event: Event) -> tuple[str, str]:
        answered = event.verb.startswith(ANSWERED)
        return event.actor, ANSWERED if answered else event.verb

    for (actor, verb), same in groupby(events, key=alike):
        who, each = people.person(actor), [*same]
        words = people.verb(each[0])
        if len(each) == 1:
            yield Deed(who, words, each[0].at)
        elif verb == ANSWERED:
            yield Deed(who, f"answered {len(each)} pages", each[0].at, each[-1].at)
        else:
            said = f"{words}, {len(each)} times"
            yield Deed(who, said, each[0].at, each[-1].at)
