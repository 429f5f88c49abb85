"""Advice to get help now: what it rests on, when it was shown, that it was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from intake.records.models import Advice, FlagRecord, Submission
from intake.rules import KINDS
from intake.workflow import audit


@dataclass(frozen=True)
class Reason:
    """A question and its answer that led to the advice, as the patient saw them."""

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
    """What the patient is to be told of now, the gravest first, each flag once.

    What was raised stands before what could not be ruled out.
    """
    order = list(KINDS)
    flags = sorted(
        _standing_flags(submission),
        key=lambda flag: (order.index(flag.kind), flag.not_ruled_out, flag.id),
    )
    first: dict[str, FlagRecord] = {}
    for flag in flags:
        first.setdefault(flag.flag, flag)
    return tuple(
        Alert(
            flag=name,
            kind=flag.kind,
            not_ruled_out=flag.not_ruled_out,
            reasons=_reasons(submission, flag),
        )
        for name, flag in first.items()
    )


def unread(submission: Submission) -> tuple[Advice, ...]:
    """Advice on flags that stand and that the patient has not acknowledged."""
    names = {flag.flag for flag in _standing_flags(submission)}
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
            audit.log(session, audit.PATIENT, verb, submission, at)


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
            audit.log(session, audit.PATIENT, verb, submission, at)


def leave_number(
    session: Session, submission: Submission, name: str, phone: str, at: datetime
) -> None:
    """Whom the clinic may call about the danger, before anything is sent."""
    submission.callback = {"name": name, "phone": phone}
    submission.changed_at = at
    audit.log(session, audit.PATIENT, "left a number", submission, at)


def _standing_flags(submission: Submission) -> list[FlagRecord]:
    return [
        flag
        for flag in submission.flags
        if flag.taken_back_at is None and KINDS[flag.kind].advises_patient
    ]


def _reasons(submission: Submission, flag: FlagRecord) -> tuple[Reason, ...]:
    """From the newest screening that raised the flag: stored, so never in dispute."""
    for screening in reversed(submission.screenings):
        for found in screening.result["flags"]:
            if found["rule"] == flag.rule and found["area"] == flag.area:
                return tuple(
                    dict.fromkeys(
                        Reason(each["question"], each["answer"])
                        for each in found["evidence"]
                        if not each["implied"]
                    )
                )
    return ()
