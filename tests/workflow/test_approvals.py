"""A draft is shown to a colleague, who approves exactly that text, or does not."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.records.rule_work import ReplayState, RuleSetApproval
from intake.workflow import approvals, publishing, rule_sets, screenings
from intake.workflow.errors import Overtaken, Refused
from tests import make
from tests.cli.rules.test_hostile import HOSTILE

LATER = make.NOON + timedelta(hours=1)
FILE = "joint.yaml"
BROKEN = "language: 1\nrules:\n  - id: broken\n"


@pytest.fixture
def draft(session: Session, sam: User) -> RuleSetVersion:
    """Sam's, with a title of his own."""
    version = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    session.flush()
    reworded(session, version, sam, "Sam's ")
    return version


def reworded(
    session: Session, version: RuleSetVersion, author: User, words: str
) -> None:
    text = version.files[FILE].replace("title: ", f"title: {words}", 1)
    revise(session, version, author, text)


def revise(session: Session, version: RuleSetVersion, author: User, text: str) -> None:
    seen = version.revision
    rule_sets.revise(session, version, FILE, text, author, seen=seen, at=make.NOON)
    session.commit()


def asked(
    session: Session,
    version: RuleSetVersion,
    by: User,
    why: str = "It is better.",
    why_lost: str = "",
) -> RuleSetApproval:
    request = approvals.ask(
        session,
        version,
        by,
        why=why,
        why_lost=why_lost,
        seen=version.revision,
        at=make.NOON,
    )
    session.commit()
    return request


def say_yes(session: Session, request: RuleSetApproval, by: User) -> None:
    approvals.answer(session, request, by, approved=True, words="", at=LATER)
    session.commit()


def publish(session: Session, version: RuleSetVersion, by: User) -> None:
    seen = version.revision
    publishing.publish(session, version, by, seen=seen, at=LATER)
    session.commit()


def trail(session: Session, version: RuleSetVersion) -> list[tuple[str, str]]:
    events = queries.audit_events(session, f"rule_set_version:{version.id}")
    return [(each.actor, each.verb) for each in events]


def test_asked_approved_and_published_it_is_in_force_and_in_the_trail(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)

    request = asked(session, draft, sam)
    assert [each.id for each in approvals.waiting_for(session, tess)] == [request.id]
    say_yes(session, request, tess)
    publish(session, draft, sam)

    assert screenings.in_force(session) is draft
    assert approvals.waiting_for(session, tess) == []
    assert trail(session, draft)[-3:] == [
        (f"user:{sam.id}", "asked for approval"),
        (f"user:{tess.id}", "approved"),
        (f"user:{sam.id}", "published"),
    ]


# What is missing, in the order in which it is asked for


def test_without_a_finished_replay_nobody_can_be_asked(
    session: Session, draft: RuleSetVersion, sam: User
) -> None:
    with pytest.raises(Refused, match="No replay of this text"):
        asked(session, draft, sam)
    replay = make.replayed(session, draft, sam)
    replay.state = ReplayState.STOPPED
    with pytest.raises(Refused, match="No replay of this text"):
        asked(session, draft, sam)


def test_a_replay_of_another_text_does_not_count(
    session: Session, draft: RuleSetVersion, sam: User
) -> None:
    make.replayed(session, draft, sam)
    reworded(session, draft, sam, "Once more ")

    with pytest.raises(Refused, match="No replay of this text"):
        asked(session, draft, sam)


def test_with_a_failing_example_nobody_can_be_asked(
    session: Session, draft: RuleSetVersion, sam: User
) -> None:
    text = draft.files[FILE].replace("expect: raised", "expect: not_raised", 1)
    revise(session, draft, sam, text)
    make.replayed(session, draft, sam)

    with pytest.raises(Refused, match="It has problems, the first of them: joint"):
        asked(session, draft, sam)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_neither_shown_to_a_colleague_nor_published(
    session: Session, draft: RuleSetVersion, sam: User, text: str
) -> None:
    draft.files = {**draft.files, "own.yaml": text}
    make.replayed(session, draft, sam)
    session.commit()

    with pytest.raises(Refused, match="first of them: "):
        asked(session, draft, sam)
    with pytest.raises(Refused, match="It has problems"):
        publish(session, draft, sam)


