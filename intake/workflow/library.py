"""How the rules do: how often each raised its flag, who agreed, since when it says what
it says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from intake.records import library_queries, queries
from intake.records.library_queries import Raised
from intake.rules import rule_texts
from intake.workflow import kept
from intake.workflow.figures import FEWEST_FOR_A_SHARE

# By rule, the numbers of versions.
Histories: TypeAlias = Mapping[str, Sequence[int]]

LATELY, LONG = timedelta(days=30), timedelta(days=365)
# Where a rule was undecided in so large a part, its question goes unanswered too often.
TOO_OFTEN = 0.1
# The 97.5 % point of the normal distribution: 95 % lie within it on both sides.
Z = 1.959964
# Beside the sessions of the same database, as `screenings.RULE_SETS` is.
HISTORIES = "histories"


@dataclass(frozen=True)
class Agreement:
    """What clinicians said of a rule's flags, of each of them the newest word."""

    agreed: int = 0
    disagreed: int = 0

    @property
    def said(self) -> int:
        return self.agreed + self.disagreed

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the share of those who agree lies, with 95 % confidence, from 0 to 1;
        None where nobody has said anything."""
        return wilson(self.agreed, self.said) if self.said else None


NEVER, NOBODY = Raised(), Agreement()


@dataclass(frozen=True)
class RuleFigures:
    """`lately`: in 30 days; `long`: in 365 days, as is the agreement."""

    lately: Raised = NEVER
    long: Raised = NEVER
    agreement: Agreement = NOBODY


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95 % score interval of a share, from 0 to 1, for a whole of at least 1.

    Wilson EB. Probable inference, the law of succession, and statistical inference.
    J Am Stat Assoc 1927;22:209-212. It holds for few, and near 0 and 1.
    """
    share, shrunk = part / whole, 1 + Z**2 / whole
    middle = (share + Z**2 / (2 * whole)) / shrunk
    reach = Z * sqrt(share * (1 - share) / whole + Z**2 / (4 * whole**2)) / shrunk
    return max(0.0, middle - reach), min(1.0, middle + reach)


def figures(session: Session, at: datetime) -> Mapping[str, RuleFigures]:
    """By rule, of those that raised a flag or were spoken of until then; counted once a
    minute."""
    return kept.for_a_minute(session, "figures of rules", at, _figures)


def _figures(session: Session, at: datetime) -> Mapping[str, RuleFigures]:
    lately = library_queries.raised(session, at - LATELY, at)
    long = library_queries.raised(session, at - LONG, at)
    said = library_queries.opinions(session, at - LONG, at)
    names = {*long, *(rule for rule, _agrees in said)}
    return {
        name: RuleFigures(
            lately.get(name, NEVER),
            long.get(name, NEVER),
            Agreement(said.get((name, True), 0), said.get((name, False), 0)),
        )
        for name in names
    }


def is_too_often(part: int, whole: int) -> bool:
    """Of few nothing is said."""
    return whole >= FEWEST_FOR_A_SHARE and part / whole >= TOO_OFTEN


def histories(session: Session) -> Histories:
    """By rule, the numbers of the published versions in which its lines changed: the
    first in which it stands, and every one in which they are others, or gone."""
    known: dict[Any, Histories] = session.info.setdefault(HISTORIES, {})
    # What is published never changes: it is looked through once a publication.
    key = queries.newest_rule_set(session)
    if key not in known:
        known.clear()
        known[key] = _histories(session)
    return known[key]


def _histories(session: Session) -> Histories:
    found: dict[str, list[int]] = {}
    before: Mapping[str, str] = {}
    for number, files in library_queries.published(session):
        now = rule_texts(files)
        for name in before.keys() | now.keys():
            if before.get(name) != now.get(name):
                found.setdefault(name, []).append(number)
        before = now
    return found
