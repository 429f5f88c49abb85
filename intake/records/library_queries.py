"""The questions behind the library of rules: how often each raised, what clinicians
think of it, and what was left undecided. None asks for a name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import LargeBinary, func, select, type_coerce
from sqlalchemy.orm import Session, aliased

from intake.records import figures_queries, packing
from intake.records.models import (
    FlagRecord,
    RuleSetVersion,
    ScreeningRecord,
    Submission,
)
from intake.records.opinions import FlagOpinion

# Read in such parts, for one result is a few thousand characters.
AT_ONCE = 200


@dataclass(frozen=True)
class Raised:
    """How often a rule raised its flag; `not_ruled_out` of these while undecided."""

    times: int = 0
    not_ruled_out: int = 0


@dataclass(frozen=True)
class Judged:
    """What the rules said of one submission, as JSON, and what they were given, which
    is unpacked when it is asked for."""

    said: bytes
    packed_facts: bytes | None

    @property
    def facts(self) -> Mapping[str, Any]:
        found = self.packed_facts and json.loads(packing.unpacked(self.packed_facts))
        return found or {}


@dataclass(frozen=True)
class VersionName:
    """A version of the rules without its text; a draft has no number."""

    id: int
    number: int | None


def raised(session: Session, since: datetime, until: datetime) -> Mapping[str, Raised]:
    """By rule; from the index alone. What was taken back since counts too."""
    asked = (
        select(FlagRecord.rule, FlagRecord.not_ruled_out, func.count())
        .where(FlagRecord.raised_at >= since, FlagRecord.raised_at < until)
        .group_by(FlagRecord.rule, FlagRecord.not_ruled_out)
    )
    found: dict[str, dict[bool, int]] = {}
    for rule, open_, number in session.execute(asked):
        found.setdefault(rule, {})[open_] = number
    return {
        rule: Raised(sum(each.values()), each.get(True, 0))
        for rule, each in found.items()
    }


def raised_by_span(
    session: Session, rule: str, limits: Sequence[datetime]
) -> Sequence[Raised]:
    """How often this rule raised between each two neighbouring times."""
    span, here = figures_queries.within_spans(limits, FlagRecord.raised_at)
    asked = (
        select(span.c.number, FlagRecord.not_ruled_out, func.count())
        .join(FlagRecord, here)
        .where(FlagRecord.rule == rule)
        .group_by(span.c.number, FlagRecord.not_ruled_out)
    )
    found = {(number, open_): count for number, open_, count in session.execute(asked)}
    return [
        Raised(
            found.get((number, True), 0) + found.get((number, False), 0),
            found.get((number, True), 0),
        )
        for number in range(len(limits) - 1)
    ]


def opinions(
    session: Session, since: datetime, until: datetime
) -> Mapping[tuple[str, bool], int]:
    """How often clinicians agreed with what each rule raised, and how often not."""
    return figures_queries.opinions(session, since, until, of=FlagOpinion.rule)


def last_judged(
    session: Session, most: int, since: datetime, until: datetime
) -> Iterator[Judged]:
    """The newest screening after Send of those that were sent last, one by one."""
    newest = (
        select(Submission.id, Submission.sent_at)
        .where(Submission.sent_at >= since, Submission.sent_at < until)
        .order_by(Submission.sent_at.desc(), Submission.id)
        .limit(most)
        .subquery()
    )
    again = aliased(ScreeningRecord)
    last = (
        select(func.max(again.id))
        .where(again.submission_id == newest.c.id, again.while_draft.is_(False))
        .scalar_subquery()
    )
    asked = (
        select(
            type_coerce(ScreeningRecord.result, LargeBinary),
            type_coerce(Submission.facts, LargeBinary),
        )
        .select_from(newest)
        .join(ScreeningRecord, ScreeningRecord.id == last)
        .join(Submission, Submission.id == newest.c.id)
    )
    rows = session.execute(asked.execution_options(yield_per=AT_ONCE))
    for result, facts in rows:
        yield Judged(packing.unpacked(result), facts)


def published(session: Session) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The number and the files of every published version, the first one first."""
    asked = (
        select(RuleSetVersion.number, RuleSetVersion.files)
        .where(RuleSetVersion.number.is_not(None))
        .order_by(RuleSetVersion.number)
        .execution_options(yield_per=10)
    )
    for number, files in session.execute(asked):
        yield number or 0, files


def names_of_versions(session: Session) -> Sequence[VersionName]:
    """Every version, the newest first."""
    asked = select(RuleSetVersion.id, RuleSetVersion.number)
    rows = session.execute(asked.order_by(RuleSetVersion.id.desc()))
    return [VersionName(*row) for row in rows]
