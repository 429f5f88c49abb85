"""A submission as it is read to be taken out, and by whom it is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from functools import cached_property
from itertools import groupby
from typing import Any

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.visit import Visit
from intake.records.models import Status, Submission

# The program's own version, as in pyproject.toml.
SOFTWARE = "0.1.0"
EDITABLE = frozenset({Status.DRAFT, Status.MORE_ASKED})


@dataclass(frozen=True)
class Sender:
    """The clinic that sends: `address` is where its Intake is found, `zone` tells its
    days, `body_sites` has a site's or an area's code in a system of the clinic's own
    choice."""

    address: str
    clinic: str
    zone: tzinfo
    body_sites: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def uri(self, path: str) -> str:
        """The name of something of this clinic's, such as `CodeSystem/onset`."""
        return f"{self.address}/fhir/{path}"


@dataclass(frozen=True)
class Taken:
    """One submission to be taken out; `named`: with what identifies the patient."""

    submission: Submission
    sender: Sender
    named: bool

    @cached_property
    def answers(self) -> Answers:
        kept = self.submission
        return QUESTIONNAIRE.join(kept.answers, kept.private)

    @property
    def answered_at(self) -> datetime:
        """When the patient sent the answers; while they may change, when they did."""
        kept = self.submission
        if kept.status in EDITABLE or kept.sent_at is None:
            return kept.changed_at
        return kept.sent_at

    @cached_property
    def day(self) -> date:
        """The clinic's day on which the answers are read."""
        read_at = self.submission.sent_at or self.submission.changed_at
        return read_at.astimezone(self.sender.zone).date()

    @cached_property
    def visits(self) -> Sequence[Visit]:
        """The pages that the patient came to: those with an answer."""
        found = QUESTIONNAIRE.visits(self.answers, self.day)
        return [each for each in found if each.given]

    def places(self) -> list[tuple[str | None, list[Visit]]]:
        """The same by area, in the order of the pages; None is the patient."""
        return [
            (area, list(pages))
            for area, pages in groupby(self.visits, key=lambda each: each.page.area)
        ]

    @property
    def private(self) -> Mapping[str, Any]:
        """What identifies the patient, where it goes out at all."""
        return self.submission.private if self.named else {}