@pytest.mark.parametrize("why", ["", "  \n"])
def test_whoever_asks_says_why(
    session: Session, draft: RuleSetVersion, sam: User, why: str
) -> None:
    make.replayed(session, draft, sam)

    with pytest.raises(Refused, match="Say why"):
        asked(session, draft, sam, why=why)


def test_a_published_version_needs_no_approval(session: Session, sam: User) -> None:
    with pytest.raises(Refused, match="nothing to approve"):
        asked(session, screenings.in_force(session), sam)


def test_what_is_asked_for_is_what_the_asker_saw(
    session: Session, draft: RuleSetVersion, sam: User
) -> None:
    make.replayed(session, draft, sam)
    seen = draft.revision
    reworded(session, draft, sam, "Once more ")

    with pytest.raises(Overtaken, match="Someone else changed"):
        approvals.ask(session, draft, sam, why="x", seen=seen, at=make.NOON)


def test_publishing_says_each_thing_that_is_missing(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    with pytest.raises(Refused, match="No replay of this text"):
        publish(session, draft, sam)
    make.replayed(session, draft, sam)
    with pytest.raises(Refused, match="Nobody was asked"):
        publish(session, draft, sam)
    request = asked(session, draft, sam)
    with pytest.raises(Refused, match="Nobody has approved it yet"):
        publish(session, draft, sam)
    say_yes(session, request, tess)
    publish(session, draft, sam)

    assert draft.number == 2


# Who may answer


def test_nobody_approves_what_they_asked_for(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    request = asked(session, draft, tess)  # she wrote nothing in it

    with pytest.raises(Refused, match="You asked for it"):
        say_yes(session, request, tess)
    with pytest.raises(Refused, match="You wrote in it"):
        say_yes(session, request, sam)

    assert request.approved is None


def test_nobody_approves_what_they_wrote_in(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    reworded(session, draft, tess, "And Tess's ")
    make.replayed(session, draft, sam)
    request = asked(session, draft, sam)

    with pytest.raises(Refused, match="You wrote in it"):
        say_yes(session, request, tess)
    assert approvals.waiting_for(session, tess) == []


def test_who_can_approve_is_named(
    session: Session, draft: RuleSetVersion, sam: User, tess: User, carol: User
) -> None:
    assert [each.name for each in approvals.can_answer(session, draft, sam)] == ["Tess"]

    tess_here = session.get_one(User, tess.id)
    tess_here.active = False
    session.flush()

    assert approvals.can_answer(session, draft, sam) == []


def test_the_second_to_answer_is_told(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    request = asked(session, draft, sam)
    say_yes(session, request, tess)

    with pytest.raises(Refused, match="Tess has answered already"):
        say_yes(session, request, tess)


def test_a_newer_request_replaces_the_older(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    older = asked(session, draft, sam)
    newer = asked(session, draft, sam, why="Said better.")

    with pytest.raises(Refused, match="Sam has asked anew"):
        say_yes(session, older, tess)
    assert [each.id for each in approvals.waiting_for(session, tess)] == [newer.id]


def test_a_no_needs_words_and_keeps_it_from_being_published(
    session: Session, draft: RuleSetVersion, sam: User, tess: User
) -> None:
    make.replayed(session, draft, sam)
    request = asked(session, draft, sam)

    with pytest.raises(Refused, match="Say why not"):
        approvals.answer(session, request, tess, approved=False, words=" ", at=LATER)
    approvals.answer(
        session, request, tess, approved=False, words="Too wide.", at=LATER
    )
    session.commit()

    with pytest.raises(Refused, match="Tess did not approve it: “Too wide"):
        publish(session, draft, sam)
    assert trail(session, draft)[-1] == (f"user:{tess.id}", "did not approve")
