"""What the patient's pages say of the receipt that comes by e-mail."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.records.accounts import User
from intake.records.models import OutboxMail
from intake.web import mails
from tests.browser import Browser
from tests.post_office import PostOffice
from tests.web.drafts import CHECK, complete

SEND = "Send to the clinic"
PROMISE = "The e-mail holds none of your answers."


@pytest.fixture
def settings(with_mail: Settings) -> Settings:
    return with_mail


def send_due(app: Flask) -> None:
    with app.app_context():
        mails.send_due(app.config["INTAKE"].mails)


def test_before_sending_it_is_said_that_a_receipt_comes(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)

    for path in ("/intake/contact", CHECK):
        assert PROMISE in browser.open(path).text
    assert "E-mails from us" in browser.open("/privacy").text


def test_without_an_address_no_receipt_is_promised(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser, email="")

    assert PROMISE not in browser.text
    assert "e-mail" not in browser.press(SEND).text


def test_the_receipt_says_how_far_its_mail_has_come(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser).press(SEND)
    assert "A receipt is on its way to your e-mail address." in browser.text

    send_due(app)

    assert "We have sent a receipt to your e-mail address." in (
        browser.open("/intake/receipt").text
    )
    assert "pat@example.org" not in browser.text


def test_a_receipt_that_could_not_be_sent_is_owned_up_to(
    app: Flask, browser: Browser, post_office: PostOffice
) -> None:
    complete(app, browser).press(SEND)
    post_office.answers["RCPT"] = "550 Nobody"

    send_due(app)

    browser.open("/intake/receipt")
    assert "We could not send a receipt" in browser.text


def test_what_was_asked_for_gets_a_receipt_of_its_own(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    complete(app, browser).press(SEND)
    desk = Browser(app).sign_in(carol)
    desk.open(desk.link("Pat Doe"))
    desk.press("Ask for more", words="Since when is it swollen?")

    browser.open(CHECK).press(SEND)

    assert browser.path == "/intake/receipt"
    kinds = session.scalars(select(OutboxMail.kind).order_by(OutboxMail.written_at))
    assert [*kinds] == ["receipt", "asked", "receipt"]


def test_what_a_clinician_asks_is_in_no_mail(
    app: Flask, browser: Browser, carol: User, post_office: PostOffice
) -> None:
    complete(app, browser).press(SEND)
    desk = Browser(app).sign_in(carol)
    desk.open(desk.link("Pat Doe"))
    desk.press("Ask for more", words="notemarker")
    browser.open(CHECK).press(SEND)

    send_due(app)

    assert len(post_office.taken) == 3
    assert not [each for each in post_office.taken if "notemarker" in each.as_string()]
