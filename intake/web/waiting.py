"""The clinicians' queue as they read it: rows in words, filters, and the next page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import url_for
from werkzeug.exceptions import BadRequest

from intake.questionnaire.body import area_words
from intake.records.models import FlagRecord, Status, Submission
from intake.records.queries import LEFT
from intake.records.queue_queries import Place
from intake.rules import FLAGS, KINDS
from intake.web.formatting import ago
from intake.web.waiting_time import Waited, waited
from intake.workflow import claims
from intake.workflow.actions import ACTIONS

PRIORITY_WORDS = {
    "emergency": "Emergency",
    "urgent": "Urgent",
    "contraindication": "Contraindication",
    "likely": "Likely candidate",
    "possible": "Possible candidate",
    "unknown": "Could not be decided",
    "none": "No rule raised a flag",
}
STATUS_WORDS = {
    Status.DRAFT: "Not sent, may still change",
    Status.SENT: "Waiting for review",
    Status.MORE_ASKED: "Asked for more, may still change",
    Status.ACCEPTED: "Accepted",
    Status.DECLINED: "Declined",
    Status.REFERRED: "Referred",
    Status.NOT_REACHED: "Not reached",
    Status.WITHDRAWN: "Withdrawn by the patient",
}
ACTION_WORDS = {action.name: action.label for action in ACTIONS.values()}


# A row stays short enough to compare; the submission's own page has every flag.
MOST_FLAGS = 5


@dataclass(frozen=True)
class FlagWords:
    """A flag on a row, once for all rules that raised it; cautions stay off the row."""

    words: str
    kind: str
    area_words: str | None
    not_ruled_out: bool
    taken_back: bool


@dataclass(frozen=True)
class Row:
    url: str
    reference: str
    name: str
    priority: str
    priority_words: str
    flags: tuple[FlagWords, ...]
    more_flags: int
    waiting: str
    waited: Waited | None
    status_words: str
    holder: str | None
    phone: str | None


def row(submission: Submission, at: datetime) -> Row:
    priority = submission.priority or "none"
    opened = submission.private, submission.callback or {}
    flags = tuple(
        dict.fromkeys(
            flag_words(flag) for flag in _in_order(submission) if flag.kind != "caution"
        )
    )
    return Row(
        url=url_for("clinician.submission", submission_id=submission.id),
        reference=submission.reference,
        name=_name(*opened),
        priority=priority,
        priority_words=PRIORITY_WORDS[priority],
        flags=flags[:MOST_FLAGS],
        more_flags=len(flags[MOST_FLAGS:]),
        waiting=ago(submission.waiting_since or submission.changed_at, at),
        waited=waited(submission, at),
        status_words=status_of(submission),
        holder=held.name if (held := claims.holder(submission, at)) else None,
        phone=_phone(*opened),
    )


def status_of(submission: Submission) -> str:
    closed = submission.queue_rank == LEFT and submission.status is Status.DRAFT
    return f"{STATUS_WORDS[submission.status]}{'; closed' if closed else ''}"


def flag_words(flag: FlagRecord) -> FlagWords:
    known = FLAGS.get(flag.flag)
    return FlagWords(
        words=known.words if known else flag.flag,
        kind=flag.kind,
        area_words=area_words(flag.area) if flag.area else None,
        not_ruled_out=flag.not_ruled_out,
        taken_back=flag.taken_back_at is not None,
    )


def name_of(submission: Submission) -> str:
    """The patient's name; a draft has none until its last page."""
    return _name(submission.private, submission.callback or {})


def phone_of(submission: Submission) -> str | None:
    return _phone(submission.private, submission.callback or {})


def _name(private: Mapping[str, str], callback: Mapping[str, str]) -> str:
    return private.get("full_name") or callback.get("name") or "No name given yet"


def _phone(private: Mapping[str, str], callback: Mapping[str, str]) -> str | None:
    return callback.get("phone") or private.get("phone")


def write_place(place: Place) -> str:
    """Where the next page begins, as it stands in the address."""
    return f"{place.rank}~{place.since.isoformat()}~{place.id.hex}"


def read_place(text: str) -> Place | None:
    """The place that `write_place` wrote; BadRequest for anything else."""
    if not text:
        return None
    try:
        rank, since, submission_id = text.split("~")
        at = datetime.fromisoformat(since)
        place = Place(int(rank), at.astimezone(UTC), UUID(submission_id))
    except (ValueError, OverflowError) as error:
        raise BadRequest from error
    if at.tzinfo is None or not 0 <= place.rank < 100:
        raise BadRequest
    return place


def _in_order(submission: Submission) -> list[FlagRecord]:
    kinds = list(KINDS)
    return sorted(
        submission.flags,
        key=lambda flag: (
            flag.taken_back_at is not None,
            kinds.index(flag.kind),
            flag.not_ruled_out,
            flag.id,
        ),
    )
