"""What was approved is one text, and what is lost with it."""

import pytest
from sqlalchemy.orm import Session

from intake.records import approval_queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import approvals, replays, rule_sets, screenings
from intake.workflow.errors import Overtaken, Refused
from tests import make
from tests.workflow.test_approvals import (
    FILE,
    LATER,
    asked,
    publish,
    revise,
    reworded,
    say_yes,
)


@pytest.fixture
def draft(session: Session, sam: User) -> RuleSetVersion:
    """Sam's, with a title of his own."""
    version = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    session.flush()
    reworded(session, version, sam, "Sam's ")
    return version


def test_a_text_that_changed_since_is_not_approved(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    request = asked(session, draft, sam)
    shown = dict(draft.files)
    reworded(session, draft, sam, "Once more ")
    make.replayed(session, draft, sam)

    with pytest.raises(Refused, match="has changed since Sam asked: joint"):
        say_yes(session, request, tess)
    assert approvals.waiting_for(session, tess) == []
    assert approval_queries.shown_with(session, request).files == shown  # type: ignore[union-attr]


def test_an_approved_text_that_changed_since_is_not_published(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    say_yes(session, asked(session, draft, sam), tess)
    approved = draft.files[FILE]
    reworded(session, draft, sam, "Once more ")
    make.replayed(session, draft, sam)

    with pytest.raises(Refused, match="has changed since Sam asked: joint"):
        publish(session, draft, sam)
    revise(session, draft, sam, approved)  # as it was approved
    publish(session, draft, sam)

    assert draft.number == 2


def test_no_danger_is_lost_without_a_reason_and_it_is_approved_with_it(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam, septic_joint=3, joint=20)

    with pytest.raises(Refused, match="right that they lose these flags"):
        asked(session, draft, sam)
    request = asked(session, draft, sam, why_lost="They were old fractures.")
    say_yes(session, request, tess)
    publish(session, draft, sam)

    assert request.why_lost == "They were old fractures."


def test_a_reason_for_losses_that_there_are_not_is_not_kept(
    session: Session, draft: RuleSetVersion, sam: User
) -> None:
    make.replayed(session, draft, sam, joint=20)

    assert asked(session, draft, sam, why_lost="Many.").why_lost is None


@pytest.mark.parametrize("approved_before", [False, True])
def test_what_more_would_be_lost_needs_another_reason(
    session: Session,
    draft: RuleSetVersion,
    sam: User,
    tess: User,
    approved_before: bool,
) -> None:
    """Patients came in since it was shown."""
    make.replayed(session, draft, sam, septic_joint=3)
    request = asked(session, draft, sam, why_lost="They were old fractures.")
    if approved_before:
        say_yes(session, request, tess)
    make.replayed(session, draft, sam, LATER, septic_joint=4, gca=0)

    words = "more would be lost: Infected joint: 4 submissions"
    if approved_before:
        with pytest.raises(Refused, match=words):
            publish(session, draft, sam)
    else:
        with pytest.raises(Refused, match=words):
            say_yes(session, request, tess)


def test_what_less_would_be_lost_was_approved_too(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam, septic_joint=3)
    say_yes(session, asked(session, draft, sam, why_lost="Old fractures."), tess)
    make.replayed(session, draft, sam, LATER, septic_joint=2)

    publish(session, draft, sam)

    assert draft.number == 2


def test_another_version_in_force_since_ends_every_request(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    request = asked(session, draft, sam)
    other = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    make.published(session, other, sam)

    for deed in (
        lambda: say_yes(session, request, tess),
        lambda: asked(session, draft, sam),
        lambda: publish(session, draft, sam),
    ):
        with pytest.raises(Overtaken, match="Version 2 was published after"):
            deed()
    assert replays.finished(session, draft) is None


def test_what_is_published_is_answered_no_more(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.published(session, draft, sam)
    request = approval_queries.newest(session, draft)
    assert request is not None

    with pytest.raises(Refused, match="published already"):
        say_yes(session, request, tess)
