"""Showing a draft of the rules to a colleague, who says yes or no to exactly it."""

from datetime import datetime

from sqlalchemy.orm import Session

from intake.records import approval_queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.records.rule_work import RuleSetApproval
from intake.workflow import audit, replays, rule_sets, steps
from intake.workflow.errors import Refused
from intake.workflow.steps import Way

SAY_WHY = "Say why the rules should change."
SAY_WHY_LOST = "Say why it is right that they lose these flags."
SAY_WHY_NOT = "Say why not: whoever wrote it needs it."


def ask(
    session: Session,
    version: RuleSetVersion,
    by: User,
    *,
    why: str,
    why_lost: str = "",
    seen: int,
    at: datetime,
) -> RuleSetApproval:
    """Show the draft as it is to colleagues; a request before this one is over.

    Raises Overtaken when it changed since revision `seen` or another version was
    published since, Refused while it has an error, no replay of it has finished, or it
    is not said why, and why somebody may lose an emergency or urgent flag.
    """
    rule_sets.must_be_seen(version, seen)
    if version.number is not None:
        raise Refused("This wording is published: there is nothing to approve.")
    steps.must_be_done(session, version, at.date(), until=Way.REPLAYED)
    replay = replays.finished(session, version)
    lost = replays.lost_dangers(replay) if replay else {}
    if not why.strip():
        raise Refused(SAY_WHY)
    if lost and not why_lost.strip():
        raise Refused(SAY_WHY_LOST)
    request = RuleSetApproval(
        rule_set_version_id=version.id,
        digest=rule_sets.digest(version.files),
        asked_by_id=by.id,
        asked_at=at,
        why=why.strip(),
        why_lost=why_lost.strip() if lost else None,
    )
    session.add(request)
    audit.log(session, by, "asked for approval", version, at)
    return request


def answer(
    session: Session,
    request: RuleSetApproval,
    by: User,
    *,
    approved: bool,
    words: str,
    at: datetime,
) -> None:
    """Say yes or no to the text that was shown, and to what is lost with it.

    Raises Refused for whoever wrote in it or asked, for a request that was answered or
    replaced, and without words for a no; and a yes as soon as anything is not as it
    was shown, Overtaken where another version was published since.
    """
    version = request.version
    if closed := _is_closed(session, request):
        raise Refused(closed)
    if hindrance := hindrance_of(session, request, by):
        raise Refused(hindrance)
    if not approved and not words.strip():
        raise Refused(SAY_WHY_NOT)
    if approved:
        steps.must_be_done(session, version, at.date(), until=Way.ASKED)
    request.approved = approved
    request.answered_by_id, request.answered_at = by.id, at
    request.answer = words.strip() or None
    verb = "approved" if approved else "did not approve"
    audit.log(session, by, verb, version, at)


def hindrance_of(session: Session, request: RuleSetApproval, user: User) -> str | None:
    """Why it is not for this person to answer; None where it is."""
    if user.id == request.asked_by_id:
        return "You asked for it: another person must approve it."
    if approval_queries.has_written(session, request.version, user):
        return "You wrote in it: somebody who did not must approve it."
    return None


def can_answer(
    session: Session,
    version: RuleSetVersion,
    by: User,
    request: RuleSetApproval | None = None,
) -> list[User]:
    """Who could approve it, if this person asked, or whoever asked already: by name."""
    askers = {by.id, request and request.asked_by_id}
    return [
        each
        for each in approval_queries.staff(session)
        if each.id not in askers
        and not approval_queries.has_written(session, version, each)
    ]


def waiting_for(session: Session, user: User) -> list[RuleSetApproval]:
    """The requests that this person can answer, of texts that are still as shown."""
    return [
        each
        for each in approval_queries.open_requests(session)
        if steps.is_as_shown(each) and hindrance_of(session, each, user) is None
    ]


def _is_closed(session: Session, request: RuleSetApproval) -> str | None:
    """Why nobody can answer it any more."""
    if request.version.number is not None:
        return "It is published already."
    if request.approved is not None and request.answered_by is not None:
        return f"{request.answered_by.name} has answered already."
    newest = approval_queries.newest(session, request.version)
    if newest is not None and newest.id != request.id:
        return f"{newest.asked_by.name} has asked anew since. Look at it again."
    return None
