"""Who looked: the lead's page of the trail, reading included."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records import trail_queries
from intake.records.accounts import Audience, User
from intake.records.models import AuditEvent, Status, Submission
from intake.web.leads import NOT_FOUND
from intake.workflow import audit, claims
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import LATER, act, path, words

TRAIL = "/lead/"


def rows(browser: Browser) -> list[str]:
    return [words(each) for each in browser.tree.findall(f".//{HTML}tbody/{HTML}tr")]


@pytest.fixture
def sent(session: Session) -> Submission:
    return make.submission(session, Status.SENT)


@pytest.fixture
def carols(app: Flask, carol: User, sent: Submission) -> Submission:
    """Carol has opened it."""
    Browser(app).sign_in(carol).open(path(sent))
    return sent


def test_who_opened_a_submission_stands_in_words_with_its_reference(
    overview: Browser, carols: Submission
) -> None:
    overview.open(TRAIL)

    [row] = [each for each in rows(overview) if "opened it" in each]
    assert "Carol opened it" in row
    assert carols.reference in row
    assert "Pat Doe" not in overview.text


def test_looking_is_written_down_before_anything_is_seen(
    overview: Browser, session: Session
) -> None:
    overview.open(TRAIL)

    assert "Lena looked at who looked" in rows(overview)[0]
    events = select(AuditEvent).where(AuditEvent.verb == "read the trail")
    # Signing in led her here once already.
    assert len(session.scalars(events).all()) == 2


def test_by_person_only_what_they_did_is_seen_and_they_are_told_of(
    overview: Browser, session: Session, carols: Submission, carol: User
) -> None:
    overview.open(TRAIL).press("Filter", by=str(carol.id))

    assert overview.page.request.args["by"] == str(carol.id)
    assert rows(overview)
    assert all("Carol" in each for each in rows(overview))
    events = select(AuditEvent).where(AuditEvent.subject == audit.subject_of(carol))
    assert "read the trail" in [each.verb for each in session.scalars(events)]


def test_patients_and_the_program_can_be_asked_about_too(
    overview: Browser, carols: Submission
) -> None:
    overview.open(f"{TRAIL}?by=patient")
    assert any("The patient sent it to the clinic" in each for each in rows(overview))

    overview.open(f"{TRAIL}?by=system")
    assert any("The program" in each for each in rows(overview))
    assert not any("The patient" in each for each in rows(overview))


def test_by_reference_which_stands_in_no_address(
    overview: Browser, session: Session, carols: Submission
) -> None:
    other = make.submission(session, Status.SENT)
    overview.open(TRAIL)

    typed = carols.reference.lower().replace("-", " ")
    overview.press("Look it up", reference=typed)

    assert overview.status == 200
    assert carols.reference not in overview.page.request.url
    assert overview.page.request.args["about"] == str(carols.id)
    assert other.reference not in overview.text
    assert any("Carol opened it" in each for each in rows(overview))
    assert "Lena looked at who looked" in rows(overview)[0]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("AAAA-AAAA", NOT_FOUND),
        ("Pat Doe", NOT_FOUND),
        ("", "Write the reference, such as K7M2-QD4X."),
        ("x" * 30, "This is too long. Use at most 20 characters."),
    ],
)
def test_a_reference_that_is_not_found_is_said_where_it_was_typed(
    overview: Browser, typed: str, says: str
) -> None:
    overview.open(TRAIL).press("Look it up", reference=typed)

    assert overview.status == 422
    assert overview.title.startswith("Error: ")
    assert overview.link(says) == "#reference"
    field = overview.tree.find(f".//{HTML}input[@name='reference']")
    assert field is not None
    assert field.get("value") == typed


def test_by_kind_and_day(
    overview: Browser, session: Session, carols: Submission, dan: User
) -> None:
    act(session, "note", carols, dan)
    claims.take(
        session, carols, dan, seen=None, at=make.NOON, until=LATER + timedelta(1)
    )
    session.commit()
    day = make.NOON.date().isoformat()

    overview.open(TRAIL).press("Filter", kind="decided", since=day, until=day)
    assert len(rows(overview)) == 1
    assert "Dan wrote a note" in rows(overview)[0]

    overview.open(f"{TRAIL}?kind=claimed&since={day}&until={day}")
    assert len(rows(overview)) == 1
    assert "Dan took it" in rows(overview)[0]

    overview.open(f"{TRAIL}?kind=decided&until=2020-01-01")
    assert "Nothing matches" in overview.text


def test_whom_it_was_handed_to_is_named(
    overview: Browser, session: Session, sent: Submission, carol: User, dan: User
) -> None:
    claims.take(session, sent, carol, seen=None, at=make.NOON, until=LATER)
    claims.hand_over(session, sent, carol, dan, at=make.NOON, until=LATER)
    session.commit()

    overview.open(f"{TRAIL}?kind=claimed")

    assert any("Carol handed it to Dan" in each for each in rows(overview))


def test_every_event_is_on_one_page_and_one_alone(
    overview: Browser, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = make.submission(session, Status.SENT)
    monkeypatch.setattr(trail_queries, "PAGE", 2)
    for minutes in range(5):
        at = make.NOON + timedelta(minutes=minutes)
        audit.log(session, "patient", f"answered {minutes}", made, at)
    session.commit()

    overview.open(f"{TRAIL}?by=patient&about={made.id}")
    seen = rows(overview)
    while "Earlier events" in overview.text:
        overview.open(overview.link("Earlier events"))
        seen += rows(overview)

    found = [row.split("“")[1][0] for row in seen if "answered" in row]
    assert found == ["4", "3", "2", "1", "0"]
    assert "Newest page" in overview.text


def test_the_rules_accounts_and_what_was_removed_have_names_too(
    overview: Browser, session: Session, carol: User
) -> None:
    gone = Submission(reference="AAAA-BBBB")
    audit.log(session, "system", "removed", gone, make.NOON)
    session.commit()

    overview.open(TRAIL)

    said = " / ".join(rows(overview))
    assert "The program published it version 1 of the rules" in said
    assert "The program added the account Carol" in said
    assert "this installation" in said
    assert "answers that were removed" in said
    only = overview.open(f"{TRAIL}?about={gone.id}")
    assert "Only what happened to answers that were removed" in only.text


def test_a_submission_is_opened_from_here_by_a_clinician_alone(
    app: Flask, overview: Browser, carols: Submission
) -> None:
    overview.open(TRAIL)
    assert "/clinician/submissions" not in overview.page.text

    both = make.user(app, "Bea", Audience.LEAD, Audience.CLINICIAN)
    own = Browser(app).sign_in(both).open(TRAIL)
    assert own.link(carols.reference) == path(carols)


@pytest.mark.parametrize(
    "query",
    ["by=9999", "by=Carol", "kind=eaten", "about=x", "before=x", "before=2026~1~2"],
)
def test_an_address_made_by_hand_is_refused(overview: Browser, query: str) -> None:
    assert overview.open(f"{TRAIL}?{query}").status == 400


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=soon", "Write the day as 2026-11-30."),
        ("since=2026-11-03&until=2026-11-02", "This day is before the first one."),
    ],
)
def test_a_day_that_cannot_be_meant_is_mended_where_it_stands(
    overview: Browser, query: str, says: str
) -> None:
    overview.open(f"{TRAIL}?{query}")

    assert overview.status == 422
    assert says in overview.text
    assert rows(overview)


def test_a_lead_comes_here_after_signing_in(overview: Browser) -> None:
    assert overview.path == TRAIL
    assert overview.link("Who looked") == TRAIL
