"""The patient's pages in their order: ahead, back, elsewhere, wrong, changed."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from intake.records.accounts import BrowserSession
from intake.web import database
from tests.browser import ORIGIN, Browser
from tests.make import KNEE
from tests.walk import answer, walk
from tests.web.drafts import audited, begin, complete, field_values, kept, second_tab
from tests.web.test_sessions import COOKIE

GO_ON = "Go on with your answers"
CHILD = {**KNEE, "date_of_birth-year": "2014"}
TWO_PLACES = {**KNEE, "regions": ["knee_right_front", "shoulder_left_front"]}


LEFT = {"own_sides": "shoulder:left"}


def ids(browser: Browser) -> set[str | None]:
    return {each.get("id") for each in browser.tree.iter()}


# The path


def test_a_page_ahead_leads_to_the_first_unanswered_one(browser: Browser) -> None:
    begin(browser)

    browser.open("/intake/health")

    assert browser.status == 409
    assert browser.link(GO_ON) == "/intake/where"


@pytest.mark.parametrize("path", ["/intake/began/2", "/intake/began", "/intake/lost"])
def test_a_page_that_does_not_apply_says_so_and_leads_on(
    browser: Browser, path: str
) -> None:
    begin(browser)

    browser.open(path)

    assert browser.status == 404
    assert "not part of your questions" in browser.text
    assert browser.link(GO_ON) == "/intake/where"


def test_resuming_opens_the_first_page_with_an_unanswered_question(
    browser: Browser,
) -> None:
    begin(browser)
    browser.open("/")

    assert browser.open(browser.link(GO_ON)).path == "/intake/where"


def test_without_a_draft_resuming_begins_at_the_front_page(browser: Browser) -> None:
    assert browser.open("/intake").path == "/"


def test_a_step_posted_ahead_saves_nothing_and_keeps_the_words(
    app: Flask, browser: Browser
) -> None:
    begin(browser)
    before = kept(app)

    browser.post("/intake/contact", full_name="Pat Early")

    assert browser.status == 409
    assert "Pat Early" in browser.text
    assert kept(app) == before


def test_back_leads_to_the_page_before_with_its_answers(browser: Browser) -> None:
    begin(browser)

    browser.open(browser.link("Back"))

    assert browser.path == "/intake/start"
    values = field_values(browser, "Continue")
    assert values["date_of_birth-year"] == ["1964"]
    assert values["sex_at_birth"] == ["male"]
    assert browser.link("Back") == "/"


# Whose answers


@pytest.mark.parametrize(
    "path", ["/intake/where", "/intake/check", "/intake/receipt", "/intake/advice"]
)
def test_a_browser_without_a_draft_is_told_so(browser: Browser, path: str) -> None:
    browser.open(path)

    assert browser.status == 404
    assert "cannot find your answers" in browser.text
    assert browser.link("Start again") == "/"


@pytest.mark.parametrize("path", ["/intake/where", "/intake/send", "/intake/advice"])
def test_nothing_is_saved_for_a_browser_without_a_draft(
    app: Flask, browser: Browser, path: str
) -> None:
    browser.open("/intake/start").post(path, regions="knee_right_front")

    assert browser.status == 409
    assert "cannot find your answers" in browser.text
    assert audited(app) == []


@pytest.mark.parametrize(
    "row",
    [{"kept_until": BrowserSession.created_at}, {"data": {"draft": "0" * 32}}],
    ids=["the session is over and done with", "the draft is gone"],
)
def test_a_cookie_that_leads_nowhere_is_told_so(
    app: Flask, browser: Browser, row: dict[str, Any]
) -> None:
    begin(browser)
    with app.app_context(), database.writing() as session:
        session.execute(update(BrowserSession).values(row))

    browser.open("/intake/where")

    assert browser.status == 404
    assert "cannot find your answers" in browser.text


def test_a_cookie_that_nobody_gave_is_told_so(browser: Browser) -> None:
    browser.client.set_cookie(COOKIE, "guessed", secure=True)

    assert browser.open("/intake/where").status == 404


# A changed mind


def test_a_changed_answer_drops_what_no_longer_applies(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser, sports=["running"], sport_level="club")
    assert "At what level" in browser.text

    browser.open("/intake/about-you?back=check").press("Continue", sports=["none"])

    assert browser.path == "/intake/check"
    assert "At what level" not in browser.text
    assert "sport_level" not in kept(app)


def test_another_place_drops_the_answers_for_the_old_one(
    app: Flask, browser: Browser
) -> None:
    complete(app, browser)
    assert set(kept(app)["areas"]) == {"knee:right"}

    browser.open("/intake/where?back=check")
    browser.press("Continue", regions=["shoulder_left_front"], **LEFT)

    assert "areas" not in kept(app)
    assert kept(app)["full_name"] == "Pat Doe"
    assert browser.open("/intake/check").status == 409
    assert browser.open(browser.link(GO_ON)).path == "/intake/urgent-signs"


def test_a_page_left_open_does_not_answer_for_another_place(
    app: Flask, browser: Browser
) -> None:
    walk(begin(browser), KNEE, "/intake/this-area-signs/1")
    elsewhere = second_tab(browser)
    shoulder = {"regions": ["shoulder_left_front"], **LEFT}
    elsewhere.open("/intake/where").press("Continue", **shoulder)
    walk(elsewhere, KNEE, "/intake/this-area-signs/1")
    before = kept(app)

    browser.press("Continue", deformed="yes")

    assert browser.status == 409
    assert "You changed where it hurts" in browser.text
    assert "left shoulder" in browser.text
    assert kept(app) == before
    browser.open(browser.link("Answer for your left shoulder"))
    assert browser.path == "/intake/this-area-signs/1"
    assert field_values(browser, "Continue")["area"] == ["shoulder:left"]


def test_an_opened_question_is_shown_on_the_same_page(browser: Browser) -> None:
    begin(browser)
    browser.follows = False
    browser.press("Continue", regions=["knee_right_front", "knee_left_front"])

    place = browser.page.headers["Location"]

    assert place == "/intake/where#question-worst_area"
    browser.open(place)
    assert "is one more thing to ask" in browser.text
    assert "question-worst_area" in ids(browser)


def test_two_opened_questions_are_said_to_be_two(app: Flask, browser: Browser) -> None:
    complete(app, browser)
    browser.open("/intake/health")

    browser.press("Continue", conditions=["diabetes", "high_blood_pressure"])

    assert browser.path == "/intake/health"
    assert "are 2 more things to ask" in browser.text


def test_a_page_names_its_section_and_the_time_that_is_left(
    app: Flask, browser: Browser
) -> None:
    begin(browser)
    assert "About you and where it hurts about 13 minutes left" in browser.text

    complete(app, browser)
    browser.open("/intake/began/1")

    assert browser.text.count("Your right knee All sections") == 1
    assert "minutes left" not in browser.text


def test_the_parts_of_the_body_can_be_gone_to(browser: Browser) -> None:
    begin(browser)

    place = browser.link("Knee and lower leg")

    group = browser.tree.find(f".//*[@id='{place.removeprefix('#')}']")
    assert group is not None
    assert group.get("tabindex") == "-1"
    assert "Knee and lower leg" in "".join(group.itertext())


# A child


def test_a_child_alone_is_led_to_a_parent_or_the_telephone(browser: Browser) -> None:
    begin(browser, CHILD)

    assert browser.path == "/intake/with-a-parent"
    assert browser.link("Call 112") == "tel:112"
    assert browser.link("Telephone") == "tel:02079460123"


@pytest.mark.parametrize("path", ["/intake/where", "/intake/check"])
def test_a_child_alone_does_not_get_round_it(browser: Browser, path: str) -> None:
    begin(browser, CHILD)

    browser.open(path)

    assert browser.status == 409
    assert browser.link("See what you can do") == "/intake/with-a-parent"


def test_with_a_parent_the_child_goes_on(browser: Browser) -> None:
    begin(browser, CHILD)
    browser.open(browser.link("A parent or carer is with me"))

    answer(browser, {**CHILD, "filled_in_by": "parent_or_carer"})

    assert browser.path == "/intake/where"


def test_asking_for_the_head_of_a_page_answers_nothing(
    app: Flask, browser: Browser
) -> None:
    begin(browser)
    before = kept(app)

    head = browser.client.head("/intake/where", base_url=ORIGIN)

    assert head.status_code == 200
    assert kept(app) == before
