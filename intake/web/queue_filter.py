"""The filters of the queue, as they stand in its address and on its page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # no stub yet
from wtforms.validators import Optional

from intake.config import LANGUAGES
from intake.questionnaire.body import SITES, site_name
from intake.records.models import Status
from intake.records.queue_queries import (
    EVERY,
    MOST_COUNTED,
    NOBODY,
    WAITING,
    Filter,
)
from intake.rules import FLAGS, KINDS
from intake.web import access
from intake.web.clock import now
from intake.web.days import DayField, Span, midnight
from intake.web.formatting import day
from intake.web.waiting import STATUS_WORDS
from intake.workflow import finding, queue_places

Counts = Mapping[tuple[str, str], int]

# A filter of the address → the facet it asks for, and each value with its words. In an
# address, `language` is the one that the page itself is read in.
FACETS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("kind", {each.name: each.words for each in KINDS.values()}),
    "flag": ("flag", {each.name: each.words for each in FLAGS.values()}),
    "site": ("site", {name: site_name(name) for name in SITES}),
    "speaks": ("language", LANGUAGES),
}
GROUPS = {
    kind.words: [flag.name for flag in FLAGS.values() if flag.kind == kind.name]
    for kind in KINDS.values()
}
MINE, NOBODYS = "me", "nobody"
CLAIMS = {"": "Whoever has it", MINE: "I have it", NOBODYS: "Nobody has it"}


def _one_of(label: str, values: Iterable[str]) -> SelectField:
    """Any of these, or none."""
    names = dict.fromkeys(("", *values))
    return SelectField(label, choices=[SelectChoice(name) for name in names])


class QueueFilter(Span):
    """Everything that waits, unless something is chosen."""

    status = _one_of("Status", Status)
    kind = _one_of("Category", FACETS["kind"][1])
    flag = _one_of("Flag", FACETS["flag"][1])
    site = _one_of("Place", FACETS["site"][1])
    speaks = _one_of("Language", FACETS["speaks"][1])
    claimed = _one_of("Taken by", CLAIMS)
    since = DayField("Came in from", [Optional()])
    until = DayField("to", [Optional()])

    @property
    def is_forged(self) -> bool:
        """Something is chosen that the page does not offer: an address made by hand."""
        return any(isinstance(field, SelectField) and field.errors for field in self)


@dataclass(frozen=True)
class Option:
    value: str
    words: str
    chosen: bool


def read(query: MultiDict[str, str]) -> QueueFilter:
    """The filters of an address; what is not said is not chosen."""
    empty = {name: "" for name in QueueFilter()._fields if name not in query}
    return QueueFilter(MultiDict([*query.items(multi=True), *empty.items()]))


def chosen(form: QueueFilter) -> Filter:
    """The list and what is to be seen of it; days that are not right are left out."""
    claims = {MINE: access.signed_in().id, NOBODYS: NOBODY}
    return Filter(
        listed=form.status.data or WAITING,
        facets=tuple(
            finding.facet(kind, form[name].data)
            for name, (kind, _words) in FACETS.items()
            if form[name].data
        ),
        since=None if form.since.errors else midnight(form.since.data),
        until=None if form.until.errors else midnight(form.until.data, 1),
        claimed_by=claims.get(form.claimed.data),
        ranks=queue_places.RANKS,
        now=now() if form.claimed.data else None,
    )


def counted(listed: str) -> Iterator[tuple[str, str]]:
    """What the page tells the number of: each list, and in this one each facet."""
    yield from ((each, EVERY) for each in (WAITING, *Status))
    for kind, words in FACETS.values():
        yield from ((listed, finding.facet(kind, value)) for value in words)


def by_list(counts: Counts) -> dict[str, str]:
    """How many there are of each status, of those that there are."""
    return {
        words: number_words(counts[status, EVERY])
        for status, words in STATUS_WORDS.items()
        if counts[status, EVERY]
    }


def options(form: QueueFilter, counts: Counts) -> dict[str, dict[str, list[Option]]]:
    """For each filter its options by their groups, each with how many it finds."""
    statuses: dict[str, str] = {"": "Everything that waits"}
    statuses |= {each.value: words for each, words in STATUS_WORDS.items()}
    of_status = [_status(form, *each, counts) for each in statuses.items()]
    found: dict[str, dict[str, list[Option]]] = {"status": {"": of_status}}
    for name, (_kind, words) in FACETS.items():
        groups = GROUPS if name == "flag" else {"": [*words]}
        found[name] = {
            title: [_option(form, name, each, counts) for each in values]
            for title, values in groups.items()
        }
    found["claimed"] = {
        "": [Option(*each, form.claimed.data == each[0]) for each in CLAIMS.items()]
    }
    return found


def in_words(form: QueueFilter) -> list[str]:
    """What is chosen, for paper."""
    said = [
        words[form[name].data]
        for name, (_kind, words) in FACETS.items()
        if form[name].data
    ]
    if form.status.data:
        said.insert(0, STATUS_WORDS[Status(form.status.data)])
    if form.claimed.data:
        said.append(CLAIMS[form.claimed.data])
    if form.since.data:
        said.append(f"from {day(form.since.data)}")
    if form.until.data:
        said.append(f"to {day(form.until.data)}")
    return said


def number_words(number: int) -> str:
    return f"{MOST_COUNTED:,} or more" if number >= MOST_COUNTED else str(number)


def _status(form: QueueFilter, value: str, words: str, counts: Counts) -> Option:
    number = number_words(counts[value or WAITING, EVERY])
    return Option(value, f"{words} ({number})", form.status.data == value)


def _option(form: QueueFilter, name: str, value: str, counts: Counts) -> Option:
    kind, words = FACETS[name]
    listed = form.status.data or WAITING
    number = number_words(counts[listed, finding.facet(kind, value)])
    return Option(value, f"{words[value]} ({number})", form[name].data == value)
