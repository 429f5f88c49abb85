"""Screening a patient: the questionnaire's facts put to the rules in force."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from intake import rules
from intake.questionnaire import QUESTIONNAIRE, Question
from intake.questionnaire.facts import DERIVED, Derived, asked, fill, fits
from intake.questionnaire.words import N_
from intake.records import queries
from intake.records.models import RuleSetVersion, Submission
from intake.rules import KINDS, Case, Fact, InvalidRuleSet, RuleSet, Screening
from intake.workflow.errors import Refused

SHIPPED = Path(rules.__file__).parent / "clinic"
FACT_KINDS = ("choice", "many", "number")
# Under this key of a session's `info` lie the newest rules of its database that were
# asked for, each by the number of its version in the table.
RULE_SETS = "rule_sets"
# Drafts keep the rules that they began with, and what was sent shows its reasons by
# those that screened it: there are a few versions at a time.
MOST_RULE_SETS = 16


@dataclass(frozen=True)
class InForce:
    """A published version's number in its table, and what its text says."""

    version_id: int
    rule_set: RuleSet


@dataclass(frozen=True)
class Known:
    """A version that was asked for; `read` is None if this program cannot read it."""

    published_at: datetime | None
    read: InForce | None


@cache
def catalogue() -> Mapping[str, Fact]:
    """Every fact a rule may name: the questions that are not private, and what
    follows from them."""
    asked = [
        question
        for question in QUESTIONNAIRE.questions.values()
        if question.kind in FACT_KINDS and not question.private
    ]
    known: tuple[Question | Derived, ...] = (*asked, *DERIVED.values())
    return {each.name: _fact(each) for each in known}


def shipped_files() -> dict[str, str]:
    """The rule files that come with the program, by name."""
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted(SHIPPED.glob("*.yaml"))
    }


def read(files: Mapping[str, str]) -> RuleSet:
    """The rule set that these files (text by name) describe, or InvalidRuleSet."""
    return _read(tuple(sorted(files.items())))


def read_cases(files: Mapping[str, str]) -> tuple[Case, ...]:
    """The cases that these files (text by name) hold, with all that follows from their
    answers, as on the web. Raises InvalidCases."""
    cases = rules.read_cases(files, catalogue())
    return tuple(replace(case, facts=fill(case.facts)) for case in cases)


def in_force(session: Session) -> RuleSetVersion:
    version = queries.published_rule_set(session)
    if version is None:
        raise Refused(N_("No rules are published yet, so nothing can be screened."))
    return version


def current(session: Session) -> InForce:
    """The rules in force, to screen by. A published wording never changes: its text is
    fetched and read once."""
    version_id, published_at = queries.newest_rule_set(session) or (0, None)
    known = _known(session).get(version_id)
    if known is None or known.read is None or known.published_at != published_at:
        version = in_force(session)
        found = InForce(version.id, read(version.files))
        _remember(session, version, found)
        return found
    return known.read


def of(session: Session, submission: Submission | None) -> InForce:
    """The rules by which the patient is advised until it is sent: those in force when
    it was begun, or last sent. Of what has none, those in force now."""
    version_id = submission and submission.began_with_id
    if not version_id:
        return current(session)
    # What an older program understood and this one does not can advise nobody.
    return _published(session, version_id) or current(session)


def as_published(session: Session, version_id: int) -> RuleSet | None:
    """What a published version says; None if this program cannot read it any more."""
    found = _published(session, version_id)
    return found.rule_set if found else None


def _published(session: Session, version_id: int) -> InForce | None:
    known = _known(session).get(version_id)
    if known is None:
        version = session.get_one(RuleSetVersion, version_id)
        try:
            found = InForce(version.id, read(version.files))
        except InvalidRuleSet:
            found = None
        known = _remember(session, version, found)
    return known.read


def _known(session: Session) -> dict[int, Known]:
    known: dict[int, Known] = session.info.setdefault(RULE_SETS, {})
    return known


def _remember(
    session: Session, version: RuleSetVersion, found: InForce | None
) -> Known:
    known = _known(session)
    if len(known) >= MOST_RULE_SETS:
        known.clear()  # those that are still needed come back one by one
    remembered = known[version.id] = Known(version.published_at, found)
    return remembered


def can_be_read(version: RuleSetVersion) -> bool:
    """Whether this program still understands what another of its versions published."""
    try:
        read(version.files)
    except InvalidRuleSet:
        return False
    return True


def screen(
    version: InForce, document: Mapping[str, Any], *, while_draft: bool = False
) -> Screening:
    """The rules of the version judged on a facts document.

    While it is a draft, only those whose flags advise the patient: nobody sees others.
    """
    screening = rules.screen(version.rule_set, document, while_draft=while_draft)
    if not while_draft:
        return screening
    return Screening(
        tuple(
            finding
            for finding in screening.findings
            if KINDS[finding.rule.kind].advises_patient
        )
    )


def _fact(known: Question | Derived) -> Fact:
    return Fact(
        name=known.name,
        label=known.label,
        kind=known.kind,
        values=known.values,
        low=known.low,
        high=known.high,
        whole=known.whole,
        unit=known.unit,
        per_area=known.per_area,
        asked=asked(known.name),
        fits=fits(known.name),
    )


@lru_cache(maxsize=MOST_RULE_SETS)
def _read(files: tuple[tuple[str, str], ...]) -> RuleSet:
    return rules.read(dict(files), catalogue())
