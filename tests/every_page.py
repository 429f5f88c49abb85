"""Ways through every page and state that a patient meets, in whatever language.

Each takes a reader, who keeps what is read on the way, and finds its buttons by the
reader's own words.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select, update

from intake.demo.archetype import Archetype
from intake.demo.archetypes import grave, left_open
from intake.demo.patients import patient
from intake.demo.people import dice
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.asked_again import AskedAgain
from intake.records.accounts import Audience
from intake.records.models import OutboxMail, RuleSetVersion, Submission
from intake.web import clock, database
from intake.workflow import outbox
from tests import make
from tests.every_return import RETURNS
from tests.languages import Reader
from tests.make import KNEE, SADDLE
from tests.walk import answer, answers_for, walk
from tests.web import outages
from tests.web.drafts import CHECK, begin, complete, second_tab
from tests.web.reading import act
from tests.web.test_patient import CHILD, TWO_PLACES
from tests.web.test_patient_mistakes import WRONG

Way = Callable[[Flask, Reader], object]

TASKS = "/intake/tasks"
CARER = {"filled_in_by": "parent_or_carer", "filled_in_by_name": KNEE["full_name"]}
MAIL_IS_ON = {outbox.ON: True}
SEND, LEAVE = "Send to the clinic", "Leave my number"
# Each kind of mistake that `WRONG` does not make.
MISTAKES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/intake/start", {"date_of_birth-year": "64"}),
    ("/intake/start", {"date_of_birth-year": "2999"}),
    ("/intake/start", {"date_of_birth-year": "1812"}),
    ("/intake/start", {"date_of_birth-day": ""}),
    ("/intake/start", {"date_of_birth-day": "one", "filled_in_by": "nobody"}),
    ("/intake/where", {"regions": ["elsewhere"]}),
    ("/intake/began/1", {"duration_amount": "9999"}),
    ("/intake/feels/1", {"pain_now": "11"}),
    ("/intake/health", {"height_cm-feet": "5.8"}),
    ("/intake/health", {"height_cm-feet": "5", "height_cm-inches": "14"}),
    ("/intake/health", {"height_cm-feet": "20"}),
    ("/intake/health", {"height_cm-inches": "8"}),
    ("/intake/health", {"height_cm-cm": "9999", "weight_kg-kg": "heavy"}),
    ("/intake/health", {"weight_kg-kg": "70", "weight_kg-stones": "11"}),
    ("/intake/contact", {"full_name": ""}),
)


def open_pages(app: Flask, reader: Reader) -> None:
    for path in ("/", "/privacy", "/accessibility", "/treatment", "/nowhere"):
        reader.open(path)
    app.config["INTAKE"] = replace(app.config["INTAKE"], demo=True)
    reader.open("/")


def from_first_page_to_receipt(app: Flask, reader: Reader) -> None:
    reader.open("/intake/where")  # nothing is found yet
    walk(begin(reader), KNEE, CHECK)
    reader.open("/")
    reader.open("/intake/receipt")
    tab = second_tab(reader).open(CHECK)
    tab.open("/intake/goals").press(reader.onward)
    reader.press(reader.say(SEND))  # what was shown has changed
    reader.open(CHECK).press(reader.say(SEND))
    assert reader.path == "/intake/receipt"
    reader.open("/intake/goals")  # too late
    reader.post("/intake/start")
    reader.open("/")
    reader.press(reader.say("Begin for somebody else"))


def every_page_left_empty(given: Mapping[str, Any]) -> Way:
    def way(app: Flask, reader: Reader) -> None:
        reader.open("/intake/start")
        emptied: list[str] = []
        while reader.path != CHECK:
            if reader.path not in emptied:
                emptied.append(reader.path)
                typed = answers_for(reader.form(reader.onward), given)
                reader.press(reader.onward, **{name: [] for name in typed})
                assert reader.status == 422
            answer(reader, given)
            assert reader.status == 200, f"{reader.path}: {reader.text[:400]}"

    return way


def every_mistake(app: Flask, reader: Reader) -> None:
    complete(app, reader)
    for path, wrong in (*WRONG, *MISTAKES):
        reader.open(path).press(reader.onward, **wrong)
        assert reader.status == 422, (path, wrong)


def advice_and_a_number(app: Flask, reader: Reader) -> None:
    walk(begin(reader, SADDLE), SADDLE, "/intake/advice")
    reader.press(reader.say(LEAVE), name="", phone="many")
    reader.press(reader.say(LEAVE), name="Pat Doe", phone="", csrf_token="")
    reader.open("/intake/advice")
    reader.press(reader.say(LEAVE), name="Pat Doe", phone=KNEE["phone"])
    stale = second_tab(reader).open("/intake/advice")
    reader.open("/intake/urgent-signs").press(reader.onward, saddle_numbness="no")
    reader.tree = stale.tree
    reader.post("/intake/advice", deed="stay")  # no longer advised
    assert reader.status == 409


def grave_and_not_complete(app: Flask, reader: Reader) -> None:
    complete(app, reader, regions=["lower_back_middle"])
    for sign in ("saddle_numbness", "weight_loss_unplanned"):
        reader.open("/intake/urgent-signs")
        reader.press(reader.onward, **{sign: "yes", "fever_or_unwell": []})
        assert reader.tree.find(".//*[@aria-labelledby='grave']") is not None


def a_child_alone(app: Flask, reader: Reader) -> None:
    begin(reader, CHILD)
    assert reader.path == "/intake/with-a-parent"
    reader.open("/intake/where")
    reader.open("/intake/start")
    answer(reader, {**CHILD, **CARER})


def out_of_order(app: Flask, reader: Reader) -> None:
    begin(reader)
    reader.open("/intake/contact")  # another comes first
    reader.open("/intake/feels/9")  # not one of theirs
    reader.open(CHECK)  # not all is answered
    complete(app, reader)
    answer(reader.open("/intake/where"), {"regions": ["lower_back_left"]})
    reader.open("/intake/feels/1")
    reader.post("/intake/feels/1", area="knee:right")


def not_readable(app: Flask, reader: Reader) -> None:
    reader.open("/intake/start")
    token = reader.tree
    sent: dict[str, Any]
    for sent in (
        {"csrf_token": "", **KNEE},
        {"consent": "x" * 300_000},
        {"consent": "\x00"},
    ):
        reader.tree = token
        reader.post("/intake/start", **sent)
        assert reader.status in (400, 413)
    reader.post("/privacy")
    assert reader.status == 405


def faults(app: Flask, reader: Reader) -> None:
    complete(app, reader)
    reader.open("/intake/contact")
    with outages.gone(app):
        reader.press(reader.onward, **KNEE)
    assert reader.status == 503
    with app.app_context(), database.writing() as session:
        session.execute(update(RuleSetVersion).values(number=None))
        session.execute(update(Submission).values(began_with_id=None))
    reader.open("/intake/contact").press(reader.onward)
    assert reader.status == 409
    with app.app_context(), database.writing() as session:
        session.execute(update(Submission).values(sealed_private=b"spoilt"))
    reader.open("/intake/contact")
    assert reader.status == 500


def asked_for_more(app: Flask, reader: Reader) -> None:
    complete(app, reader).press(reader.say(SEND))
    dan = make.user(app, "Dan", Audience.CLINICIAN)
    with app.app_context(), database.writing() as session:
        act(session, "ask", session.scalars(select(Submission)).one(), dan)
    for path in ("/", "/intake/receipt", CHECK):
        reader.open(path)


def decided(app: Flask, reader: Reader) -> None:
    complete(app, reader).press(reader.say(SEND))
    dan = make.user(app, "Dan", Audience.CLINICIAN)
    for name in ("accept", "decline", "refer", "not_reached"):
        for each in (name, "reopen"):
            with app.app_context(), database.writing() as session:
                act(session, each, session.scalars(select(Submission)).one(), dan)
            reader.open("/intake/status")


def asked_these_questions(app: Flask, reader: Reader) -> None:
    complete(app, reader).press(reader.say(SEND))
    dan = make.user(app, "Dan", Audience.CLINICIAN)
    asked = [AskedAgain("pain_now", "knee:right"), AskedAgain("other_medicines")]
    with app.app_context(), database.writing() as session:
        act(session, "ask", session.scalars(select(Submission)).one(), dan, asked)
    for path in ("/", "/intake/receipt", "/intake/asked"):
        reader.open(path)
    reader.open(reader.link(reader.say("Answer these questions")))
    while reader.path != CHECK:
        reader.press(reader.onward)


def section_by_section(app: Flask, reader: Reader) -> None:
    reader.open(TASKS)
    walk(begin(reader), KNEE, "/intake/began/1")
    reader.open(TASKS)
    complete(app, reader).open(TASKS)


def a_receipt_by_mail(app: Flask, reader: Reader) -> None:
    app.config["INTAKE"] = replace(app.config["INTAKE"], mails=Path())
    with app.app_context():
        database.sessions().configure(info=database.sessions().kw["info"] | MAIL_IS_ON)
    reader.open("/privacy")
    complete(app, reader)
    reader.open("/intake/contact").open(CHECK).press(reader.say(SEND))
    for came_to in ("sent_at", "failed_at"):
        with app.app_context(), database.writing() as session:
            at = {"sent_at": None, "failed_at": None, came_to: make.NOON}
            session.execute(update(OutboxMail).values(**at))
        reader.open("/intake/receipt")


def advice_about_another(app: Flask, reader: Reader) -> None:
    answered = {**SADDLE, **CARER}
    walk(begin(reader, answered), answered, "/intake/advice")


def on_the_telephone(app: Flask, reader: Reader) -> None:
    reader.sign_in(make.user(app, "Carol", Audience.CLINICIAN)).open("/clinician/")
    reader.press("Fill in for a caller")
    reader.read.clear()  # the clinic's own pages are in its own language
    walk(begin(reader, SADDLE), SADDLE, "/intake/advice")
    reader.form(reader.say("End the call"))


def of_the_kind(archetype: Archetype) -> Way:
    """A patient of the demo's at the end: check, send, advice."""

    def way(app: Flask, reader: Reader) -> None:
        with app.test_request_context():
            found = patient(archetype, 1, dice(1), clock.today())
        begin(reader)
        with app.app_context(), database.writing() as session:
            draft = session.scalars(select(Submission)).one()
            draft.answers, draft.private = QUESTIONNAIRE.split(found.answers)
            reader.own |= set(_texts(draft.private))
        reader.open(CHECK).press(reader.say(SEND))

    return way


def _texts(private: Mapping[str, Any]) -> Iterator[str]:
    for each in private.values():
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            yield from _texts(each)


WAYS: dict[str, Way] = (
    {
        way.__name__: way
        for way in (
            open_pages,
            from_first_page_to_receipt,
            every_mistake,
            advice_and_a_number,
            grave_and_not_complete,
            a_child_alone,
            out_of_order,
            not_readable,
            faults,
            asked_for_more,
            decided,
            advice_about_another,
            asked_these_questions,
            section_by_section,
            a_receipt_by_mail,
            on_the_telephone,
            *RETURNS,
        )
    }
    | {
        "every_page_left_empty": every_page_left_empty(TWO_PLACES),
        "every_page_about_a_child": every_page_left_empty(
            {**CHILD, **CARER, "regions": TWO_PLACES["regions"]}
        ),
        "every_page_about_another": every_page_left_empty(
            {**TWO_PLACES, **CARER, "sex_at_birth": "female"}
        ),
    }
    | {
        each.name: of_the_kind(each)
        for each in (*grave.ARCHETYPES, *left_open.ARCHETYPES)
    }
)
