"""What no mail ever says: an answer, a flag, a place, the treatment."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.demo.archetypes import ARCHETYPES
from intake.demo.patients import patient
from intake.demo.people import dice
from intake.questionnaire import QUESTIONNAIRE
from intake.rules import FLAGS
from intake.web import mails
from intake.workflow import outbox, submissions
from tests.make import NOON, TODAY
from tests.post_office import PostOffice
from tests.web.test_mails import send_due

TREATMENT = ("prolotherapy", "injection", "dextrose", "sugar", "pain", "treatment")
MARKERS = {
    "full_name": "Zephyrine Marker",
    "filled_in_by_name": "Helpermarker",
    "goal": "goalmarker",
    "expectation": "expectationmarker",
    "anything_else": "anythingmarker",
}


@pytest.fixture
def settings(with_mail: Settings) -> Settings:
    return with_mail


def test_no_mail_says_what_any_patient_answered(
    app: Flask, session: Session, post_office: PostOffice
) -> None:
    random = dice(7)
    told: list[dict[str, Any]] = []
    for number, archetype in enumerate(ARCHETYPES, start=1):
        given = dict(patient(archetype, number, random, TODAY).answers)
        given |= {name: words for name, words in MARKERS.items() if name in given}
        given["email"] = f"box{number}@example.net"
        sent = submissions.start(session, "en", NOON)
        sent.answers, sent.private = QUESTIONNAIRE.split(given)
        submissions.send(session, sent, today=TODAY, at=NOON)
        told.append({**given, "reference": sent.reference})
    session.commit()

    while send_due(app):
        pass

    assert len(post_office.taken) == len(ARCHETYPES)
    texts = {
        re.sub(r"\b\w{4}-\w{4}\b", "", each.get_content()) for each in post_office.taken
    }
    # One text for all, whatever they answered: nothing can be read from it.
    assert len(texts) == 1
    everything = "".join(each.as_string() for each in post_office.taken)
    for given in told:
        assert given["reference"] in everything
        for name in ("full_name", "phone", "date_of_birth", "goal"):
            assert str(given.get(name) or "-no answer-") not in everything, name
    assert not [word for word in MARKERS.values() if word in everything]


@pytest.mark.parametrize("kind", outbox.MAILS)
def test_no_mail_names_the_treatment_a_flag_or_a_place(app: Flask, kind: str) -> None:
    letter = outbox.Letter(
        kind=outbox.MAILS[kind],
        recipient="pat@example.org",
        language="en",
        written_at=NOON,
        about=UUID(int=0),
        reference="AAAA-0001",
        values=dict.fromkeys(outbox.MAILS[kind].values, "https://x.example"),
    )
    with app.app_context():
        said = f"{letter.kind.subject} {mails._text(letter)}".lower()

    sites = {"knee", "shoulder", "back", "neck", "hip", "ankle", "elbow", "wrist"}
    said = said.replace("come back", "")
    for word in (*TREATMENT, *sites, *(flag.replace("_", " ") for flag in FLAGS)):
        assert not re.search(rf"\b{re.escape(word)}", said), word
    assert not re.search(r"\{\{|\{%|none\b(?! of your answers)", said)
