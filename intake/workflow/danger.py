"""Flags on a submission: raised and taken back as the answers change, and the advice
that emergency and urgent ones bring."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from intake import rules
from intake.records.models import (
    Advice,
    FlagRecord,
    ScreeningRecord,
    Submission,
)
from intake.records.queries import LEFT
from intake.rules import KINDS, PRIORITIES, Finding, Screening
from intake.workflow import on_call, queue_places, screenings
from intake.workflow.screenings import InForce

# A flag as `rules.as_json` says it.
Said: TypeAlias = Mapping[str, Any]
# A rule, the area it was judged for, and whether it could only not be ruled out.
Key: TypeAlias = tuple[str, str | None, bool]
# The priority of which those on call are told at once.
EMERGENCY = "emergency"


def look(
    session: Session, submission: Submission, document: Mapping[str, Any], at: datetime
) -> None:
    """Screen a draft for emergency and urgent flags alone, after each answer, by the
    rules that it began with: other answers change its advice, other rules do not.

    What it says is kept when it is not what was said before, reasons included.
    """
    version = screenings.of(session, submission)
    screening = screenings.screen(version, document, while_draft=True)
    before = [flag for flag in _said_last(submission) if _is_seen_in_a_draft(flag)]
    if rules.flags_as_json(screening) == before:
        return
    flags = [each for each in standing(submission) if _is_seen_in_a_draft(vars(each))]
    new = _bring_in_line(submission, flags, screening, at)
    _keep(submission, version, screening, at, while_draft=True)
    submission.priority = priority_of(submission)
    queue_places.watch(submission, at, raised=bool(new))
    if EMERGENCY in new:
        on_call.tell(session, submission, at)


def would_advise(
    session: Session, submission: Submission | None, document: Mapping[str, Any]
) -> str | None:
    """The gravest kind that these facts, which are not kept, would raise in a draft."""
    version = screenings.of(session, submission)
    screening = screenings.screen(version, document, while_draft=True)
    return next((finding.rule.kind for finding in screening.flags), None)


def settle(
    session: Session,
    submission: Submission,
    version: InForce,
    screening: Screening,
    at: datetime,
) -> None:
    """Bring the flags of what was sent in line with its screening, and keep that.

    Asked for more, the patient is advised by the rules that raised what stands then:
    older ones would take back what they never knew.
    """
    new = _bring_in_line(submission, standing(submission), screening, at)
    _keep(submission, version, screening, at, while_draft=False)
    submission.priority = screening.priority
    submission.began_with_id = version.version_id
    if EMERGENCY in new:
        on_call.tell(session, submission, at)


def standing(submission: Submission) -> list[FlagRecord]:
    """The flags that were not taken back."""
    return [flag for flag in submission.flags if flag.taken_back_at is None]


def priority_of(submission: Submission) -> str | None:
    """The gravest that a standing flag counts as; None while none stands."""
    counts = map(queue_places.counts_as, standing(submission))
    return min(counts, key=PRIORITIES.index, default=None)


def _bring_in_line(
    submission: Submission,
    flags: Iterable[FlagRecord],
    screening: Screening,
    at: datetime,
) -> set[str]:
    """Raise, take back and tell; as what all that was not there before counts.

    A standing flag for which the patient gave a further reason is new danger too.
    """
    known = {(flag.rule, flag.area, flag.not_ruled_out): flag for flag in flags}
    told = {(flag.flag, flag.not_ruled_out) for flag in known.values()}
    reasons = {_key_of(flag): _reasons(flag) for flag in _said_last(submission)}
    found = {_key(finding): finding for finding in screening.flags}
    for key in known.keys() - found.keys():
        known[key].taken_back_at = at
    new: set[str] = set()
    for key in sorted(found, key=lambda each: (each[0], each[1] or "", each[2])):
        finding = found[key]
        if key not in known:
            known[key] = _record(finding, at)
            submission.flags.append(known[key])
            new.add(queue_places.counts_as(known[key]))
            if not _was_told(finding, told):
                _advise(submission, finding)
            continue
        known[key].because = finding.because
        if not _reasons_now(finding) <= reasons.get(key, frozenset()):
            new.add(queue_places.counts_as(known[key]))
            if submission.queue_rank == LEFT:  # a clinician closed what was known then
                _advise(submission, finding)
    return new


def _keep(
    submission: Submission,
    version: InForce,
    screening: Screening,
    at: datetime,
    *,
    while_draft: bool,
) -> None:
    submission.screenings.append(
        ScreeningRecord(
            rule_set_version_id=version.version_id,
            screened_at=at,
            while_draft=while_draft,
            priority=screening.priority,
            result=rules.as_json(screening),
        )
    )


def _is_seen_in_a_draft(flag: Said) -> bool:
    """A draft's screening judges only what advises the patient, and never says “not
    ruled out”: what an earlier Send left of others stays."""
    return KINDS[flag["kind"]].advises_patient and not flag["not_ruled_out"]


def _said_last(submission: Submission) -> list[Said]:
    if submission.priority is None:  # none stands, so none was said last
        return []
    screenings_so_far = submission.screenings
    return screenings_so_far[-1].result["flags"] if screenings_so_far else []


def _key(finding: Finding) -> Key:
    return finding.rule.id, finding.area, finding.not_ruled_out


def _key_of(flag: Said) -> Key:
    return flag["rule"], flag["area"], flag["not_ruled_out"]


def _reasons(flag: Said) -> frozenset[tuple[str, str]]:
    return frozenset((each["fact"], each["answer"]) for each in flag["evidence"])


def _reasons_now(finding: Finding) -> frozenset[tuple[str, str]]:
    return frozenset((each.fact, each.answer) for each in finding.evidence)


def _record(finding: Finding, at: datetime) -> FlagRecord:
    rule = finding.rule
    return FlagRecord(
        flag=rule.flag,
        kind=rule.kind,
        strength=rule.strength,
        area=finding.area,
        rule=rule.id,
        because=finding.because,
        not_ruled_out=finding.not_ruled_out,
        raised_at=at,
    )


def _was_told(finding: Finding, told: set[tuple[str, bool]]) -> bool:
    """The patient has had this advice for a flag that stood until now. Words about
    what could not be ruled out do not stand for words about what was raised."""
    flag = finding.rule.flag
    return (flag, False) in told or (finding.not_ruled_out and (flag, True) in told)


def _advise(submission: Submission, finding: Finding) -> None:
    flag = finding.rule.flag
    unread = {each.flag for each in submission.advice if each.acknowledged_at is None}
    if KINDS[finding.rule.kind].advises_patient and flag not in unread:
        submission.advice.append(Advice(flag=flag))
