"""Staff look at the facts of one who was a patient, and learn nothing of who it was."""

import io
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE
from intake.records.accounts import Audience, User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.records.rule_work import FactsLook
from intake.web import clock, logs
from intake.workflow import looks
from tests import make
from tests.browser import Browser
from tests.web.reading import act, section, verbs
from tests.web.test_staff import RULES
from tests.web.trying import line, path

LOOK = "Look at the facts of one"
VERB = "looked at the facts"


@pytest.fixture
def sent(session: Session) -> Submission:
    return make.submission(session, Status.SENT)


def the_look(session: Session) -> FactsLook:
    session.expire_all()
    look = session.scalars(select(FactsLook)).one()
    session.commit()
    return look


def test_a_look_shows_coded_facts_and_what_comes_of_them(
    office: Browser, session: Session, sent: Submission
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK)

    look = the_look(session)
    assert office.path == f"{RULES}/1/looks/{look.id}"
    assert office.title.startswith(f"Look {look.id.hex[:8]}")
    assert look.submission_id == sent.id
    assert line(office, "Priority").endswith("Likely candidate")
    assert "Joint pain, Right knee" in line(office, "Joint pain")
    shown = section(office, "facts")
    for words in (
        "Age62 years",
        "Right knee: How it began",
        "How long it has hurt, in weeks104 weeks",
        "not asked of this patient; counted as:",
    ):
        assert words in shown


def marked(session: Session, dan: User) -> tuple[Submission, list[str]]:
    """A submission with a word of its own in every private answer, note and number,
    and all those words."""
    made = make.submission(session, Status.SENT)
    private: dict[str, Any] = {
        name: f"{name.replace('_', '')}marker"
        for name, question in QUESTIONNAIRE.questions.items()
        if question.private
    }
    assert len(private) > 10
    private["date_of_birth"] = "1964-03-27"
    made.private = private
    made.callback = {"name": "callbackmarker", "phone": "callbackphonemarker"}
    session.commit()
    act(session, "note", made, dan)
    days = ["27 March 1964", "2 November 2026 at 12:00", "2026-11-02"]
    callback = ["callbackmarker", "callbackphonemarker"]
    ids = [str(made.id), made.id.hex, str(made.id).upper(), made.reference]
    return made, [*private.values(), *days, *callback, *ids, "Dan's why"]


def test_nothing_that_says_who_it_was_reaches_a_page_an_address_or_a_log(
    office: Browser, session: Session, wording: RuleSetVersion, dan: User
) -> None:
    made, told = marked(session, dan)
    written = io.StringIO()
    logs.write_to(written)
    seen = []
    office.follows = False

    office.open(path(wording))
    seen += [office.page.text, str(office.page.headers)]
    office.press(LOOK, flag="joint")
    seen += [office.page.text, str(office.page.headers)]
    office.follows = True
    office.open(office.page.headers["Location"])
    look = office.path
    for address in (look, f"{look}?explain=under-18", f"{RULES}/{wording.id}", RULES):
        office.open(address)
        assert office.status == 200
        seen += [office.page.text, str(office.page.headers), office.page.request.url]
    logging.getLogger("intake.web").handlers.clear()

    everything = "\n".join([*seen, written.getvalue()])
    assert the_look(session).submission_id == made.id
    assert "Right knee" in everything
    assert "/looks/<uuid:look_id>" in written.getvalue()
    # The foot of every page has the clinic's own number, and no page has a patient's.
    assert [each for each in told if each in everything] == []
    assert re.findall(r"/clinician/\w+", everything) == []


def test_each_look_is_an_event_that_a_lead_reads(
    app: Flask, office: Browser, session: Session, sent: Submission, lena: User
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK)
    assert verbs(session, sent)[-1] == VERB
    session.commit()

    overview = Browser(app).sign_in(lena).open(f"/lead/?about={sent.id}")

    assert "Sam looked at its facts, without knowing whose" in overview.text


def test_two_looks_at_the_same_facts_have_two_numbers(
    office: Browser, session: Session, sent: Submission
) -> None:
    for _ in range(2):
        office.open(f"{RULES}/1/try").press(LOOK)

    found = session.scalars(select(FactsLook)).all()
    assert len({each.id for each in found}) == 2
    assert {each.submission_id for each in found} == {sent.id}
    assert verbs(session, sent).count(VERB) == 2


def test_a_look_opens_for_nobody_else(
    app: Flask, office: Browser, session: Session, sent: Submission
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK)
    address = office.path

    for name, audiences in (
        ("Sue", (Audience.STAFF,)),
        ("Cleo", (Audience.STAFF, Audience.CLINICIAN)),
    ):
        other = Browser(app).sign_in(make.user(app, name, *audiences))
        assert other.open(address).status == 404
    assert office.open(address).status == 200


def test_a_look_is_over_after_a_day(
    office: Browser, session: Session, sent: Submission
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK)
    address = office.path
    the_look(session).looked_at = clock.now() - looks.LASTS + timedelta(minutes=1)
    session.commit()
    assert office.open(address).status == 200

    the_look(session).looked_at = clock.now() - looks.LASTS
    session.commit()
    assert office.open(address).status == 404


def test_what_is_withdrawn_is_not_seen_any_more(
    office: Browser, session: Session, sent: Submission
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK)
    address = office.path
    sent.status = Status.WITHDRAWN
    session.commit()

    assert office.open(address).status == 404
    office.open(f"{RULES}/1/try").press(LOOK)
    assert "None of the newest submissions" in office.text


def test_one_is_picked_of_those_that_the_flag_was_raised_for(
    office: Browser, session: Session, sent: Submission
) -> None:
    at_risk = make.submission(session, Status.ACCEPTED, blood_thinner="yes")

    for _ in range(3):
        office.open(f"{RULES}/1/try").press(LOOK, flag="anticoagulant", way="raised")
        assert "Raised by" in line(office, "Takes a blood thinner")

    found = session.scalars(select(FactsLook.submission_id)).all()
    assert set(found) == {at_risk.id}


def test_one_is_picked_of_those_that_the_flag_could_not_be_decided_for(
    office: Browser, session: Session, sent: Submission
) -> None:
    unsure = make.submission(session, Status.SENT, progressive_weakness="not_sure")

    office.open(f"{RULES}/1/try")
    office.press(LOOK, flag="progressive_neuro_deficit", way="undecided")

    assert the_look(session).submission_id == unsure.id
    assert "Missing:" in line(office, "Weakness or numbness that is getting worse")


@pytest.mark.parametrize(
    ("flag", "way", "says"),
    [
        ("gca", "raised", "None of the newest submissions"),
        ("gca", "undecided", "None of the newest submissions"),
        ("nothing", "raised", "Choose a flag"),
        ("gca", "perhaps", "Choose a flag"),
        ("", "", "Choose a flag"),
    ],
)
def test_where_there_is_none_the_page_says_so_and_nothing_is_kept(
    office: Browser, session: Session, sent: Submission, flag: str, way: str, says: str
) -> None:
    office.open(f"{RULES}/1/try").press(LOOK, flag=flag, way=way)

    assert office.status == 422
    assert says in office.text
    assert session.scalars(select(FactsLook)).all() == []
    assert VERB not in verbs(session, sent)


def test_a_draft_is_never_picked(office: Browser, session: Session) -> None:
    make.draft_in_danger(session)

    office.open(f"{RULES}/1/try").press(LOOK, flag="cauda_equina")

    assert office.status == 422
