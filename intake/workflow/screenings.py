"""Screening a patient: the questionnaire's facts put to the rules in force."""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from intake import rules
from intake.questionnaire import QUESTIONNAIRE, Question
from intake.questionnaire.facts import DERIVED, Derived, asked, fits
from intake.records import queries
from intake.records.models import RuleSetVersion
from intake.rules import KINDS, Fact, InvalidRuleSet, RuleSet, Screening
from intake.workflow.errors import Refused

SHIPPED = Path(rules.__file__).parent / "clinic"
FACT_KINDS = ("choice", "many", "number")


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


def in_force(session: Session) -> RuleSetVersion:
    version = queries.published_rule_set(session)
    if version is None:
        raise Refused("No rules are published yet, so nothing can be screened.")
    return version


def can_be_read(version: RuleSetVersion) -> bool:
    """Whether this program still understands what another of its versions published."""
    try:
        read(version.files)
    except InvalidRuleSet:
        return False
    return True


def screen(
    version: RuleSetVersion, document: Mapping[str, Any], *, while_draft: bool = False
) -> Screening:
    """The rules of the version judged on a facts document.

    While it is a draft, only those whose flags advise the patient: nobody sees others.
    """
    screening = rules.screen(read(version.files), document, while_draft=while_draft)
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


@lru_cache(maxsize=16)
def _read(files: tuple[tuple[str, str], ...]) -> RuleSet:
    return rules.read(dict(files), catalogue())
