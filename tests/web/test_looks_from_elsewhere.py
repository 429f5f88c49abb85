"""Looks at what a replay found, and by whom and through what they are had."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.records.rule_work import FactsLook, Replay, ReplayChange, ReplayState
from intake.workflow import rule_sets, screenings
from tests import make
from tests.browser import Browser
from tests.web.reading import section
from tests.web.test_staff import BROKEN, RULES
from tests.web.trying import BOUND, line, path, rewrite

LOOK = "Look at the facts of one"
VERB = "looked at the facts"


@pytest.fixture
def sent(session: Session) -> Submission:
    return make.submission(session, Status.SENT)


def the_look(session: Session) -> FactsLook:
    session.expire_all()
    look = session.scalars(select(FactsLook)).one()
    session.commit()
    return look


def changed(
    session: Session, version: RuleSetVersion, by: User, submission: Submission
) -> ReplayChange:
    replay = Replay(
        rule_set_version_id=version.id,
        digest=rule_sets.digest(version.files),
        files=version.files,
        against_id=screenings.in_force(session).id,
        asked_by_id=by.id,
        asked_at=make.NOON,
        state=ReplayState.FINISHED,
        parts=[],
        judged=1,
        counts=[],
    )
    session.add(replay)
    session.flush()
    change = ReplayChange(
        replay_id=replay.id,
        change="newly_raised",
        flag="minor",
        month="2026-11",
        submission_id=submission.id,
    )
    session.add(change)
    session.commit()
    return change


def test_what_a_replay_found_is_looked_at_by_its_place_in_the_list(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    sent: Submission,
    sam: User,
) -> None:
    rewrite(session, wording, sam, BOUND, "less_than: 63")
    change = changed(session, wording, sam, sent)
    make.submission(session, Status.SENT)
    office.open(path(wording))

    office.post(f"{RULES}/{wording.id}/looks", change=change.id)

    assert the_look(session).submission_id == sent.id
    found = line(office, "Under 18")
    assert "differs" in found
    assert found.index("Raised by") < found.index("Not raised")


@pytest.mark.parametrize("number", ["0", "-1", "99", str(2**31), "9" * 30, "x", ""])
def test_a_change_that_no_replay_found_is_not_found(
    office: Browser, session: Session, sent: Submission, number: str
) -> None:
    office.open(f"{RULES}/1/try").post(f"{RULES}/1/looks", change=number)

    assert office.status == 404
    assert session.scalars(select(FactsLook)).all() == []


def test_what_a_replay_found_and_was_withdrawn_since_is_refused_with_words(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    sent: Submission,
    sam: User,
) -> None:
    change = changed(session, wording, sam, sent)
    sent.status = Status.WITHDRAWN
    session.commit()
    office.open(path(wording))

    office.post(f"{RULES}/{wording.id}/looks", change=change.id)

    assert office.status == 409
    assert "withdrawn or deleted" in office.text
    assert session.scalars(select(FactsLook)).all() == []


def test_a_clinician_who_is_staff_too_is_led_to_the_submission(
    app: Flask, browser: Browser, session: Session, sent: Submission
) -> None:
    browser.sign_in(make.user(app, "Cleo", Audience.STAFF, Audience.CLINICIAN))
    browser.open(f"{RULES}/1/try").press(LOOK)

    browser.open(browser.link("Open the submission"))

    assert browser.path == f"/clinician/submissions/{sent.id}"


def test_a_look_through_a_version_that_cannot_be_read_leads_to_what_is_wrong(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    sent: Submission,
    sam: User,
) -> None:
    office.open(path(wording)).press(LOOK)
    rewrite(session, wording, sam, wording.files["cautions.yaml"], BROKEN)

    office.open(office.path)

    assert "cannot be tried yet" in office.title


def test_a_rule_is_explained_on_the_facts_of_a_look(
    office: Browser, sent: Submission
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK)

    office.press("Explain it", explain="under-18")

    assert "The rule asks whether it is less than 18 years: does not hold." in (
        section(office, "result")
    )
    # A patient's answers are never written into a file of rules.
    assert "As an example to paste" not in office.text
