"""What is typed and not given: it comes back on its page, and is known nowhere else."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from intake.records.accounts import User
from intake.records.coming_back import Typed
from intake.records.models import AuditEvent, FlagRecord, Status, Submission
from intake.workflow import ended_drafts, queue_places
from tests import make
from tests.browser import HTML, ORIGIN, Browser
from tests.make import SADDLE
from tests.walk import answer, walk
from tests.web.drafts import begin, complete, field_values, kept, second_tab

BACK = "What you typed here before is back."
MARKER = "typedmarker of Zephyrine"
GOALS = "/intake/goals"


def type_(browser: Browser, path: str = "", **typed: Any) -> TestResponse:
    """What the script sends of the page that is shown, with this typed on it."""
    line = browser.tree.find(f".//{HTML}p[@id='kept']")
    assert line is not None
    fields: dict[str, Any] = field_values(browser, browser.onward)
    fields |= {name.replace("__", "-"): value for name, value in typed.items()}
    fields.setdefault("given", line.get("data-given"))
    return browser.client.post(
        path or line.get("data-at") or f"{browser.path}/typed",
        data=fields,
        base_url=ORIGIN,
        headers={"Referer": ORIGIN},
    )


def shown(browser: Browser, name: str) -> list[str]:
    """What stands in these fields of the page."""
    return field_values(browser, "Continue").get(name, [])


def rows(session: Session) -> int:
    found = session.scalar(select(func.count()).select_from(Typed)) or 0
    session.rollback()  # whoever only reads keeps nobody waiting
    return found


@pytest.fixture
def at_goals(app: Flask, browser: Browser) -> Browser:
    """The page about goals of a draft that has an answer to everything."""
    complete(app, browser, goal="walk again")
    return browser.open(GOALS)


# It comes back


def test_it_comes_back_and_says_that_it_is_not_saved(at_goals: Browser) -> None:
    page = type_(at_goals, goal=MARKER, needle_worry="yes")

    assert (page.status_code, page.data) == (204, b"")
    at_goals.open(GOALS)
    assert shown(at_goals, "goal") == [MARKER]
    assert shown(at_goals, "needle_worry") == ["yes"]
    assert BACK in at_goals.text
    assert "There is a problem" not in at_goals.text


def test_what_would_not_do_as_an_answer_comes_back_as_it_was_typed(
    browser: Browser,
) -> None:
    begin(browser).open("/intake/start")

    type_(browser, date_of_birth__day="31", date_of_birth__month="2")

    browser.open("/intake/start")
    assert shown(browser, "date_of_birth-day") == ["31"]
    assert "no such day" not in browser.text


def test_it_comes_back_in_another_tab_and_on_another_device(
    app: Flask, at_goals: Browser
) -> None:
    type_(at_goals, goal=MARKER)

    other = second_tab(at_goals).open(GOALS)

    assert shown(other, "goal") == [MARKER]


def test_what_was_typed_last_is_what_comes_back(
    at_goals: Browser, session: Session
) -> None:
    for words in ("first", "second"):
        type_(at_goals, goal=words)

    assert shown(at_goals.open(GOALS), "goal") == ["second"]
    assert rows(session) == 1


def test_a_field_that_was_emptied_comes_back_empty(at_goals: Browser) -> None:
    type_(at_goals, goal="")

    assert shown(at_goals.open(GOALS), "goal") == [""]


def test_a_page_emptied_again_is_as_if_nothing_had_been_typed(
    browser: Browser, session: Session
) -> None:
    begin(browser)
    type_(browser, regions=["knee_right_inner"])
    assert rows(session) == 1

    type_(browser, regions=[])

    assert rows(session) == 0
    assert BACK not in browser.open("/intake/where").text


def test_each_place_has_its_own(app: Flask, browser: Browser) -> None:
    places = ["knee_right_front", "knee_left_front"]
    complete(app, browser, regions=places, main_area="knee:right")
    browser.open("/intake/feels/1")

    type_(browser, pain_now="9")

    assert shown(browser.open("/intake/feels/1"), "pain_now") == ["9"]
    assert shown(browser.open("/intake/feels/2"), "pain_now") == ["5"]


def test_what_does_not_fit_the_page_any_more_is_dropped(
    app: Flask, browser: Browser, session: Session
) -> None:
    complete(app, browser)
    type_(browser.open("/intake/feels/1"), pain_now="9")
    elsewhere = {**make.KNEE, "regions": ["shoulder_left_front"]}
    answer(browser.open("/intake/where"), elsewhere)

    walk(browser, elsewhere, "/intake/feels/1")

    assert shown(browser, "pain_now") == []
    assert BACK not in browser.text


def test_a_question_that_was_not_on_the_page_then_shows_its_answer(
    at_goals: Browser, session: Session
) -> None:
    type_(at_goals, goal=MARKER)
    row = session.scalars(select(Typed)).one()
    row.fields = {
        name: each for name, each in row.fields.items() if name != "needle_worry"
    }
    session.commit()

    at_goals.open(GOALS)

    assert shown(at_goals, "needle_worry") == ["no"]
    assert shown(at_goals, "goal") == [MARKER]


def test_only_the_pages_questions_are_kept(at_goals: Browser, session: Session) -> None:
    type_(at_goals, goal=MARKER, full_name="Zephyrine", revision="7", nonsense="x")

    row = session.scalars(select(Typed)).one()
    assert {"full_name", "revision", "nonsense", "csrf_token"}.isdisjoint(row.fields)
    assert row.fields["goal"] == [["goal", MARKER]]


def test_it_is_given_with_continue(app: Flask, at_goals: Browser) -> None:
    type_(at_goals, goal=MARKER)

    at_goals.open(GOALS).press("Continue")

    assert kept(app)["goal"] == MARKER


# It is no answer


def test_it_changes_nothing_of_the_answers(
    app: Flask, at_goals: Browser, session: Session
) -> None:
    answers = kept(app)
    before = session.scalars(select(Submission)).one()
    seen = (before.revision, before.changed_at, before.facts, before.status)
    events = len(session.scalars(select(AuditEvent)).all())
    session.rollback()

    type_(at_goals, goal=MARKER, needle_worry="yes")

    assert kept(app) == answers
    after = session.get_one(Submission, before.id, populate_existing=True)
    assert (after.revision, after.changed_at, after.facts, after.status) == seen
    assert len(session.scalars(select(AuditEvent)).all()) == events


def test_it_opens_no_page_and_completes_nothing(browser: Browser) -> None:
    begin(browser)

    type_(browser, regions=["knee_right_front"])

    assert browser.open("/intake").path == "/intake/where"
    assert browser.open("/intake/began/1").status == 404
    assert browser.open("/intake/check").status == 409


def test_the_check_page_does_not_show_it(at_goals: Browser) -> None:
    type_(at_goals, goal=MARKER)

    at_goals.open("/intake/check")

    assert MARKER not in at_goals.text
    assert "walk again" in at_goals.text


def test_no_danger_is_seen_in_it(browser: Browser, session: Session) -> None:
    begin(browser, SADDLE)
    walk(browser, SADDLE, "/intake/urgent-signs")

    type_(browser, saddle_numbness="yes")

    assert session.scalars(select(FlagRecord)).all() == []
    assert browser.open("/intake/advice").path == "/intake/urgent-signs"


def test_no_clinician_sees_it(
    app: Flask, at_goals: Browser, carol: User, session: Session
) -> None:
    draft = session.scalars(select(Submission)).one()
    # Clinicians see a draft in danger before it is sent.
    draft.queue_rank = queue_places.DRAFT_RANKS["urgent"]
    draft.waiting_since = make.NOON
    session.commit()
    type_(at_goals, goal=MARKER, needle_worry="yes")

    desk = Browser(app).sign_in(carol)
    assert MARKER not in desk.open("/clinician/").page.text
    desk.open(f"/clinician/submissions/{draft.id}")

    assert desk.status == 200
    assert "walk again" in desk.text
    assert MARKER not in desk.page.text


def test_what_is_screened_is_what_was_given(
    at_goals: Browser, session: Session
) -> None:
    type_(at_goals, needle_worry="yes", goal=MARKER)

    at_goals.open("/intake/check").press("Send to the clinic")

    sent = session.scalars(select(Submission)).one()
    assert sent.status is Status.SENT
    assert sent.facts
    assert sent.facts["needle_worry"] == "no"


# It goes


@pytest.mark.parametrize(
    ("path", "button"),
    [(GOALS, "Continue"), ("/intake/check", "Send to the clinic")],
)
def test_it_is_gone_once_the_page_is_given_or_all_is_sent(
    at_goals: Browser, session: Session, path: str, button: str
) -> None:
    type_(at_goals, goal=MARKER)
    assert rows(session) == 1

    at_goals.open(path).press(button)

    assert at_goals.status == 200
    assert rows(session) == 0


def test_it_is_gone_when_the_patient_finishes_on_this_device(
    at_goals: Browser, session: Session
) -> None:
    type_(at_goals, goal=MARKER)

    at_goals.post("/intake/finish")

    assert at_goals.path == "/"
    assert rows(session) == 0


def test_a_page_that_was_refused_keeps_it(at_goals: Browser, session: Session) -> None:
    type_(at_goals, goal=MARKER)

    at_goals.press("Continue", goal="x" * 3000)

    assert at_goals.status == 422
    assert rows(session) == 1


def test_it_goes_with_its_draft(browser: Browser, session: Session) -> None:
    begin(browser)
    type_(browser, regions=["knee_right_front"])

    draft = session.scalars(select(Submission)).one()
    later = draft.changed_at + timedelta(days=31)
    session.commit()
    assert ended_drafts.remove(session, draft.id, later, later)
    session.commit()

    assert rows(session) == 0


def test_what_was_typed_before_continue_and_comes_late_is_not_kept(
    at_goals: Browser, session: Session
) -> None:
    late = second_tab(at_goals).open(GOALS)
    at_goals.press("Continue", goal="swim")

    page = type_(late, goal="swi")

    assert page.status_code == 409
    assert rows(session) == 0
