"""Two devices, one patient: what is sent last is kept, and the other is told of it."""

from typing import Any

from flask import Flask

from tests.browser import Browser
from tests.web.coming_back import BORN, ask_for_code, type_code
from tests.web.drafts import CHECK, complete, field_values, kept, second_tab

NEWS = "changed on another device"
WORK = {"work_demand": "heavy_lifting"}


def two_devices(app: Flask, **typed: Any) -> tuple[Browser, Browser]:
    """A phone with every page answered, and a tablet that came back with its code."""
    phone, tablet = Browser(app), Browser(app)
    complete(app, phone, **typed)
    code, _ = ask_for_code(phone)
    return phone, type_code(tablet, code, **BORN)


def test_the_device_that_did_not_change_it_is_told_what_stands_there_now(
    app: Flask,
) -> None:
    phone, tablet = two_devices(app)
    phone.open("/intake/contact")
    tablet.open("/intake/about-you?back=check").press("Continue", **WORK)

    phone.press("Continue", full_name="Pat Smith")

    assert NEWS in phone.text
    assert "Heavy lifting" in phone.text or "heavy" in phone.text.lower()
    assert kept(app)["work_demand"] == "heavy_lifting"
    assert kept(app)["full_name"] == "Pat Smith"


def test_the_later_continue_on_a_page_wins_and_both_are_told(app: Flask) -> None:
    phone, tablet = two_devices(app)
    phone.open("/intake/contact")
    tablet.open("/intake/contact").press("Continue", full_name="Pat Tablet")
    assert NEWS not in tablet.text

    phone.press("Continue", full_name="Pat Phone")

    assert kept(app)["full_name"] == "Pat Phone"
    assert NEWS in phone.text  # the tablet's answer was there before
    tablet.open(CHECK)
    assert NEWS in tablet.text
    assert "What is your full name? Pat Phone" in tablet.text


def test_it_is_told_until_the_patient_goes_on(app: Flask) -> None:
    phone, tablet = two_devices(app)
    tablet.open("/intake/about-you?back=check").press("Continue", **WORK)

    assert NEWS in phone.open("/intake/contact").text
    assert NEWS in phone.open("/intake/contact").text
    assert "told" in field_values(phone, "Continue")
    phone.press("Continue")
    assert NEWS not in phone.text


def test_an_error_on_the_page_does_not_swallow_the_news(app: Flask) -> None:
    phone, tablet = two_devices(app)
    tablet.open("/intake/about-you?back=check").press("Continue", **WORK)

    phone.open("/intake/contact").press("Continue", full_name="")

    assert phone.status == 422
    assert NEWS in phone.text


def test_who_checks_while_another_changes_sends_nothing_unseen(app: Flask) -> None:
    phone, tablet = two_devices(app)
    phone.open(CHECK)
    tablet.open("/intake/about-you?back=check").press("Continue", **WORK)

    phone.press("Send to the clinic")
    assert phone.status == 409
    phone.open(phone.link("Check your answers"))

    assert NEWS in phone.text
    assert phone.press("Send to the clinic").path == "/intake/receipt"
    assert tablet.open("/intake/contact").status == 409


def test_an_answer_about_a_place_is_told_with_its_place(app: Flask) -> None:
    phone, tablet = two_devices(app)
    tablet.open("/intake/feels/1?back=check").press("Continue", pain_now="9")

    assert "(your right knee) 9" in phone.open(CHECK).text


def test_another_tab_of_the_same_browser_is_no_other_device(app: Flask) -> None:
    phone, _ = two_devices(app)
    second_tab(phone).open("/intake/about-you?back=check").press("Continue", **WORK)

    assert NEWS not in phone.open(CHECK).text


def test_who_comes_back_is_told_nothing_that_is_old(app: Flask) -> None:
    phone, _ = two_devices(app)
    phone.open("/intake/about-you?back=check").press("Continue", **WORK)
    code, _ = ask_for_code(phone)

    other = type_code(Browser(app), code)

    assert other.path == CHECK
    assert NEWS not in other.text
