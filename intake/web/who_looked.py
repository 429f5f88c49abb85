"""The audit trail as a lead reads it: its filters, its rows in words, the next page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # no stub yet

from intake.records import trail_queries
from intake.records.accounts import User
from intake.records.models import (
    Deployment,
    OutboxMail,
    RuleSetVersion,
    Submission,
)
from intake.records.trail_queries import Event, Looked, Moment
from intake.web import verbs
from intake.web.days import Span, midnight
from intake.web.queue_filter import Option
from intake.workflow import audit

# Those who have no account, as an address names them.
NOBODYS: Mapping[str, str] = {
    audit.PATIENT: "Patients",
    audit.SYSTEM: "The program by itself",
}
ACTOR_WORDS = {audit.PATIENT: "The patient", audit.SYSTEM: "The program"}
ACCOUNT, SUBMISSION = User.__tablename__, Submission.__tablename__
VERSION = RuleSetVersion.__tablename__
# What has no name and no number that anybody knows it by.
OTHER_RECORDS = {
    Deployment.__tablename__: "this installation",
    OutboxMail.__tablename__: "a mail",
}
MAX_ID = 2**31 - 1


def _choices(values: Iterable[str]) -> list[SelectChoice]:
    return [SelectChoice(each) for each in ("", *values)]


class TrailFilter(Span):
    """Everything, unless something is chosen. An address names accounts by number and
    submissions by an id that is nobody's name."""

    by = SelectField("By whom")
    kind = SelectField("What", choices=_choices(verbs.KINDS))
    about = StringField()

    @property
    def subject(self) -> UUID | None:
        return UUID(self.about.data) if self.about.data else None

    @property
    def actor(self) -> str | None:
        """As the trail has it."""
        by: str = self.by.data or ""
        return (f"{ACCOUNT}:{by}" if by not in NOBODYS else by) if by else None


@dataclass(frozen=True)
class Line:
    """One event. `opens` leads a clinician to the submission, `only` to all that
    happened to it, `by` to all that this person did."""

    at: datetime
    who: str
    words: str
    about: str
    by: str | None = None
    only: str | None = None
    opens: str | None = None


def read(query: MultiDict[str, str], people: Mapping[str, str]) -> TrailFilter:
    """The filters of an address; BadRequest for what no page of ours leads to."""
    named = {name: query.get(name, "") for name in ("by", "kind", "about")}
    days = {name: query[name] for name in ("since", "until") if query.get(name)}
    form = TrailFilter(MultiDict({**named, **days}))
    form.by.choices = _choices(people)
    form.validate()
    if form.by.errors or form.kind.errors or not _is_id(form.about.data):
        raise BadRequest
    return form


def people(session: Session) -> Mapping[str, str]:
    """Whom a lead can ask about, as an address names them."""
    accounts = {str(each.id): each.name for each in trail_queries.accounts(session)}
    return {**NOBODYS, **accounts}


def chosen(session: Session, form: TrailFilter) -> Looked:
    """What is to be seen; days that are not right are left out."""
    kind = form.kind.data
    return Looked(
        actor=form.actor,
        subject=f"{SUBMISSION}:{form.subject}" if form.subject else None,
        verbs=[
            verb for verb in trail_queries.verbs(session) if verbs.kind_of(verb) == kind
        ]
        if kind
        else None,
        since=None if form.since.errors else midnight(form.since.data),
        until=None if form.until.errors else midnight(form.until.data, 1),
    )


def options(form: TrailFilter, people: Mapping[str, str]) -> dict[str, list[Option]]:
    return {
        name: [Option(value, words, form[name].data == value) for value, words in found]
        for name, found in (("by", people.items()), ("kind", verbs.KINDS.items()))
    }


def lines(session: Session, events: Sequence[Event], *, opens: bool) -> list[Line]:
    """The events in words; `opens`: whether the reader may open submissions."""
    known = _Known(session, events)
    return [known.line(event, opens=opens) for event in events]


class People:
    """What the accounts in some events are called, asked for once."""

    def __init__(self, session: Session, events: Sequence[Event]) -> None:
        said = [each for event in events for each in (event.actor, event.subject)]
        handed = [verbs.account_in(each.verb) for each in events]
        numbers = _numbers([*said, *handed], ACCOUNT)
        self.names = trail_queries.names(session, numbers)

    def person(self, actor: str) -> str:
        """`user:7` → the name of that account."""
        kind, _, number = actor.partition(":")
        if kind == ACCOUNT and number.isdigit():
            return self.names.get(int(number), f"account {number}")
        return ACTOR_WORDS.get(actor, actor)

    def verb(self, event: Event) -> str:
        return verbs.in_words(event.verb, self.person)


class _Known(People):
    """And what the other records in them are."""

    def __init__(self, session: Session, events: Sequence[Event]) -> None:
        super().__init__(session, events)
        said = [each.subject for each in events]
        self.submissions = trail_queries.submissions(session, _ids(said))
        self.versions = trail_queries.versions(session, _numbers(said, VERSION))

    def line(self, event: Event, *, opens: bool) -> Line:
        kind, _, key = event.subject.partition(":")
        by = event.actor.removeprefix(f"{ACCOUNT}:")
        only = opened = None
        if kind == SUBMISSION:
            only = url_for("leads.looked", about=key)
            if opens and self.submissions.get(UUID(key), ("", False))[1]:
                opened = url_for("clinician.submission", submission_id=UUID(key))
        return Line(
            at=event.at,
            who=self.person(event.actor),
            words=self.verb(event),
            about=self.record(kind, key),
            by=url_for("leads.looked", by=by),
            only=only,
            opens=opened,
        )

    def record(self, kind: str, key: str) -> str:
        if kind == SUBMISSION:
            return self.submissions.get(UUID(key), ("answers that were removed",))[0]
        if kind == VERSION:
            number = self.versions.get(int(key))
            return f"version {number} of the rules" if number else "a draft of rules"
        return OTHER_RECORDS.get(kind) or self.person(f"{kind}:{key}")


def reference_of(session: Session, submission_id: UUID) -> str | None:
    found = trail_queries.submissions(session, [submission_id])
    return found[submission_id][0] if found else None


def write_place(place: Moment) -> str:
    """Where the next page begins, as it stands in the address."""
    return f"{place.at.isoformat()}~{place.id}"


def read_place(text: str) -> Moment | None:
    """The place that `write_place` wrote; BadRequest for anything else."""
    if not text:
        return None
    try:
        at, number = text.split("~")
        place = Moment(datetime.fromisoformat(at).astimezone(UTC), int(number))
    except (ValueError, OverflowError) as error:
        raise BadRequest from error
    if not 0 <= place.id <= MAX_ID:
        raise BadRequest
    return place


def _is_id(text: str | None) -> bool:
    try:
        return not text or bool(UUID(text))
    except ValueError:
        return False


def _numbers(said: Iterable[str], kind: str) -> list[int]:
    parted = (each.partition(":") for each in said)
    return [int(key) for name, _, key in parted if name == kind and key.isdigit()]


def _ids(said: Iterable[str]) -> list[UUID]:
    parted = (each.partition(":") for each in said)
    return [UUID(key) for name, _, key in parted if name == SUBMISSION]
