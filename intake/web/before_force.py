"""What stands before a draft of the rules is in force, as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from flask import url_for
from sqlalchemy.orm import Session

from intake.records import approval_queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.records.rule_work import RuleSetApproval
from intake.rules import printable
from intake.web.clock import today
from intake.web.forms import Answer, AskApproval
from intake.workflow import approvals, replays, steps
from intake.workflow.steps import Step, Way

TITLES: Mapping[Way, str] = {
    Way.BASED: "based on the version in force",
    Way.RIGHT: "its examples come out right",
    Way.REPLAYED: "replayed",
    Way.ASKED: "a colleague asked",
    Way.APPROVED: "approved by a colleague",
}


@dataclass(frozen=True)
class Change:
    """A file that is not as it was shown, and the lines around each change."""

    name: str
    lines: str


@dataclass(frozen=True)
class BeforeForce:
    """`asking` is the form to ask with, where that can be done now; `answering` the one
    to answer with, where this person can; `hindrance` why they cannot."""

    steps: Sequence[Step]
    request: RuleSetApproval | None
    lost: Sequence[str]
    asking: AskApproval | None
    colleagues: Sequence[User]
    answering: Answer | None
    hindrance: str | None
    changes: Sequence[Change]
    replay_url: str | None
    differences_url: str

    @property
    def is_ready(self) -> bool:
        return all(step.is_done for step in self.steps)

    @property
    def is_open(self) -> bool:
        """Whether a request waits for its answer."""
        request = self.request
        return request is not None and request.approved is None and self._was_asked

    @property
    def _was_asked(self) -> bool:
        return self.steps[Way.ASKED].is_done


def of(
    session: Session,
    version: RuleSetVersion,
    user: User,
    asking: AskApproval | None = None,
    answering: Answer | None = None,
) -> BeforeForce:
    """How it stands, for this person; the forms as they were typed, if they were."""
    found = steps.of(session, version, today())
    request = approval_queries.newest(session, version)
    replay = replays.finished(session, version)
    lost = replays.lost_dangers(replay) if replay else {}
    can_ask = all(step.is_done for step in found[: Way.REPLAYED + 1])
    hindrance = approvals.hindrance_of(session, request, user) if request else None
    return BeforeForce(
        steps=found,
        request=request,
        lost=steps.lost_in_words(lost),
        asking=(asking or AskApproval(lost=bool(lost))) if can_ask else None,
        colleagues=approvals.can_answer(session, version, user, request),
        answering=None if hindrance else answering or Answer(),
        hindrance=hindrance,
        changes=_changes(session, version, request),
        replay_url=url_for("replays.show", replay_id=replay.id) if replay else None,
        differences_url=url_for("differences.show", version_id=version.id),
    )


def _changes(
    session: Session, version: RuleSetVersion, request: RuleSetApproval | None
) -> list[Change]:
    """What was changed since it was shown; none where nothing was."""
    if request is None or steps.is_as_shown(request):
        return []
    before = steps.files_shown(session, request)
    return [
        Change(name, _difference(before.get(name, ""), version.files.get(name, "")))
        for name in steps.changed_files(before, version.files)
    ]


def _difference(before: str, now: str) -> str:
    found = unified_diff(before.splitlines(), now.splitlines(), lineterm="", n=2)
    return "\n".join(printable(line) for line in [*found][2:])
