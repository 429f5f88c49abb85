"""Flags on a submission: raised and taken back as the answers change, and the advice
that emergency and urgent ones bring."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from intake import rules
from intake.records.models import (
    Advice,
    FlagRecord,
    RuleSetVersion,
    ScreeningRecord,
    Status,
    Submission,
)
from intake.rules import KINDS, Finding, Screening
from intake.workflow import queue_places, screenings


def look(
    session: Session, submission: Submission, document: Mapping[str, Any], at: datetime
) -> None:
    """Screen a draft for emergency and urgent flags alone, after each answer."""
    version = screenings.in_force(session)
    screening = screenings.screen(version, document, while_draft=True)
    keep(session, submission, version, screening, at, while_draft=True)
    if submission.status is Status.DRAFT:
        submission.priority = _gravest(_standing(submission, while_draft=True))


def keep(
    session: Session,
    submission: Submission,
    version: RuleSetVersion,
    screening: Screening,
    at: datetime,
    *,
    while_draft: bool,
) -> None:
    """Bring the flags of a submission in line with a screening, and keep the screening.

    A draft's screening keeps only what advises the patient, and only when it changed.
    """
    findings = {
        _key(finding): finding
        for finding in screening.flags
        if KINDS[finding.rule.kind].advises_patient or not while_draft
    }
    standing = {
        (flag.rule, flag.area, flag.not_ruled_out): flag
        for flag in _standing(submission, while_draft=while_draft)
    }
    for key in standing.keys() - findings.keys():
        standing[key].taken_back_at = at
    raised = [findings[key] for key in findings.keys() - standing.keys()]
    for finding in sorted(
        raised, key=lambda finding: (finding.rule.id, finding.area or "")
    ):
        submission.flags.append(_record(finding, at))
        _advise(submission, finding)
    if while_draft and standing.keys() == findings.keys():
        return
    submission.screenings.append(
        ScreeningRecord(
            rule_set_version_id=version.id,
            screened_at=at,
            while_draft=while_draft,
            priority=screening.priority,
            result=rules.as_json(screening),
        )
    )
    if while_draft:
        queue_places.watch(submission, at, raised=bool(raised))


def _standing(submission: Submission, *, while_draft: bool) -> list[FlagRecord]:
    """Flags not taken back. A draft's screening judges only those that advise, and
    never says “not ruled out”: what an earlier Send left of others stays."""
    return [
        flag
        for flag in submission.flags
        if flag.taken_back_at is None
        and (
            not while_draft
            or (KINDS[flag.kind].advises_patient and not flag.not_ruled_out)
        )
    ]


def _key(finding: Finding) -> tuple[str, str | None, bool]:
    return finding.rule.id, finding.area, finding.not_ruled_out


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


def _advise(submission: Submission, finding: Finding) -> None:
    flag = finding.rule.flag
    known = {advice.flag for advice in submission.advice}
    if KINDS[finding.rule.kind].advises_patient and flag not in known:
        submission.advice.append(Advice(flag=flag))


def _gravest(flags: list[FlagRecord]) -> str | None:
    kinds = {flag.kind for flag in flags}
    return next((kind for kind in KINDS if kind in kinds), None)
