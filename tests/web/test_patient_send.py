"""Check and Send: every answer once more, one submission, one receipt."""

import re
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import func, select

from intake.questionnaire import QUESTIONNAIRE
from intake.records.accounts import User
from intake.records.models import OutboxMail, Submission
from intake.web import database
from tests.browser import HTML, Browser
from tests.make import KNEE, SADDLE, TODAY
from tests.walk import answer, walk
from tests.web.drafts import CHECK, audited, begin, complete, kept, second_tab
from tests.web.test_patient import CHILD, GO_ON, ids

SEND = "Send to the clinic"
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")
# Words that would let somebody believe that all is well.
SOOTHING = re.compile(
    r"nothing (is )?(wrong|serious|to worry)|no (cause|reason) (for|to)|all clear"
    r"|not (serious|an emergency|urgent)|you are (fine|well|healthy|safe)"
    r"|no (red flags|danger|signs of)|looks (good|fine)|don.t worry",
    re.IGNORECASE,
)


def reference(browser: Browser) -> str:
    assert browser.path == "/intake/receipt", browser.text
    found = REFERENCE.search(browser.text)
    assert found is not None
    return found[0]


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# The check page


def test_every_answer_is_shown_in_the_patients_words(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)

    rows = [
        (row.label, row.words or "You left this empty")
        for section in QUESTIONNAIRE.shown(kept(app), TODAY)
        for row in section.rows
        if row.state not in ("not_asked", "implied")
    ]
    shown = [
        (text_of(each[0]), text_of(each[1]))
        for each in browser.tree.iter(f"{HTML}div")
        if each.get("class") == "three"
    ]
    assert shown == rows
    assert ("What is your date of birth?", "27 March 1964") in shown
    assert "How it began: right knee" in browser.text


def test_every_answer_can_be_changed_where_it_was_asked(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)
    changes = [
        each.get("href", "").partition("#")
        for each in browser.tree.iter(f"{HTML}a")
        if "back=check" in each.get("href", "")
    ]
    anchors: dict[str, set[str]] = {}
    for path, _, anchor in changes:
        anchors.setdefault(path, set()).add(anchor)

    for path, wanted in anchors.items():
        browser.open(path)
        assert browser.status == 200
        assert wanted <= ids(browser)
        assert browser.link("Back") == CHECK
    assert len(anchors) == 15


def test_whoever_changes_an_answer_comes_back_to_check(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)

    browser.open(browser.link("Change your answer to: What is your full name?"))
    browser.press("Continue", full_name="Pat Smith")

    assert browser.path == CHECK
    assert "Pat Smith" in browser.text


def test_a_change_that_opens_a_question_comes_back_once_it_is_answered(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)

    browser.open("/intake/about-you?back=check")
    browser.press("Continue", sports=["running"])
    assert browser.path == "/intake/about-you"
    assert browser.link("Back") == "/intake/urgent-signs"
    browser.press("Continue", sport_level="club")

    assert browser.path == CHECK


def test_before_the_last_page_there_is_nothing_to_check_or_send(
    app: Flask, browser: Browser
) -> None:
    begin(browser)

    assert browser.open(CHECK).status == 409
    assert browser.link(GO_ON) == "/intake/where"
    browser.open("/intake/where").post("/intake/send")
    assert browser.status == 409
    assert "sent" not in audited(app)


def test_a_child_alone_cannot_send(app: Flask, browser: Browser) -> None:
    complete(app, browser, **{"date_of_birth-year": "2014"})

    assert browser.status == 409
    browser.open("/intake/start").post("/intake/send")

    assert browser.status == 409
    assert browser.link("See what you can do") == "/intake/with-a-parent"
    assert "sent" not in audited(app)


# One submission, one receipt


def test_sending_twice_makes_one_submission_and_one_receipt(
    app: Flask, browser: Browser
) -> None:
    other = second_tab(complete(app, browser)).open(CHECK)

    first = reference(browser.press(SEND))
    second = reference(other.press(SEND))

    assert first == second
    assert audited(app).count("sent") == 1
    with app.app_context(), database.reading() as session:
        sent = session.scalars(select(Submission)).one()
        assert session.scalar(select(func.count()).select_from(Submission)) == 1
    assert sent.reference == first
    assert sent.facts is not None


@pytest.mark.parametrize("path", [CHECK, "/intake", "/intake/receipt"])
def test_going_back_after_sending_leads_to_the_receipt(
    app: Flask, browser: Browser, path: str
) -> None:
    complete(app, browser)
    sent = reference(browser.press(SEND))

    browser.open(path)

    assert reference(browser) == sent
    assert "not sent" not in browser.text


