"""Twenty at once: one submission, one decision, and nobody left without an answer."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE
from intake.records.accounts import User
from intake.records.models import (
    AuditEvent,
    OutboxMail,
    Review,
    RuleSetVersion,
    ScreeningRecord,
    Status,
    Submission,
)
from intake.web import database
from intake.workflow import outbox, rule_sets, screenings
from tests import make
from tests.browser import ORIGIN, Browser
from tests.make import KNEE
from tests.walk import walk
from tests.web.drafts import begin
from tests.web.test_sessions import COOKIE

CROWD = 20
FIRST_PAGE = (
    "filled_in_by",
    "date_of_birth-day",
    "date_of_birth-month",
    "date_of_birth-year",
    "sex_at_birth",
    "consent",
)


def all_at_once(app: Flask, browser: Browser, label: str, **typed: str) -> list[int]:
    """The same form sent by twenty tabs of one browser at the same moment."""
    form = browser.form(label)
    fields = {
        each.get("name", ""): each.get("value", "")
        for each in form.iter()
        if each.get("name")
    } | typed
    cookie = browser.client.get_cookie(COOKIE)
    assert cookie
    start = Barrier(CROWD)

    def send(_number: int) -> int:
        client = app.test_client()
        client.set_cookie(COOKIE, cookie.value, secure=True)
        start.wait()
        page = client.post(
            form.get("action", ""),
            data=fields,
            base_url=ORIGIN,
            headers={"Referer": ORIGIN},
        )
        return page.status_code

    with ThreadPoolExecutor(CROWD) as crowd:
        return list(crowd.map(send, range(CROWD)))


def count(session: Session, what: object) -> int:
    return session.scalar(select(func.count()).select_from(what)) or 0  # type: ignore[arg-type]


def test_twenty_presses_of_send_make_one_submission(
    app: Flask, browser: Browser, session: Session
) -> None:
    app.extensions[database.SESSIONS].kw["info"][outbox.ON] = True
    walk(browser.open("/intake/start"), KNEE, "/intake/check")

    statuses = all_at_once(app, browser, "Send to the clinic")

    assert statuses == [302] * CROWD
    sent = select(func.count()).where(AuditEvent.verb == "sent")
    assert session.scalar(sent) == 1
    assert count(session, ScreeningRecord) == 1
    assert count(session, OutboxMail) == 1
    assert browser.open("/intake/receipt").status == 200


def test_twenty_presses_of_the_first_continue_make_one_draft(
    app: Flask, browser: Browser, session: Session
) -> None:
    browser.open("/intake/start")

    first = {name: KNEE[name] for name in KNEE if name in FIRST_PAGE}
    statuses = all_at_once(app, browser, "Continue", **first)

    assert statuses == [302] * CROWD
    assert count(session, Submission) == 1
    assert browser.open("/intake/where").status == 200


def test_of_twenty_decisions_one_wins_and_nineteen_are_told(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    browser.sign_in(carol).open(f"/clinician/submissions/{submission.id}")

    statuses = all_at_once(
        app, browser, "Decline", reason="too_early", words="Not today."
    )

    assert Counter(statuses) == {302: 1, 409: CROWD - 1}
    assert count(session, Review) == 1


def test_withdrawn_or_opened_but_never_both(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    """Whichever comes first: no clinician reads as waiting what is withdrawn."""
    desk = Browser(app).sign_in(carol)
    for _ in range(5):
        patient = Browser(app)
        begin(patient, KNEE)
        draft = session.scalars(
            select(Submission).where(Submission.status == Status.DRAFT)
        ).one()
        draft.answers, draft.private = QUESTIONNAIRE.split(make.answers())
        session.commit()
        patient.open("/intake/check").press("Send to the clinic")
        patient.open("/intake/withdraw")
        start = Barrier(2)

        def withdraw(start: Barrier = start, patient: Browser = patient) -> int:
            start.wait()
            return patient.press("Withdraw my answers").status

        def read(start: Barrier = start, sent: Submission = draft) -> str:
            start.wait()
            return desk.open(f"/clinician/submissions/{sent.id}").text

        with ThreadPoolExecutor(2) as both:
            pressed, seen = both.submit(withdraw), both.submit(read)
        session.refresh(draft)
        withdrawn = draft.status is Status.WITHDRAWN
        session.commit()

        assert pressed.result() == (200 if withdrawn else 409)
        told = "Withdrawn by the patient before a clinician" in seen.result()
        assert told is withdrawn


def test_of_twenty_presses_of_publish_one_publishes(
    app: Flask, browser: Browser, session: Session, sam: User
) -> None:
    draft = publishable(session, sam, "Sam's ")
    browser.sign_in(sam).open(f"/staff/rules/{draft.id}")

    statuses = all_at_once(app, browser, "Publish")

    assert Counter(statuses) == {302: 1, 409: CROWD - 1}
    published = select(func.count()).where(AuditEvent.verb == "published")
    assert session.scalar(published) == 2  # the shipped rules, and these


def test_of_two_drafts_that_are_published_at_once_one_is_in_force(
    app: Flask, session: Session, sam: User
) -> None:
    drafts = [publishable(session, sam, words) for words in ("Sam's ", "His ")]
    desks = [Browser(app).sign_in(sam) for _ in drafts]
    for desk, draft in zip(desks, drafts, strict=True):
        desk.follows = False
        desk.open(f"/staff/rules/{draft.id}")
    start = Barrier(2)

    def publish(desk: Browser) -> int:
        start.wait()
        return desk.press("Publish").status

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(publish, desks)) == [302, 409]
    session.expire_all()
    assert sorted(each.number or 0 for each in drafts) == [0, 2]


def publishable(session: Session, sam: User, words: str) -> RuleSetVersion:
    base = screenings.in_force(session)
    text = base.files["joint.yaml"].replace("title: ", f"title: {words}", 1)
    files = {**base.files, "joint.yaml": text}
    draft = rule_sets.write(session, base, sam, make.NOON, files)
    session.flush()
    make.publishable(session, draft, sam)
    return draft
