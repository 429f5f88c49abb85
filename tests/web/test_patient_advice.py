"""Advice at once: shown, read, taken back, and whom the clinic may call."""

import pytest
from flask import Flask
from sqlalchemy import select

from intake.records.models import FlagRecord, Submission
from intake.web import database
from tests.browser import HTML, Browser
from tests.make import SADDLE
from tests.walk import walk
from tests.web.drafts import audited, begin, complete, field_values, second_tab
from tests.web.test_patient import ids

READ = "I have read this – go on"
LEAVE = "Leave my number"
SIGNS = "/intake/urgent-signs"
SHOWN, ACKNOWLEDGED = "was shown cauda_equina", "acknowledged cauda_equina"


@pytest.fixture
def advised(browser: Browser) -> Browser:
    """Pat has just said that the skin between the legs is numb."""
    return walk(begin(browser, SADDLE), SADDLE, "/intake/advice")


def callback(app: Flask) -> object:
    with app.app_context(), database.reading() as session:
        return session.scalars(select(Submission)).one().callback


def test_the_next_page_says_what_to_do_and_why(advised: Browser) -> None:
    assert advised.title.startswith("Get medical help now")
    assert advised.link("Call 112") == "tel:112"
    assert "Nobody at the clinic has seen this. Do not wait for us." in advised.text
    assert "where a saddle would touch you" in advised.text
    changes = f"{SIGNS}#question-saddle_numbness"
    assert advised.link("Change your answer to: Is the skin numb") == changes


def test_showing_is_audited_once_and_reading_after_it(
    app: Flask, advised: Browser
) -> None:
    advised.open("/intake/advice")
    assert audited(app).count(SHOWN) == 1
    assert ACKNOWLEDGED not in audited(app)

    advised.press(READ)

    assert advised.path == "/intake/about-you"
    assert audited(app)[-2:] == [SHOWN, ACKNOWLEDGED]


def test_until_it_is_read_every_way_onward_leads_back_to_it(advised: Browser) -> None:
    for path in ("/intake", "/intake/start", "/intake/about-you"):
        assert advised.open(path).path == "/intake/advice"
    assert advised.open(SIGNS).path == SIGNS  # where the answer can be changed


def test_once_read_it_stands_in_nobodys_way_again(app: Flask, advised: Browser) -> None:
    advised.press(READ).press("Continue", work_demand="sitting")
    advised.open(SIGNS).press("Continue")

    assert advised.path == "/intake/about-you"
    assert audited(app).count(ACKNOWLEDGED) == 1
    advised.open("/intake/advice")
    assert advised.press("Go on").path == "/intake/about-you"


def test_only_advice_that_stands_can_be_read(app: Flask, advised: Browser) -> None:
    advised.post("/intake/advice", flag="cardiac")

    assert advised.path == "/intake/advice"
    assert not [verb for verb in audited(app) if verb.startswith("acknowledged")]


def test_a_changed_answer_takes_the_flag_back_and_leads_on(
    app: Flask, advised: Browser
) -> None:
    advised.open(SIGNS).press("Continue", saddle_numbness="no")

    assert advised.path == "/intake/about-you"
    assert advised.open("/intake/advice").path == "/intake/about-you"
    with app.app_context(), database.reading() as session:
        assert session.scalars(select(FlagRecord)).one().taken_back_at is not None
        assert session.scalars(select(Submission)).one().priority is None


def test_a_flag_that_comes_back_is_read_again(app: Flask, advised: Browser) -> None:
    advised.press(READ).open(SIGNS).press("Continue", saddle_numbness="no")

    advised.open(SIGNS).press("Continue", saddle_numbness="yes")

    assert advised.path == "/intake/advice"
    advised.press(READ)
    assert advised.path == "/intake/about-you"
    assert audited(app).count(ACKNOWLEDGED) == 2


def test_a_page_with_mistakes_still_says_to_get_help(browser: Browser) -> None:
    walk(begin(browser, SADDLE), SADDLE, SIGNS)

    browser.press("Continue", saddle_numbness="yes")

    assert browser.status == 422
    assert "One of your answers may mean an emergency" in browser.text
    assert browser.link("112") == "tel:112"


def test_send_waits_until_the_advice_is_read(app: Flask, browser: Browser) -> None:
    complete(app, browser, regions=["lower_back_middle"])
    other = second_tab(browser).open(f"{SIGNS}?back=check")
    other.press("Continue", saddle_numbness="yes")

    browser.press("Send to the clinic")

    assert browser.path == "/intake/advice"
    assert browser.open("/intake/check").path == "/intake/advice"
    with app.app_context(), database.reading() as session:
        assert session.scalars(select(Submission)).one().sent_at is None


# Whom the clinic may call


def test_a_number_typed_is_kept_whichever_button_is_pressed(
    app: Flask, advised: Browser
) -> None:
    advised.press(READ, name="Pat Doe", phone="020 7946 0999")

    assert advised.path == "/intake/about-you"
    assert callback(app) == {"name": "Pat Doe", "phone": "020 7946 0999"}


def test_a_name_and_a_number_may_be_left(app: Flask, advised: Browser) -> None:
    advised.press(LEAVE, name="Pat Doe", phone="020 7946 0999")

    assert advised.path == "/intake/advice"
    assert "we have your number" in advised.text
    assert callback(app) == {"name": "Pat Doe", "phone": "020 7946 0999"}
    assert audited(app)[-1] == "left a number"


@pytest.mark.parametrize(
    ("name", "phone", "errors"),
    [
        ("", "", ["Write your name.", "Write your telephone number."]),
        ("Pat Doe", "", ["Write your telephone number."]),
        ("", "020 7946 0999", ["Write your name."]),
        ("Pat Doe", "at work", ["Check your telephone number. Write it in digits."]),
    ],
)
def test_both_are_needed_and_what_was_typed_stays(
    app: Flask, advised: Browser, name: str, phone: str, errors: list[str]
) -> None:
    advised.press(LEAVE, name=name, phone=phone)

    assert advised.status == 422
    assert advised.title.startswith("Error: ")
    summary = advised.tree.find(f".//{HTML}div[@id='errors']")
    assert summary is not None
    links = {
        "".join(each.itertext()): each.get("href", "").removeprefix("#")
        for each in summary.iter(f"{HTML}a")
    }
    assert list(links) == errors
    assert set(links.values()) <= ids(advised)
    values = field_values(advised, LEAVE)
    assert (values["name"], values["phone"]) == ([name], [phone])
    assert "Do not wait for us" in advised.text
    assert callback(app) is None


def test_a_number_left_after_the_answer_was_changed_elsewhere_is_not_lost(
    app: Flask, advised: Browser
) -> None:
    second_tab(advised).open(SIGNS).press("Continue", saddle_numbness="no")

    advised.press(LEAVE, name="Pat Doe", phone="")

    assert advised.status == 409
    assert "Pat Doe" in advised.text
    assert advised.link("Go on with your answers") == "/intake"
    assert callback(app) is None


# After Send


def test_what_sending_cannot_rule_out_is_said_before_the_receipt(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser, regions=["lower_back_middle"], bladder_change="not_sure")

    browser.press("Send to the clinic")

    assert browser.path == "/intake/advice"
    assert browser.title.startswith("You may need medical help now")
    assert "Change your answer" not in browser.text
    assert "Your reference: " in browser.text
    browser.press(READ)
    assert browser.path == "/intake/receipt"
    assert browser.link("Read the advice again") == "/intake/advice"
