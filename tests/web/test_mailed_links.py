"""Private links that come by e-mail: on demand, and when a clinician asks for more."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from intake.config import Settings
from intake.records.accounts import User
from intake.records.models import OutboxMail, Submission
from intake.web import database, mails
from intake.workflow.actions import ACTIONS
from tests.browser import Browser
from tests.post_office import PostOffice
from tests.web.coming_back import ask_for_code, follow
from tests.web.drafts import begin, complete
from tests.web.reading import decide

LINK = re.compile(r"/return/[\w-]{43}")
ADDRESS = "pat@example.org"


@pytest.fixture
def settings(with_mail: Settings) -> Settings:
    return with_mail


def mailed(app: Flask, post_office: PostOffice) -> str:
    """The link in the last mail that is sent now."""
    with app.app_context():
        mails.send_due(app.config["INTAKE"].mails)
    found = LINK.search(post_office.taken[-1].get_content())
    assert found is not None
    return found[0]


def ask(app: Flask, carol: User) -> None:
    with app.app_context(), database.reading() as session:
        found = session.scalars(select(Submission)).one()
    desk = Browser(app).sign_in(carol)
    desk.open(f"/clinician/submissions/{found.id}")
    assert "send the patient an e-mail with a link" in desk.text
    desk.press("Ask for more", words="", question=["pain_now@knee:right"])
    assert desk.status == 200


def test_the_link_comes_by_mail_where_the_patient_wants_it(
    app: Flask, browser: Browser, post_office: PostOffice
) -> None:
    begin(browser).open("/intake/save")
    browser.press("Get a code", email=ADDRESS)
    assert "on its way to your e-mail address" in browser.text

    link = mailed(app, post_office)

    assert follow(Browser(app), link).path == "/intake/where"
    assert link in browser.page.text


def test_an_address_that_is_none_makes_no_code(app: Flask, browser: Browser) -> None:
    begin(browser).open("/intake/save")
    browser.press("Get a code", email="pat")
    assert browser.status == 422
    assert "looks like name@example.org" in browser.text
    assert "pat" in browser.page.text
    with app.app_context(), database.reading() as session:
        assert session.scalars(select(OutboxMail)).all() == []


def test_without_an_address_nothing_is_mailed(app: Flask, browser: Browser) -> None:
    ask_for_code(begin(browser))
    with app.app_context(), database.reading() as session:
        assert session.scalars(select(OutboxMail)).all() == []


def test_asked_for_more_the_patient_gets_a_link_to_exactly_those_questions(
    app: Flask, browser: Browser, carol: User, post_office: PostOffice
) -> None:
    complete(app, browser).press("Send to the clinic")
    ask(app, carol)

    elsewhere = follow(Browser(app), mailed(app, post_office))

    assert elsewhere.path == "/intake/asked"
    assert "How bad is the pain right now?" in elsewhere.text
    assert post_office.taken[-1]["Subject"] == "The clinic asks you for more"


def test_the_patients_own_link_still_leads_back_after_one_was_mailed(
    app: Flask, browser: Browser, carol: User, post_office: PostOffice
) -> None:
    complete(app, browser)
    _code, own = ask_for_code(browser)
    browser.open("/intake/check").press("Send to the clinic")
    ask(app, carol)
    assert follow(Browser(app), mailed(app, post_office)).path == "/intake/asked"
    assert follow(Browser(app), own).path == "/intake/asked"


def test_a_second_request_ends_the_link_of_the_first(
    app: Flask, browser: Browser, carol: User, post_office: PostOffice
) -> None:
    complete(app, browser).press("Send to the clinic")
    ask(app, carol)
    first = mailed(app, post_office)
    browser.open("/intake/asked").open(browser.link("Answer these questions"))
    browser.press("Continue", pain_now="9").press("Send to the clinic")
    ask(app, carol)
    second = mailed(app, post_office)

    assert follow(Browser(app), first).status == 422
    assert follow(Browser(app), second).path == "/intake/asked"


def test_a_patient_without_an_address_gets_no_mail(
    app: Flask, browser: Browser, carol: User
) -> None:
    complete(app, browser, email="").press("Send to the clinic")
    with app.app_context(), database.reading() as session:
        found = session.scalars(select(Submission)).one()
    desk = Browser(app).sign_in(carol)
    desk.open(f"/clinician/submissions/{found.id}")
    assert "Nothing here is sent to the patient" in desk.text
    desk.press("Ask for more", words="Call us")
    with app.app_context(), database.reading() as session:
        assert session.scalars(select(OutboxMail)).all() == []


@pytest.mark.parametrize(
    "name", [each.name for each in ACTIONS.values() if each.tells_patient]
)
def test_a_decision_sends_a_link_to_the_words_and_nothing_of_them(
    app: Flask, browser: Browser, carol: User, post_office: PostOffice, name: str
) -> None:
    complete(app, browser).press("Send to the clinic")
    desk = Browser(app).sign_in(carol)
    desk.open(desk.link("Pat Doe"))

    decide(desk, name, "wordsmarker", note="notemarker", refer_to="marker")

    elsewhere = follow(Browser(app), mailed(app, post_office))
    assert "wordsmarker" in elsewhere.text
    assert "marker" not in post_office.taken[-1].as_string()


@pytest.mark.parametrize("name", ["reopen", "called", "note"])
def test_what_is_no_decision_sends_nothing(
    app: Flask, browser: Browser, carol: User, post_office: PostOffice, name: str
) -> None:
    complete(app, browser).press("Send to the clinic")
    desk = Browser(app).sign_in(carol)
    desk.open(desk.link("Pat Doe"))
    if name == "reopen":
        decide(desk, "decline", "x", note="")
    with app.app_context(), database.reading() as session:
        before = len(session.scalars(select(OutboxMail)).all())

    decide(desk, name, "x")

    with app.app_context(), database.reading() as session:
        assert len(session.scalars(select(OutboxMail)).all()) == before
