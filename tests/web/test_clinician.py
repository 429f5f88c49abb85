"""One submission as a clinician reads it, and what may be done with it."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status
from intake.web.decisions import FORMS, MAX_NOTE, fitted, form
from intake.workflow import audit
from intake.workflow.actions import ACTIONS
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import (
    LATER,
    act,
    buttons,
    decide,
    path,
    section,
    status_now,
    verbs,
)

WORDS = "She rang back; the numbness is old."


def test_reading_is_an_event_in_the_trail(
    desk: Browser, session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)

    desk.open(path(submission))

    subject = audit.subject_of(submission)
    event = queries.audit_events(session, subject)[-1]
    assert (event.actor, event.verb) == (f"user:{carol.id}", "viewed")


def test_a_refused_note_shows_the_record_and_so_is_an_event_too(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    desk.open("/clinician/")

    desk.post(f"{path(submission)}/note")

    assert (desk.status, "Pat Doe" in desk.text) == (422, True)
    assert verbs(session, submission)[-1] == "viewed"


@pytest.mark.parametrize("status", Status)
def test_the_page_offers_what_the_table_allows(
    desk: Browser, session: Session, status: Status
) -> None:
    submission = make.submission(session, status)

    desk.open(path(submission))

    allowed = [each.label for each in ACTIONS.values() if status in each.takes]
    assert buttons(desk) == allowed


@pytest.mark.parametrize("name", ACTIONS)
def test_each_action_is_done_where_it_is_offered(
    desk: Browser, session: Session, name: str
) -> None:
    action = ACTIONS[name]
    status = next(each for each in Status if each in action.takes)
    submission = make.submission(session, status)

    decide(desk.open(path(submission)), name, WORDS)

    assert (desk.status, desk.path) == (200, path(submission))
    assert WORDS in section(desk, "reviews")
    assert status_now(session, submission) is (action.leaves or status)
    assert name in verbs(session, submission)


@pytest.mark.parametrize("name", [n for n, a in ACTIONS.items() if len(a.takes) < 7])
def test_each_action_is_refused_where_it_is_not_open(
    desk: Browser, session: Session, name: str
) -> None:
    status = next(each for each in Status if each not in ACTIONS[name].takes)
    submission = make.submission(session, status)
    revision = submission.revision
    desk.open(path(submission))

    desk.post(f"{path(submission)}/{name}", note=WORDS, revision=revision)

    assert desk.status == 409
    assert "cannot be done" in desk.text
    assert WORDS in desk.text
    assert status_now(session, submission) is status
    assert name not in verbs(session, submission)


def test_every_action_has_its_form_with_what_it_needs_and_may_say(
    app: Flask, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    assert set(FORMS) == set(ACTIONS)

    for action in ACTIONS.values():
        fields = {field.name for field in form(action, fitted(submission))}
        assert fields == {*action.needs, *action.may}


@pytest.mark.parametrize(
    ("name", "lacks"),
    [(action.name, each) for action in ACTIONS.values() for each in action.needs],
)
def test_an_action_without_what_it_needs_says_so_where_it_happened(
    desk: Browser, session: Session, name: str, lacks: str
) -> None:
    action = ACTIONS[name]
    status = next(each for each in Status if each in action.takes)
    submission = make.submission(session, status)

    decide(desk.open(path(submission)), name, WORDS, **{lacks: []})

    assert desk.status == 422
    assert desk.title.startswith("Error: ")
    errors = desk.tree.find(f".//{HTML}div[@id='errors']")
    assert errors is not None
    (link,) = errors.iter(f"{HTML}a")
    assert link.get("href", "").startswith(f"#{lacks}-{name}")
    kept = [each for each in (*action.needs, *action.may) if each != lacks]
    assert (WORDS in desk.text) == bool(
        {"words", "note", "refer_to", "conditions"} & {*kept}
    )
    assert status_now(session, submission) is status


def test_a_note_that_is_too_long_is_kept_and_may_be_shortened(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    desk.open(path(submission))

    desk.press("Add a note", note="x" * (MAX_NOTE + 1))

    assert desk.status == 422
    assert "at most 5000 characters" in desk.text
    assert "x" * (MAX_NOTE + 1) in desk.text
    desk.press("Add a note", note="x" * MAX_NOTE)
    assert desk.status == 200


def test_the_second_clinician_is_told_what_changed_and_keeps_their_words(
    app: Flask, desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT)
    desk.open(path(submission))
    other = Browser(app).sign_in(dan).open(path(submission))
    decide(other, "decline", "Too early.")

    decide(desk, "accept", WORDS)

    assert desk.status == 409
    for words in ("“Accept” was not done", "Declined", "Dan", "Too early.", WORDS):
        assert words in desk.text
    assert "no longer possible" in desk.text
    assert status_now(session, submission) is Status.DECLINED
    assert verbs(session, submission)[-1] == "viewed"


def test_what_is_still_open_may_be_done_all_the_same(
    app: Flask, desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT)
    desk.open(path(submission))
    other = Browser(app).sign_in(dan).open(path(submission))
    other.press("Accept").press("Reopen", note="Once more.")

    decide(desk, "decline", WORDS)
    assert desk.status == 409
    assert "Do it all the same" in desk.text

    desk.press("Decline")
    assert status_now(session, submission) is Status.DECLINED
    assert WORDS in section(desk, "reviews")


def test_closing_a_draft_that_the_patient_went_on_with_is_overtaken(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)
    desk.open(path(draft))
    make.changed_mind(session, draft, LATER, bladder_change="retention")

    desk.press("Close", note=WORDS)

    assert desk.status == 409
    assert "The patient changed answers" in desk.text
    assert WORDS in desk.text


@pytest.mark.parametrize(
    "opened_at",
    ["", "yesterday", "2026-11-02T12:00:00", "0001-01-01T00:00:00+14:00"],
    ids=["none", "words", "no zone", "the first moment"],
)
def test_a_page_that_forgot_when_it_was_opened_still_tells_what_changed(
    desk: Browser, session: Session, dan: User, opened_at: str
) -> None:
    submission = make.submission(session, Status.SENT)
    act(session, "accept", submission, dan)
    desk.open(path(submission))

    desk.post(f"{path(submission)}/reopen", note=WORDS, opened_at=opened_at)

    assert desk.status == 409
    assert "Dan's why" in desk.text


@pytest.mark.parametrize("revision", ["", "one", "9" * 5_000, "-1"])
def test_a_forged_revision_decides_nothing(
    desk: Browser, session: Session, revision: str
) -> None:
    submission = make.submission(session, Status.SENT)
    desk.open(path(submission))

    desk.post(f"{path(submission)}/accept", revision=revision)

    assert desk.status == 409
    assert status_now(session, submission) is Status.SENT


def test_what_is_unknown_is_not_found(desk: Browser, session: Session) -> None:
    calm = make.draft_in_danger(session, saddle_numbness="no")
    sent = make.submission(session, Status.SENT)
    desk.open("/clinician/")

    assert desk.open(f"/clinician/submissions/{uuid4()}").status == 404
    assert desk.open("/clinician/submissions/1").status == 404
    assert desk.open(path(calm)).status == 404  # nobody's business yet
    desk.open("/clinician/")
    assert desk.post(f"{path(sent)}/destroy").status == 404
    desk.open("/clinician/")
    assert desk.post(f"{path(calm)}/close", note="why").status == 404


def test_staff_may_neither_read_nor_decide(
    browser: Browser, session: Session, sam: User
) -> None:
    submission = make.submission(session, Status.SENT)
    browser.sign_in(sam)

    browser.post(f"{path(submission)}/accept", revision=submission.revision)
    assert browser.status == 403
    assert browser.open(path(submission)).status == 403

    assert status_now(session, submission) is Status.SENT
    assert "viewed" not in verbs(session, submission)
