"""A wording of the rules is put in force: as it was read, without a problem, once."""

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.workflow import rule_sets, screenings
from tests import make
from tests.browser import HTML, Browser
from tests.web.test_staff import (
    BROKEN,
    FILE,
    RULES,
    edit,
    kept,
    number_in_force,
    revision_now,
    stricter,
    typed,
)


def test_rules_that_look_for_no_danger_any_more_are_not_published(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(f"{RULES}/{wording.id}/emergency_vessels.yaml")
    text = typed(office).replace("flag: gca", "flag: cardiac")

    office.press("Save", text=text)
    office.open(f"{RULES}/{wording.id}")

    assert "no rule raises gca any more" in office.text
    with pytest.raises(AssertionError, match="No button “Publish”"):
        office.form("Publish")


def test_publishing_puts_it_in_force_for_what_is_sent_later_alone(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    earlier = make.submission(session, Status.SENT)
    before = dict(earlier.screenings[0].result)
    session.commit()
    office.open(edit(wording))
    office.press(
        "Save", text=typed(office).replace("strength: likely", "strength: possible")
    )
    session.refresh(wording)
    make.publishable(session, wording, sam)
    office.open(f"{RULES}/{wording.id}").press("Publish")

    session.expire_all()
    later = make.submission(session, Status.SENT)

    assert "Version 2 is published" in office.text
    assert "Version 2 in force" in office.text
    assert number_in_force(session) == 2
    assert strengths(earlier) == {"likely"}
    assert strengths(later) == {"possible"}
    session.expire_all()
    assert [each.result for each in earlier.screenings] == [before]


def strengths(submission: Submission) -> set[str]:
    flags = submission.screenings[-1].result["flags"]
    return {each["strength"] for each in flags if each["flag"] == "joint"}


def test_a_published_version_is_read_but_never_edited(
    office: Browser, session: Session
) -> None:
    version = screenings.in_force(session)
    session.commit()

    office.open(edit(version))
    assert "is never edited" in office.text
    assert office.tree.find(f".//{HTML}textarea") is None

    office.post(edit(version), text=BROKEN, revision=version.revision)
    assert office.status == 409
    assert "never edited" in office.text
    assert kept(session, version) == screenings.shipped_files()[FILE]


def test_a_wording_with_problems_is_not_published_and_they_are_shown(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)
    now = revision_now(session, wording)

    office.post(f"{RULES}/{wording.id}/publish", revision=now)

    assert office.status == 409
    assert "It has problems, the first of them" in office.text
    assert "3 problems to solve" in office.text
    assert number_in_force(session) == 1


def test_a_wording_is_published_as_it_was_read_or_not_at_all(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    make.publishable(session, wording, sam)
    office.open(f"{RULES}/{wording.id}")
    text = stricter(wording.files[FILE])
    seen = wording.revision
    rule_sets.revise(session, wording, FILE, text, sam, seen=seen, at=make.NOON)
    session.commit()

    office.press("Publish")

    assert office.status == 409
    assert "Someone else changed this wording" in office.text
    assert number_in_force(session) == 1


def test_a_wording_is_published_once(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    make.publishable(session, wording, sam)
    office.open(f"{RULES}/{wording.id}").press("Publish")
    now = revision_now(session, wording)

    office.post(f"{RULES}/{wording.id}/publish", revision=now)

    assert office.status == 409
    assert "already published" in office.text
    assert number_in_force(session) == 2
