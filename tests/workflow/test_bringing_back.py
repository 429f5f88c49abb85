"""An earlier version of the rules is put in force again, as a new one with a reason."""

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status
from intake.workflow import publishing, rule_sets, screenings
from intake.workflow.errors import Overtaken, Refused
from tests import make
from tests.workflow.test_approvals import FILE, trail

WHY = "Too many false alarms."


@pytest.fixture
def second(session: Session, sam: User) -> RuleSetVersion:
    """Version 2, in force: joints are never likely."""
    first = screenings.in_force(session)
    text = first.files[FILE].replace("strength: likely", "strength: possible")
    files = {**first.files, FILE: text}
    version = rule_sets.write(session, first, sam, make.NOON, files)
    make.published(session, version, sam)
    return version


def bring_back(
    session: Session, earlier: RuleSetVersion, by: User, why: str = WHY
) -> RuleSetVersion:
    seen = screenings.in_force(session).id
    version = publishing.bring_back(
        session, earlier, by, why=why, seen=seen, at=make.NOON
    )
    session.commit()
    return version


def test_its_files_are_in_force_at_once_under_a_new_number(
    session: Session, second: RuleSetVersion, sam: User
) -> None:
    first = session.get_one(RuleSetVersion, second.based_on_id)
    sent = make.submission(session, Status.SENT)
    before = dict(sent.screenings[-1].result)

    third = bring_back(session, first, sam)

    assert screenings.in_force(session) is third
    assert (third.number, third.brings_back_id, third.why) == (3, first.id, WHY)
    assert third.files == first.files
    assert third.based_on_id == second.id
    assert trail(session, third) == [
        (f"user:{sam.id}", "brought back"),
        (f"user:{sam.id}", "published"),
    ]
    later = make.submission(session, Status.SENT)
    assert later.screenings[-1].rule_set_version_id == third.id
    session.expire_all()
    assert [each.result for each in sent.screenings] == [before]


@pytest.mark.parametrize("why", ["", " \n"])
def test_it_is_said_why(
    session: Session, second: RuleSetVersion, sam: User, why: str
) -> None:
    first = session.get_one(RuleSetVersion, second.based_on_id)

    with pytest.raises(Refused, match="Say why it is brought back"):
        bring_back(session, first, sam, why=why)


def test_what_is_in_force_is_not_brought_back(
    session: Session, second: RuleSetVersion, sam: User
) -> None:
    first = session.get_one(RuleSetVersion, second.based_on_id)
    bring_back(session, first, sam)

    for each in (first, screenings.in_force(session)):
        with pytest.raises(Refused, match="in force already"):
            bring_back(session, each, sam)


def test_a_draft_was_never_in_force(session: Session, sam: User) -> None:
    draft = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)

    with pytest.raises(Refused, match="never in force"):
        bring_back(session, draft, sam)


@pytest.mark.parametrize(
    "text", ["language: 99\nrules: []\n", "language: 1\nrules: []\n"]
)
def test_what_has_errors_by_now_is_not_brought_back(
    session: Session, second: RuleSetVersion, sam: User, text: str
) -> None:
    """What another program understood, or what leaves out a danger."""
    first = session.get_one(RuleSetVersion, second.based_on_id)
    first.files = {FILE: text}
    session.flush()

    with pytest.raises(Refused, match="Version 1 cannot be brought back as it is"):
        bring_back(session, first, sam)
    assert screenings.in_force(session) is second


def test_of_two_who_bring_back_the_second_is_told(
    session: Session, second: RuleSetVersion, sam: User
) -> None:
    first = session.get_one(RuleSetVersion, second.based_on_id)
    seen = second.id
    bring_back(session, first, sam)

    with pytest.raises(Overtaken, match="Version 3 was published meanwhile"):
        publishing.bring_back(session, second, sam, why=WHY, seen=seen, at=make.NOON)
