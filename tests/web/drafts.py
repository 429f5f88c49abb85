"""Drafts that are nearly done, and what the records hold of a patient's answers."""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import select

from intake.questionnaire import QUESTIONNAIRE
from intake.records.models import AuditEvent, Submission
from intake.web import database
from intake.workflow import submissions
from tests import make
from tests.browser import Browser
from tests.walk import answer

CHECK = "/intake/check"


def begin(browser: Browser, given: Mapping[str, Any] = make.KNEE) -> Browser:
    """The first page is answered."""
    return answer(browser.open("/intake/start"), given)


def complete(app: Flask, browser: Browser, **typed: Any) -> Browser:
    """The check page of a draft with nothing left to answer; KNEE for the rest."""
    begin(browser)
    with app.app_context(), database.writing() as session:
        draft = session.scalars(select(Submission)).one()
        draft.answers, draft.private = QUESTIONNAIRE.split(make.answers(**typed))
    return browser.open(CHECK)


def second_tab(browser: Browser) -> Browser:
    """Another tab of the same browser, its cookie the same."""
    tab = Browser(browser.client.application)
    tab.client = browser.client
    return tab


def kept(app: Flask) -> Mapping[str, Any]:
    """All answers of the only submission there is."""
    with app.app_context(), database.reading() as session:
        return submissions.answers_of(session.scalars(select(Submission)).one())


def audited(app: Flask) -> list[str]:
    """What the audit trail says was done to submissions, in order."""
    with app.app_context(), database.reading() as session:
        events = select(AuditEvent.verb).where(AuditEvent.subject.like("submission:%"))
        return list(session.scalars(events.order_by(AuditEvent.id)))


def field_values(browser: Browser, label: str) -> dict[str, list[str]]:
    """What the form with this button would send if it were pressed now."""
    values: dict[str, list[str]] = {}
    for field in browser.form(label).iter():
        off = field.get("type") in ("radio", "checkbox") and not field.get("checked")
        if field.get("checked") == "":
            off = False
        if (name := field.get("name")) and not off:
            values.setdefault(name, []).append(field.get("value") or field.text or "")
    return values
