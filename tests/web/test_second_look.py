"""Passing over a danger, or what cannot be undone: said why, and pressed twice."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records import details
from intake.records.accounts import User
from intake.records.models import Status
from intake.web.decisions import NO_REASON
from intake.workflow.actions import ACTIONS
from tests import make
from tests.browser import Browser
from tests.web.reading import (
    decide,
    path,
    section,
    status_now,
    verbs,
)

WORDS = "Her cardiologist has cleared it."
AT_RISK = {"blood_thinner": "yes"}
IN_DANGER = {"saddle_numbness": "yes"}


def test_a_contraindication_is_shown_once_more_before_accepting(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, **AT_RISK)

    decide(desk.open(path(submission)), "accept", "")

    assert desk.title.startswith("Accept all the same?")
    assert "Takes a blood thinner" in desk.text
    assert status_now(session, submission) is Status.SENT
    assert verbs(session, submission)[-1] == "viewed"


def test_with_a_reason_it_is_done_and_all_is_kept(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, **AT_RISK)

    decide(desk.open(path(submission)), "accept", "Soon.", sessions="3")
    desk.press("Accept all the same", all_the_same=WORDS)

    assert status_now(session, submission) is Status.ACCEPTED
    kept = details.of(submission.reviews[-1])
    assert (kept["sessions"], kept["words"], kept["all_the_same"]) == (
        3,
        "Soon.",
        WORDS,
    )
    assert kept["passed_over"] == ["anticoagulant"]
    shown = section(desk, "reviews")
    assert "Done in spite of" in shown
    assert WORDS in shown


@pytest.mark.parametrize("reason", ["", "   ", "x" * 5_001])
def test_without_a_reason_that_will_do_nothing_is_done_and_nothing_is_lost(
    desk: Browser, session: Session, reason: str
) -> None:
    submission = make.submission(session, Status.SENT, **AT_RISK)
    decide(desk.open(path(submission)), "accept", "Soon.", note="")

    desk.press("Accept all the same", all_the_same=reason)

    assert desk.status == 422
    assert desk.title.startswith("Error: ")
    assert (NO_REASON in desk.text) == (not reason.strip())
    assert status_now(session, submission) is Status.SENT
    desk.press("Accept all the same", all_the_same=WORDS)
    assert status_now(session, submission) is Status.ACCEPTED
    assert details.of(submission.reviews[-1])["words"] == "Soon."


def test_whoever_goes_back_finds_their_words(desk: Browser, session: Session) -> None:
    submission = make.submission(session, Status.SENT, **AT_RISK)
    decide(desk.open(path(submission)), "accept", "Soon.", sessions="7")

    desk.press("Go back and change it")

    assert (desk.status, desk.path) == (200, f"{path(submission)}/accept")
    assert "Soon." in desk.text
    field = desk.tree.find(".//*[@id='sessions-accept']")
    assert field is not None
    assert field.get("value") == "7"
    assert status_now(session, submission) is Status.SENT


@pytest.mark.parametrize(
    "name", [each for each in ACTIONS if "emergency" in ACTIONS[each].passes_over]
)
def test_an_emergency_leaves_the_queue_only_after_a_second_look(
    desk: Browser, session: Session, name: str
) -> None:
    action = ACTIONS[name]
    if Status.SENT in action.takes:
        submission = make.submission(session, Status.SENT, **IN_DANGER)
    else:
        submission = make.draft_in_danger(session)
    before = submission.status
    given = {**make.given("why"), "all_the_same": ""}
    asked = (*action.needs, *action.may)

    desk.open(path(submission))
    desk.press(action.label, **{each: given[each] for each in asked})
    assert "What stands against it" in desk.text
    assert status_now(session, submission) is before
    desk.press(f"{action.label} all the same", all_the_same=WORDS)

    assert desk.path == path(submission)
    assert status_now(session, submission) is (action.leaves or before)
    assert name in verbs(session, submission)


def test_a_why_that_was_given_already_is_offered_as_the_reason(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)

    desk.open(path(draft)).press("Close", note=WORDS)

    field = desk.tree.find(".//*[@id='all_the_same']")
    assert field is not None
    assert WORDS in "".join(field.itertext())


def test_what_cannot_be_undone_is_asked_once_more_without_a_danger_too(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)

    desk.open(path(submission)).press("Withdrawn by telephone", note="She rang.")
    assert "cannot be undone" in desk.text
    assert status_now(session, submission) is Status.SENT
    desk.press("Withdrawn by telephone all the same")

    assert status_now(session, submission) is Status.WITHDRAWN


def test_whoever_was_overtaken_meanwhile_is_told_so(
    app: Flask, desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT, **AT_RISK)
    decide(desk.open(path(submission)), "accept", "Soon.")
    other = Browser(app).sign_in(dan).open(path(submission))
    decide(other, "decline", "Too early.")

    desk.press("Accept all the same", all_the_same=WORDS)

    assert desk.status == 409
    assert "Too early." in desk.text
    assert "Soon." in desk.text
    assert status_now(session, submission) is Status.DECLINED
