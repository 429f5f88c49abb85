"""Advice to get help now: what it rests on, when it was shown, that it was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from intake.records.models import Advice, FlagRecord, Submission
from intake.rules import KINDS
from intake.workflow import audit, queue_places, screenings, submissions


@dataclass(frozen=True)
class Reason:
    """A question and its answer that led to the advice, as the patient saw them."""

    fact: str
    area: str | None
    question: str
    answer: str


@dataclass(frozen=True)
class Alert:
    """One emergency or urgent flag that the patient is told of, and why."""

    flag: str
    kind: str
    not_ruled_out: bool
    reasons: tuple[Reason, ...]


def standing(submission: Submission) -> tuple[Alert, ...]:
    """What the patient is to be told of now, the gravest first, each flag once, with
    the reasons of every rule that raised it.

    What was raised stands before what could not be ruled out.
    """
    order = list(KINDS)
    flags = sorted(
        _standing_flags(submission),
        key=lambda flag: (order.index(flag.kind), flag.not_ruled_out, flag.id),
    )
    by_name: dict[str, list[FlagRecord]] = {}
    for flag in flags:
        by_name.setdefault(flag.flag, []).append(flag)
    return tuple(
        Alert(
            flag=name,
            kind=same[0].kind,
            not_ruled_out=same[0].not_ruled_out,
            reasons=_reasons(
                submission,
                [each for each in same if each.not_ruled_out == same[0].not_ruled_out],
            ),
        )
        for name, same in by_name.items()
    )


def unread(submission: Submission) -> tuple[Advice, ...]:
    """Advice on flags that stand and that the patient has not acknowledged."""
    names = {flag.flag for flag in _standing_flags(submission)}
    if not names:
        return ()
    return tuple(
        advice
        for advice in submission.advice
        if advice.acknowledged_at is None and advice.flag in names
    )


def show(session: Session, submission: Submission, at: datetime) -> None:
    """Record that the advice stands before the patient."""
    for advice in unread(submission):
        if advice.shown_at is None:
            advice.shown_at = at
            verb = f"was shown {advice.flag}"
            audit.log(session, audit.whoever_types(session), verb, submission, at)


def acknowledge(
    session: Session, submission: Submission, flags: Iterable[str], at: datetime
) -> None:
    """The patient has read the advice on these flags."""
    read = set(flags)
    for advice in unread(submission):
        if advice.flag in read:
            advice.shown_at = advice.shown_at or at
            advice.acknowledged_at = at
            verb = f"acknowledged {advice.flag}"
            audit.log(session, audit.whoever_types(session), verb, submission, at)


def leave_number(
    session: Session, submission: Submission, name: str, phone: str, at: datetime
) -> None:
    """Whom the clinic may call about the danger, before anything is sent.

    A draft that a clinician closed because nobody could be reached is open again.
    """
    submission.callback = {"name": name, "phone": phone}
    submission.changed_at = at
    if submission.status in submissions.EDITABLE and _standing_flags(submission):
        queue_places.watch(submission, at, raised=True)
    audit.log(session, audit.whoever_types(session), "left a number", submission, at)


def _standing_flags(submission: Submission) -> list[FlagRecord]:
    if submission.priority is None:  # as for most patients: no flag, none to fetch
        return []
    return [
        flag
        for flag in submission.flags
        if flag.taken_back_at is None and KINDS[flag.kind].advises_patient
    ]


def _reasons(submission: Submission, flags: Iterable[FlagRecord]) -> tuple[Reason, ...]:
    """Each question once, from the newest screening with the flag: stored, so never in
    dispute."""
    missing = {(flag.rule, flag.area, flag.not_ruled_out) for flag in flags}
    reasons: dict[tuple[str, str | None], Reason] = {}
    for screening in reversed(submission.screenings):
        for found in screening.result["flags"]:
            key = (found["rule"], found["area"], found["not_ruled_out"])
            if key in missing:
                missing.remove(key)
                for each in found["evidence"]:
                    reason = _reason(each, found["area"])
                    if not each["implied"]:
                        reasons.setdefault((reason.fact, reason.area), reason)
    return tuple(reasons.values())


def _reason(said: Mapping[str, Any], area: str | None) -> Reason:
    fact = screenings.catalogue().get(said["fact"])
    here = area if fact is not None and fact.per_area else None
    return Reason(said["fact"], here, said["question"], said["answer"])
