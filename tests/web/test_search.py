"""Looking for a patient: found by reference or name, and written down nowhere."""

import logging

import pytest
from sqlalchemy.orm import Session

from intake.records import name_queries, queries
from intake.records.accounts import User
from intake.records.models import Status
from intake.workflow import audit
from tests import make
from tests.browser import HTML, Browser

LOOK = "Look for the patient"


def references(browser: Browser) -> set[str]:
    rows = browser.tree.findall(f".//{HTML}th[@scope='row']")
    spans = [row.find(f"{HTML}span") for row in rows]
    return {span.text or "" for span in spans if span is not None}


def test_a_name_and_a_birth_date_find_whoever_has_both(
    desk: Browser, session: Session
) -> None:
    pat = make.submission(session, Status.ACCEPTED)
    other = make.submission(session, Status.SENT, full_name="Robin Doe")

    desk.open("/clinician/").press(LOOK, words="doe")
    assert references(desk) == {pat.reference, other.reference}

    desk.press(
        LOOK,
        words="Doe",
        date_of_birth__day="27",
        date_of_birth__month="3",
        date_of_birth__year="1964",
    )
    assert references(desk) == {pat.reference, other.reference}

    desk.press(LOOK, words="Pat Doe")
    assert references(desk) == {pat.reference}


@pytest.mark.parametrize("written", ["{}", " {} ", "small", "bare"])
def test_a_reference_opens_its_submission_however_it_is_written(
    desk: Browser, session: Session, written: str
) -> None:
    submission = make.submission(session, Status.DECLINED)
    reference = submission.reference
    typed = {
        "small": reference.lower(),
        "bare": reference.replace("-", ""),
    }.get(written, written.format(reference))

    desk.open("/clinician/").press(LOOK, words=typed)

    assert desk.path == f"/clinician/submissions/{submission.id}"


def test_a_name_that_could_be_a_reference_is_found(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, full_name="Anna-Mari Margaret")

    desk.open("/clinician/").press(LOOK, words="Margaret")

    assert references(desk) == {submission.reference}


def test_nobody_is_found_in_words_that_help(desk: Browser, session: Session) -> None:
    make.draft_in_danger(session, saddle_numbness="no", until="contact")

    desk.open("/clinician/").press(LOOK, words="Pat")

    assert desk.status == 200
    assert "Nobody is found" in desk.text


def test_an_empty_search_and_half_a_date_are_mended_where_they_stand(
    desk: Browser,
) -> None:
    desk.open("/clinician/").press(LOOK)
    assert desk.status == 422
    assert desk.link("Write a name or a reference.") == "#words"

    desk.press(LOOK, words="Doe", date_of_birth__day="27")
    assert desk.status == 422
    assert "Write the day, the month and the year." in desk.text
    assert desk.tree.find(f".//{HTML}input[@value='Doe']") is not None
    assert desk.tree.find(f".//{HTML}input[@value='27']") is not None


def test_too_many_are_said_to_be_too_many(
    desk: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_queries, "MOST_FOUND", 2)
    for _ in range(3):
        make.submission(session, Status.SENT)

    desk.open("/clinician/").press(LOOK, words="doe")

    assert len(references(desk)) == 2
    assert "Write another word of the name" in desk.text


def test_a_search_is_an_event_and_its_words_are_nowhere(
    desk: Browser, session: Session, carol: User, caplog: pytest.LogCaptureFixture
) -> None:
    make.submission(session, Status.SENT, full_name="Zanzibar Quux")
    desk.open("/clinician/")

    with caplog.at_level(logging.DEBUG):
        desk.press(LOOK, words="Zanzibar")

    assert "Zanzibar" in desk.text
    assert desk.page.request.query_string == b""
    assert desk.page.headers["Cache-Control"] == "no-store"
    logged = " ".join(each.getMessage() for each in caplog.records)
    assert "zanzibar" not in logged.casefold()
    events = queries.audit_events(session, audit.subject_of(carol))
    assert (events[-1].actor, events[-1].verb) == (f"user:{carol.id}", "searched")


def test_a_search_is_no_address(desk: Browser) -> None:
    desk.open("/clinician/search?words=Doe")

    assert desk.status == 405
