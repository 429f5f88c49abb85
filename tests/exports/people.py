"""Whoever is taken out in these tests: the demo's patients, and the clinic's sender."""

from collections.abc import Iterable
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.demo.archetypes import ARCHETYPES
from intake.demo.seed import seed
from intake.exports.reading import Sender, Taken
from intake.records.models import Status, Submission
from tests import make

SENDER = Sender("https://intake.clinic.example", "Test Clinic", ZoneInfo("UTC"))
# Every kind of the demo's patients once, and some twice.
MANY = len(ARCHETYPES) + 5
FORMULA = '=HYPERLINK("https://evil.example";"Walk")'
MARKED_UP = "<b>None</b> & none;\n-5"


def of_the_demo(session: Session, *, named: bool = True) -> list[Taken]:
    """And one who is unsure of much, hurts in three places and writes what is worst."""
    seed(session, MANY, today=make.TODAY, at=make.NOON)
    in_the_queue = select(Submission).where(Submission.queue_rank.is_not(None))
    make.submission(
        session,
        Status.SENT,
        regions=["knee_right_front", "lower_back_middle", "shoulder_left_outer"],
        worst_area="lower_back:middle",
        sex_at_birth="prefer_not_to_say",
        saddle_numbness="not_sure",
        blood_thinner="not_sure",
        course="not_sure",
        goal=FORMULA,
        anything_else=MARKED_UP,
    )
    found = session.scalars(in_the_queue.order_by(Submission.started_at))
    return [Taken(each, SENDER, named) for each in found]


class Writer(Protocol):
    def head(self) -> str: ...
    def piece(self, taken: Taken, /) -> str: ...
    def tail(self) -> str: ...


def whole(writer: Writer, all_taken: Iterable[Taken]) -> str:
    """The file that these pieces make."""
    return "".join([writer.head(), *map(writer.piece, all_taken), writer.tail()])
