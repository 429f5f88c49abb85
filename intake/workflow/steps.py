"""The way of a draft of the rules into force, as a list of steps: the page shows them,
and publishing asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from sqlalchemy.orm import Session

from intake.records import approval_queries, queries
from intake.records.models import RuleSetVersion
from intake.records.rule_work import Replay, RuleSetApproval
from intake.rules import FLAGS
from intake.workflow import replays, rule_sets
from intake.workflow.errors import Overtaken, Refused


class Way(IntEnum):
    """The steps in their order."""

    BASED = 0
    RIGHT = 1
    REPLAYED = 2
    ASKED = 3
    APPROVED = 4


@dataclass(frozen=True)
class Step:
    """Something that must be so before a draft is in force; `words` say how it is and,
    while it is not so, what to do."""

    way: Way
    is_done: bool
    words: str


def of(session: Session, version: RuleSetVersion, today: date) -> list[Step]:
    """Where a draft stands on its way into force."""
    request = approval_queries.newest(session, version)
    replay = replays.finished(session, version)
    return [
        _based(session, version),
        _right(version, today),
        _replayed(replay),
        _asked(session, version, request, replay),
        _approved(request),
    ]


def must_be_done(
    session: Session, version: RuleSetVersion, today: date, *, until: Way
) -> None:
    """Raises Refused with what is missing up to this step, Overtaken where another
    version was published since the draft was begun."""
    for step in of(session, version, today)[: until + 1]:
        if not step.is_done:
            raise (Overtaken if step.way is Way.BASED else Refused)(step.words)


def is_as_shown(request: RuleSetApproval) -> bool:
    """Whether the draft still has exactly the text that was shown."""
    return request.digest == rule_sets.digest(request.version.files)


def files_shown(session: Session, request: RuleSetApproval) -> dict[str, str]:
    """The text that was shown, by file: as its replay kept it; none if it is gone."""
    replay = approval_queries.shown_with(session, request)
    return dict(replay.files) if replay else {}


def changed_files(before: Mapping[str, str], now: Mapping[str, str]) -> Sequence[str]:
    """The names of the files that differ; of what is not known any more, all."""
    return sorted(
        name for name in {**before, **now} if before.get(name) != now.get(name)
    )


def lost_in_words(lost: dict[str, int]) -> list[str]:
    """`Infected joint: 3 submissions`, for each flag that somebody would lose."""
    return [
        f"{FLAGS[flag].words if flag in FLAGS else flag}: {_many(number)}"
        for flag, number in lost.items()
    ]


def _based(session: Session, version: RuleSetVersion) -> Step:
    newest = queries.published_rule_set(session)
    if newest is None or version.based_on_id == newest.id:
        return Step(Way.BASED, True, "Nothing else was published since it was begun.")
    return Step(
        Way.BASED,
        False,
        f"Version {newest.number} was published after this wording was begun. "
        "Write a new version and take over what you changed here.",
    )


def _right(version: RuleSetVersion, today: date) -> Step:
    errors = rule_sets.errors_of(rule_sets.problems_in(version.files, today))
    words = "The files can be read and every example comes out as it says."
    if errors:
        words = f"It has problems, the first of them: {errors[0]}"
    return Step(Way.RIGHT, not errors, words)


def _replayed(replay: Replay | None) -> Step:
    if replay is None:
        words = (
            "No replay of this text beside the version in force has finished. Start "
            "one on this page, or wait for the one that runs."
        )
        return Step(Way.REPLAYED, False, words)
    words = f"It was put to {_many(replay.judged)}, beside the version in force."
    if lost := replays.lost_dangers(replay):
        words += f" Lost would be: {'; '.join(lost_in_words(lost))}."
    return Step(Way.REPLAYED, True, words)


def _asked(
    session: Session,
    version: RuleSetVersion,
    request: RuleSetApproval | None,
    replay: Replay | None,
) -> Step:
    if request is None:
        words = "Nobody was asked to approve it. Ask a colleague."
        return Step(Way.ASKED, False, words)
    name = request.asked_by.name
    if not is_as_shown(request):
        changed = ", ".join(changed_files(files_shown(session, request), version.files))
        words = f"The text has changed since {name} asked: {changed}. Ask again."
        return Step(Way.ASKED, False, words)
    if replay is not None and (more := _more_lost(session, request, replay)):
        words = (
            f"Since {name} asked, a newer replay shows that more would be lost: "
            f"{'; '.join(more)}. Ask again, and say why."
        )
        return Step(Way.ASKED, False, words)
    return Step(Way.ASKED, True, f"{name} asked for approval of exactly this text.")


def _approved(request: RuleSetApproval | None) -> Step:
    if request is None or request.approved is None or request.answered_by is None:
        words = "Nobody has approved it yet. It needs somebody who did not write in it."
        return Step(Way.APPROVED, False, words)
    name, is_as_was = request.answered_by.name, is_as_shown(request)
    if not request.approved:
        which = "it" if is_as_was else "the text before"
        words = f"{name} did not approve {which}: “{request.answer}”"
        return Step(Way.APPROVED, False, f"{words}. Change it, and ask again.")
    which = "exactly this text" if is_as_was else "the text before, not this one"
    return Step(Way.APPROVED, is_as_was, f"{name} approved {which}.")


def _more_lost(
    session: Session, request: RuleSetApproval, replay: Replay
) -> Sequence[str]:
    """What is lost by a newer replay and was not when it was shown."""
    shown = approval_queries.shown_with(session, request)
    before = replays.lost_dangers(shown) if shown else {}
    lost = replays.lost_dangers(replay)
    return lost_in_words(
        {flag: number for flag, number in lost.items() if number > before.get(flag, 0)}
    )


def _many(number: int) -> str:
    return f"{number:,} submission{'' if number == 1 else 's'}"
