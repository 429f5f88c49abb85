"""How the rules came to what they said of a submission: each rule's whole tree.

Judged by the version that screened it, on the facts that it was given, and left out
where those are gone: what is shown comes out as the screening did, or not at all.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from intake.questionnaire.facts import facts
from intake.records.models import ScreeningRecord, Submission
from intake.rules import Part, tree
from intake.rules.conditions import Truth
from intake.web.case import day_of
from intake.workflow import screenings, submissions

# A rule, the area it was judged for, and what it came out as: True or None.
Key: TypeAlias = tuple[str, str | None, Truth]


def trees(session: Session, submission: Submission) -> dict[Key, Part]:
    """By what they are of: the flags that stand, as the newest screening with each has
    it, and what the last Send left undecided."""
    known = _Facts(submission)
    found: dict[Key, Part] = {}
    wanted = _standing(submission)
    for screening in reversed(submission.screenings):
        here = wanted & {*_raised(screening)}
        wanted -= here
        if screening is known.last_sent:
            here |= {*_undecided(screening)}
        if here:
            found |= _of(session, screening, here, known.of(screening))
    return found


class _Facts:
    """What screenings were judged on, as far as it is still there."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        sent = [each for each in submission.screenings if not each.while_draft]
        self.last_sent = sent[-1] if sent else None

    def of(self, screening: ScreeningRecord) -> Mapping[str, Any] | None:
        """Frozen on Send; of a draft as its answers are now, for each answer brings a
        new screening unless it says the same."""
        if screening.while_draft:
            return self.now
        return self.submission.facts if screening is self.last_sent else None

    @cached_property
    def now(self) -> Mapping[str, Any]:
        answers = submissions.answers_of(self.submission)
        return facts(answers, day_of(self.submission))


def _of(
    session: Session,
    screening: ScreeningRecord,
    wanted: set[Key],
    known: Mapping[str, Any] | None,
) -> dict[Key, Part]:
    rule_set = screenings.as_published(session, screening.rule_set_version_id)
    if rule_set is None or known is None:
        return {}
    rules = rule_set.by_id
    found = {
        (name, area, outcome): tree(rule_set, rules[name], known, area)
        for name, area, outcome in wanted
        if name in rules
    }
    return {
        key: part
        for key, part in found.items()
        if part is not None and part.outcome is key[2]
    }


def _standing(submission: Submission) -> set[Key]:
    return {
        (flag.rule, flag.area, None if flag.not_ruled_out else True)
        for flag in submission.flags
        if flag.taken_back_at is None
    }


def _raised(screening: ScreeningRecord) -> Iterator[Key]:
    for each in screening.result["flags"]:
        yield each["rule"], each["area"], None if each["not_ruled_out"] else True


def _undecided(screening: ScreeningRecord) -> Iterator[Key]:
    for each in screening.result["unknown"]:
        yield each["rule"], each["area"], None