def test_there_is_no_receipt_before_sending(app: Flask, browser: Browser) -> None:
    complete(app, browser)

    assert browser.open("/intake/receipt").path == CHECK


def test_what_was_sent_can_no_longer_be_changed(app: Flask, browser: Browser) -> None:
    late = second_tab(complete(app, browser)).open("/intake/contact")
    browser.press(SEND)
    before = kept(app)

    late.press("Continue", full_name="Pat Late")

    assert late.status == 409
    assert "already sent" in late.text
    assert "Pat Late" in late.text
    assert late.link("See your receipt") == "/intake/receipt"
    assert kept(app) == before
    assert browser.open("/intake/where").status == 409


def test_where_mail_is_off_no_page_speaks_of_it(app: Flask, browser: Browser) -> None:
    complete(app, browser)

    for path in ("/intake/contact", "/privacy", CHECK):
        browser.open(path)
        assert "a receipt" not in browser.text
        assert "E-mails from us" not in browser.text
    assert "a receipt" not in browser.press(SEND).text.lower()
    with app.app_context(), database.reading() as session:
        assert not session.scalars(select(OutboxMail)).all()


# Every page


def every_page(app: Flask, browser: Browser) -> list[Browser]:
    """The patient's pages and states, each in a tab of its own."""
    open_to_all = ("/", "/treatment", "/privacy", "/accessibility")
    pages = [Browser(app).open(path) for path in open_to_all]
    pages += [Browser(app).open("/intake/start"), Browser(app).open("/intake/where")]
    pages += [Browser(app).open("/intake/start").press("Continue")]
    pages += [begin(Browser(app), CHILD)]
    pages += [walk(begin(Browser(app), SADDLE), SADDLE, "/intake/advice")]
    begin(browser)
    while browser.path != CHECK:
        pages.append(second_tab(browser).open(browser.path))
        walk_on(browser)
    pages.append(second_tab(browser).open(CHECK))
    return [*pages, browser.press(SEND)]


def walk_on(browser: Browser) -> None:
    here = browser.path
    while browser.path == here:
        answer(browser, KNEE)


def test_every_page_has_the_numbers_at_its_foot_and_soothes_nobody(
    app: Flask, browser: Browser
) -> None:
    for page in every_page(app, browser):
        foot = page.tree.find(f".//{HTML}footer")
        assert foot is not None
        links = {each.get("href") for each in foot.iter(f"{HTML}a")}
        numbers = {"tel:112", "tel:02079460123"}
        wanted = {*numbers, "/treatment", "/privacy", "/accessibility"}
        assert wanted <= links, page.path
        assert not SOOTHING.search(page.text), (page.path, SOOTHING.search(page.text))


def test_only_what_the_check_page_showed_is_sent(app: Flask, browser: Browser) -> None:
    complete(app, browser)
    other = second_tab(browser).open("/intake/about-you?back=check")
    other.press("Continue", work_demand="heavy_lifting")

    browser.press("Send to the clinic")

    assert browser.status == 409
    assert "Nothing was sent" in browser.text
    browser.open(browser.link("Check your answers")).press("Send to the clinic")
    assert browser.path == "/intake/receipt"


def test_finishing_leaves_nothing_in_this_browser(app: Flask, browser: Browser) -> None:
    complete(app, browser).press("Send to the clinic")

    browser.press("Finish on this device")

    assert browser.path == "/"
    assert browser.link("Start now") == "/intake/start"
    assert browser.open("/intake/receipt").status == 404


def test_somebody_else_may_begin_after_this(app: Flask, browser: Browser) -> None:
    complete(app, browser).press("Send to the clinic")

    browser.open("/").press("Begin for somebody else")

    begin(browser)
    assert browser.path == "/intake/where"
    with app.app_context(), database.reading() as session:
        assert len(session.scalars(select(Submission)).all()) == 2


def test_what_the_clinic_asks_for_is_read_where_the_patient_comes_back(
    app: Flask, browser: Browser, carol: User
) -> None:
    complete(app, browser).press("Send to the clinic")
    desk = Browser(app).sign_in(carol)
    desk.open(desk.link("Pat Doe"))
    desk.press("Ask for more", words="Since when is it swollen?")

    for path in ("/", "/intake/receipt", "/intake/check"):
        assert "Since when is it swollen?" in browser.open(path).text
    assert browser.press("Send to the clinic").path == "/intake/receipt"
    assert "Since when is it swollen?" not in browser.text
