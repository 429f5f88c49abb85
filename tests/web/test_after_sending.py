"""After sending: how it stands in plain words, what was sent, and taking it back."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.web.clock import now
from tests.browser import HTML, Browser
from tests.make import KNEE, SADDLE
from tests.walk import walk
from tests.web.coming_back import ask_for_code, type_code
from tests.web.drafts import audited, begin, complete, second_tab
from tests.web.reading import decide
from tests.web.test_patient_send import SEND, SOOTHING

STATUS = "/intake/status"
WITHDRAW = "Withdraw my answers"
GIVEN = {
    Status.SENT: "Nobody there has opened them yet",
    Status.MORE_ASKED: "The clinic asks you for more",
    Status.ACCEPTED: "The clinic can offer you the treatment",
    Status.DECLINED: "The clinic does not offer you this treatment now",
    Status.REFERRED: "The clinic advises you to see somebody else",
    Status.NOT_REACHED: "The clinic has tried to reach you",
    Status.WITHDRAWN: "You have withdrawn your answers",
}


def sent(app: Flask, browser: Browser) -> Browser:
    return complete(app, browser).press(SEND)


def only(session: Session) -> Submission:
    """The one there is, as it is now; nobody waits for this session afterwards."""
    session.rollback()
    found = session.scalars(select(Submission)).one()
    session.commit()
    return found


def test_every_status_after_sending_has_its_words() -> None:
    assert set(GIVEN) == {*Status} - {Status.DRAFT}


@pytest.mark.parametrize("status", sorted(GIVEN))
def test_the_status_is_told_in_plain_words_and_without_a_verdict(
    app: Flask, browser: Browser, session: Session, status: Status
) -> None:
    sent(app, browser)
    only(session).status = status
    session.commit()

    browser.open(STATUS)

    assert browser.status == 200
    assert GIVEN[status] in browser.text
    main = browser.tree.find(f".//{HTML}main")
    assert main is not None
    words = " ".join(main.itertext()).lower()
    for verdict in ("accept", "declin", "refer ", "referred"):
        assert verdict not in words
    assert not SOOTHING.search(browser.text)


def test_the_code_opens_the_status_after_sending(app: Flask, browser: Browser) -> None:
    sent(app, browser)
    code, _ = ask_for_code(browser)

    other = type_code(Browser(app), code)

    assert other.path == STATUS
    assert "Your reference" in other.text
    assert other.open(other.link("See your receipt")).path == "/intake/receipt"


def test_what_was_sent_is_shown_for_thirty_days_and_never_to_change(
    app: Flask, browser: Browser, session: Session
) -> None:
    sent(app, browser).open(STATUS)

    browser.open(browser.link("Read what you sent"))

    assert "Pat Doe" in browser.text
    assert "Change" not in browser.text
    only(session).sent_at = now() - timedelta(days=31)
    session.commit()
    assert browser.open("/intake/answers").status == 410
    assert "Read what you sent" not in browser.open(STATUS).text


@pytest.mark.parametrize("path", ["/intake/answers", "/intake/withdraw"])
def test_before_sending_there_is_nothing_to_read_or_withdraw(
    app: Flask, browser: Browser, path: str
) -> None:
    complete(app, browser)

    assert browser.open(path).status == 409
    assert browser.open(STATUS).path == "/intake/check"


def test_it_is_withdrawn_after_asking_once_more(
    app: Flask, browser: Browser, session: Session
) -> None:
    sent(app, browser).open(STATUS)

    browser.open(browser.link("Withdraw your answers"))
    assert only(session).status is Status.SENT
    browser.press(WITHDRAW)

    assert (browser.path, only(session).status) == (STATUS, Status.WITHDRAWN)
    assert audited(app)[-1] == "withdrew"
    assert browser.open("/intake/receipt").path == STATUS
    assert browser.open("/intake").path == STATUS
    assert browser.open("/intake/where").status == 409


def test_twice_pressed_it_is_withdrawn_once(app: Flask, browser: Browser) -> None:
    sent(app, browser).open("/intake/withdraw")
    tab = second_tab(browser).open("/intake/withdraw")

    assert browser.press(WITHDRAW).path == STATUS
    assert tab.press(WITHDRAW).path == STATUS
    assert audited(app).count("withdrew") == 1


def test_opened_by_a_clinician_it_is_no_longer_withdrawn(
    app: Flask, desk: Browser, session: Session
) -> None:
    sent(app, browser := Browser(app)).open("/intake/withdraw")
    desk.open(desk.open("/clinician/").link("Pat Doe"))

    browser.press(WITHDRAW)

    assert (browser.status, only(session).status) == (409, Status.SENT)
    browser.open(browser.link("See how it stands"))
    assert "A clinician has opened your answers" in browser.text
    assert "Withdraw" not in browser.text
    assert browser.open("/intake/withdraw").path == STATUS


def test_who_looks_changes_nothing_that_others_have_open(
    app: Flask, desk: Browser, session: Session
) -> None:
    sent(app, Browser(app))
    revision = only(session).revision

    desk.open(desk.open("/clinician/").link("Pat Doe"))

    assert only(session).first_opened_at is not None
    assert only(session).revision == revision


def test_withdrawn_it_has_left_the_queue_and_can_still_be_read(
    app: Flask, desk: Browser, session: Session
) -> None:
    sent(app, Browser(app)).open("/intake/withdraw").press(WITHDRAW)

    assert "Pat Doe" not in desk.open("/clinician/").text
    desk.open("/clinician/?status=withdrawn")
    assert "Withdrawn by the patient" in desk.text
    desk.open(desk.link("Pat Doe"))
    assert "Withdrawn by the patient" in desk.text
    assert "Accept" not in desk.text


def test_a_danger_stays_in_sight_until_it_is_closed(
    app: Flask, desk: Browser, session: Session
) -> None:
    walk(begin(browser := Browser(app), SADDLE), SADDLE, "/intake/advice")
    browser.press("I have read this – go on")
    walk(browser, SADDLE, "/intake/check").press(SEND)
    browser.open("/intake/withdraw")
    assert "the clinic still sees what you sent" in browser.text
    browser.press(WITHDRAW)

    desk.open("/clinician/")
    assert "Withdrawn by the patient" in desk.text
    desk.open(desk.link(KNEE["full_name"]))
    assert "It stays in the queue because of a danger in it" in desk.text
    desk.press("Close", note="Called: she is in hospital.")
    desk.press("Close all the same")
    assert KNEE["full_name"] not in desk.open("/clinician/").text
    assert only(session).status is Status.WITHDRAWN


def test_the_words_of_the_decision_are_read_where_the_answers_were_given(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    sent(app, browser)
    desk = Browser(app).sign_in(carol)
    desk.open(f"/clinician/submissions/{only(session).id}")

    decide(desk, "decline", "Please <b>rest</b> it.", note="Not told to the patient.")

    browser.open(STATUS)
    assert "What the clinician wrote to you" in browser.text
    assert "Please <b>rest</b> it." in browser.text
    assert "Not told" not in browser.text
    assert "Too early" not in browser.text
    desk.press("Reopen", note="A mistake.")
    assert "Please" not in browser.open(STATUS).text.split("Sent")[0]


def test_a_plan_is_for_the_clinic(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    sent(app, browser)
    desk = Browser(app).sign_in(carol)
    desk.open(f"/clinician/submissions/{only(session).id}")

    decide(desk, "accept", "See you soon.", note="", conditions="secretly")

    browser.open(STATUS)
    assert "See you soon." in browser.text
    assert "secretly" not in browser.text
