"""The clinician's button to screen a submission again by newer rules."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Status, Submission
from tests import make
from tests.browser import Browser
from tests.make import SADDLE
from tests.workflow.test_kept_rules import without_the_saddle

AGAIN = "Screen again by version 2"


@pytest.fixture
def sent(session: Session) -> Submission:
    return make.submission(session, Status.SENT, **SADDLE)


def page(submission: Submission) -> str:
    return f"/clinician/submissions/{submission.id}"


def test_without_newer_rules_there_is_no_button(
    desk: Browser, sent: Submission
) -> None:
    desk.open(page(sent))

    with pytest.raises(AssertionError, match="No button"):
        desk.form("Screen again by version 1")
    assert "Screened " not in desk.text


def test_pressed_it_shows_both_screenings_and_what_went(
    desk: Browser, session: Session, sent: Submission, sam: User
) -> None:
    without_the_saddle(session, sam)

    desk.open(page(sent)).press(AGAIN)

    assert desk.path == page(sent)
    assert "by version 1: Emergency" in desk.text
    assert "by version 2: " in desk.text
    assert "Raised and taken back" in desk.text
    assert "Carol screened it again by newer rules" in desk.text
    assert "before: Emergency" in desk.text
    assert "so took back the flag “Cauda equina" in desk.text
    with pytest.raises(AssertionError, match="No button"):
        desk.form(AGAIN)


def test_the_second_to_press_is_told_and_led_back(
    desk: Browser, session: Session, sent: Submission, sam: User
) -> None:
    without_the_saddle(session, sam)
    desk.open(page(sent))
    stale = desk.tree
    desk.press(AGAIN)
    desk.tree = stale

    desk.press(AGAIN)

    assert desk.status == 409
    assert "Not screened again" in desk.text
    assert desk.link("Look at the submission") == page(sent)
    session.refresh(sent)
    assert len(sent.screenings) == 2


def test_what_nobody_sent_is_not_found(desk: Browser) -> None:
    desk.post(f"/clinician/submissions/{uuid4()}/screen-again", revision=1)

    assert desk.status == 404
