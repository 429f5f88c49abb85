"""Ways of a patient who stops and comes back, through each page and error on them."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import update

from intake.records.models import Status, Submission
from intake.web import clock, database
from tests import make
from tests.languages import Reader
from tests.make import KNEE, SADDLE
from tests.walk import walk
from tests.web.coming_back import (
    BORN,
    CODE,
    LINK,
    NOT_BORN,
    another_secret,
    leave_too_long,
    unknown_code,
)
from tests.web.drafts import CHECK, begin, complete, second_tab
from tests.web.test_two_devices import two_devices
from tests.web.test_typed import type_

SAVE, STATUS, CONTACT = "/intake/save", "/intake/status", "/intake/contact"
OPEN, GO_ON = "Open my answers", "Go on with your answers"
WITHDRAW = "Withdraw my answers"
TRIES = 10  # of one code, before its patient has to wait


def a_code(reader: Reader, button: str = "Get a code") -> tuple[str, str]:
    """The code and the link's path that the reader is shown; they are no words."""
    reader.open(SAVE).press(reader.say(button))
    shown, link = CODE.search(reader.text), LINK.search(reader.text)
    assert shown is not None
    assert link is not None
    token = link[1].rpartition("/")[2]
    reader.own |= {shown[0], token, "https://localhost/return"}
    return shown[0], link[1]


def coming_back_with_a_code(app: Flask, reader: Reader) -> None:
    begin(reader)
    stale = second_tab(reader).open(SAVE)
    a_code(reader)
    reader.tree = stale.tree
    reader.press(reader.say("Get a code"))
    assert reader.status == 409  # another one was made meanwhile
    code, _ = a_code(reader, "Get a new code")
    reader.open("/return")  # beside answers that are open
    reader.open(SAVE).press(reader.say("Get a new code"), email="pat")
    assert reader.status == 422
    reader.open(SAVE)
    reader.press(reader.say("Get a new code"), email=KNEE["email"], csrf_token="")
    assert reader.status == 400
    _finished(reader)
    back = reader.say(OPEN)
    for typed in ({}, {"code": "K7M2QD"}, {"code": unknown_code(), **BORN}):
        reader.open("/return").press(back, **typed)
        assert reader.status == 422, typed
    reader.open("/return").press(back, code=another_secret(code), **BORN)
    reader.open("/return").press(back, code=code, **BORN)
    assert reader.path == "/intake/where"
    _finished(reader)
    for _ in range(TRIES):
        reader.open("/return").press(back, code=code, **NOT_BORN)
    assert reader.status == 429


def coming_back_with_a_link(app: Flask, reader: Reader) -> None:
    begin(reader)
    _, link = a_code(reader)
    reader.open(link)  # beside answers that are open
    _finished(reader)
    for born in ({}, NOT_BORN):
        reader.open(link).press(reader.say(OPEN), **born)
        assert reader.status == 422, born
    reader.open(link).press(reader.say(OPEN), **BORN)
    assert reader.path == "/intake/where"


def a_session_that_ended(app: Flask, reader: Reader) -> None:
    complete(app, reader).open(CONTACT)
    leave_too_long(app)
    second_tab(reader).open("/")
    typed = {"full_name": KNEE["full_name"], "email": KNEE["email"]}
    reader.press(reader.onward, **typed)
    assert reader.status == 401
    for born in ({}, NOT_BORN):
        reader.press(reader.say(GO_ON), **born)
        assert reader.status == 422, born
    reader.press(reader.say(GO_ON), **BORN)
    assert reader.path == "/return/here"  # and what was typed stands there
    leave_too_long(app)
    reader.open("/").open(CHECK)
    assert reader.status == 401
    reader.press(reader.say("Begin for somebody else"))


def typed_and_brought_back(app: Flask, reader: Reader) -> None:
    begin(reader)
    code, _ = a_code(reader)
    complete(app, reader).open("/intake/goals")
    assert type_(reader, needle_worry="yes").status_code == 204
    reader.open("/intake/goals")
    reader.press(reader.onward, goal=code)  # nobody at the clinic needs it
    assert reader.status == 422


def left_or_right(app: Flask, reader: Reader) -> None:
    begin(reader).open("/intake/where")
    reader.press(reader.onward, regions=["knee_left_front", "lower_back_middle"])
    for wrong in ("", "neither", "elbow:left"):
        reader.press(reader.onward, own_sides=wrong)
        assert reader.status == 422, wrong
    reader.press(
        reader.onward,
        regions=["knee_left_front", "elbow_left_outer"],
        own_sides="elbow:left knee:left",
        csrf_token="",
    )
    assert reader.status == 400


def changed_on_another_device(app: Flask, reader: Reader) -> None:
    # The phone's patient reads English, so that only the reader's words are read.
    phone, tablet = two_devices(app, goal="Dan's why")
    reader.client, reader.tree = tablet.client, tablet.tree
    reader.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "es"
    phone.open("/intake/about-you?back=check")
    phone.press("Continue", work_demand="heavy_lifting")
    phone.open("/intake/goals?back=check").press("Continue", goal="")
    reader.open(CONTACT)
    assert reader.tree.find(".//*[@aria-labelledby='news']") is not None


def how_it_stands(app: Flask, reader: Reader) -> None:
    complete(app, reader)
    for path in ("/intake/answers", "/intake/withdraw"):
        assert reader.open(path).status == 409  # nothing is sent yet
    reader.open(CHECK)
    _sent(reader)
    a_code(reader)
    reader.open(SAVE).open("/intake/answers").open("/intake/withdraw")
    for status in Status:
        if status is not Status.DRAFT:
            _set(app, status=status)
            reader.open(STATUS)
    _set(app, status=Status.SENT, first_opened_at=make.NOON)
    reader.open(STATUS)
    _set(app, sent_at=clock.now() - timedelta(days=31))
    assert reader.open("/intake/answers").status == 410
    reader.open(STATUS)


def withdrawn(app: Flask, reader: Reader) -> None:
    walk(begin(reader, SADDLE), SADDLE, "/intake/advice")
    reader.press(reader.say("I have read this – go on"))
    walk(reader, SADDLE, CHECK)
    _sent(reader)
    reader.open(STATUS).open("/intake/withdraw")
    _set(app, first_opened_at=make.NOON)
    reader.press(reader.say(WITHDRAW))
    assert reader.status == 409  # opened meanwhile
    _set(app, first_opened_at=None)
    reader.open("/intake/withdraw").press(reader.say(WITHDRAW))
    assert reader.path == STATUS
    assert reader.open("/intake/where").status == 409


def _sent(reader: Reader) -> None:
    reader.press(reader.say("Send to the clinic"))
    assert reader.path == "/intake/receipt"


def _finished(reader: Reader) -> None:
    """This browser knows of nothing any more."""
    reader.post("/intake/finish")
    assert reader.path == "/"


def _set(app: Flask, **values: Any) -> None:
    """The only submission as somebody at the clinic, or time, has left it."""
    with app.app_context(), database.writing() as session:
        session.execute(update(Submission).values(**values))


RETURNS = (
    coming_back_with_a_code,
    coming_back_with_a_link,
    a_session_that_ended,
    typed_and_brought_back,
    left_or_right,
    changed_on_another_device,
    how_it_stands,
    withdrawn,
)
