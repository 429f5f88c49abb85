"""Each number of a replay leads to those behind it, who stay unknown to staff."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion, Submission
from intake.records.rule_work import ReplayChange
from intake.workflow import replays
from tests import make
from tests.browser import HTML, Browser
from tests.web.test_replays import (
    CAUDA,
    LOST,
    NEW,
    START,
    Run,
    change,
    page_of,
    the_one,
)


def test_each_number_is_a_list_and_names_nobody(
    office: Browser,
    session: Session,
    draft: RuleSetVersion,
    saddles: list[Submission],
    run: Run,
) -> None:
    office.open(page_of(draft)).press(START)
    run()
    shown = office.open(office.path)
    links = [
        each.get("href", "")
        for each in shown.tree.iter(f"{HTML}a")
        if "/no_longer_raised/" in each.get("href", "")
    ]
    assert len(links) == len(set(links)) + 1  # the grave one stands first, and again

    for link in [*links, page_of(draft), f"/staff/replays/{the_one(session).id}"]:
        text = office.open(link).page.text
        assert office.status == 200
        for each in saddles:
            assert each.reference not in text
            assert str(each.id) not in text
            assert each.id.hex not in text
        assert "Pat Doe" not in text
    office.open(links[0])
    assert CAUDA in office.title
    assert "2 submissions" in office.text
    assert "November 2026" in office.text


def test_a_month_alone_and_any_flag_are_lists_too(
    office: Browser, draft: RuleSetVersion, saddles: list[Submission], run: Run
) -> None:
    office.open(page_of(draft)).press(START)
    run()
    listed = f"{office.path}/{LOST}"

    office.open(f"{listed}/any?month=2026-11")
    assert "2 submissions, sent in November 2026" in office.text
    assert CAUDA in office.text
    office.open(office.link("show every month"))
    assert "2 submissions." in office.text


@pytest.mark.parametrize(
    "rest",
    [
        f"/{LOST}/smoking",
        f"/{LOST}/any?month=2020-01",
        f"/{LOST}/any?month=x",
        f"/{NEW}/cauda_equina",
        "/x/any",
        f"/{LOST}/any?page=0",
        f"/{LOST}/any?page=99999",
    ],
)
def test_a_number_that_is_not_there_has_no_list(
    office: Browser,
    draft: RuleSetVersion,
    saddles: list[Submission],
    run: Run,
    rest: str,
) -> None:
    office.open(page_of(draft)).press(START)
    run()

    assert office.open(f"{office.path}{rest}").status == 404


def test_of_a_large_number_a_list_has_pages_and_says_that_it_names_some(
    office: Browser, session: Session, draft: RuleSetVersion, saddles: list[Submission]
) -> None:
    office.open(page_of(draft)).press(START)
    months = {"2026-10": replays.MOST_NAMED + 20, "2026-11": 3}
    change(session, counts=[[LOST, "gca", month, n] for month, n in months.items()])
    replay = the_one(session)
    session.add_all(
        ReplayChange(
            replay_id=replay.id,
            change=LOST,
            flag="gca",
            month=month,
            submission_id=saddles[0].id,
        )
        for month, number in months.items()
        for _ in range(min(number, replays.MOST_NAMED))
    )
    session.commit()

    office.open(f"{office.path}/{LOST}/gca")
    assert "73 submissions" in office.text
    assert f"the first {replays.MOST_NAMED} that were judged" in office.text
    office.open(office.link("Next page"))
    assert "Number 51" in office.text
    assert "Number 53" in office.text
    assert "Number 54" not in office.text
    office.open(office.link("Page before"))
    assert "Number 1 " in office.text
    office.open(f"{office.path}?month=2026-11")
    assert "that were judged" not in office.text


def test_a_clinician_of_the_staff_is_led_to_the_submission(
    app: Flask,
    browser: Browser,
    session: Session,
    draft: RuleSetVersion,
    saddles: list[Submission],
    run: Run,
) -> None:
    browser.open(page_of(draft)).press(START)
    run()
    listed = f"{browser.path}/{LOST}/cauda_equina"
    browser.press("Sign out Sam")
    both = make.user(app, "Bo", Audience.STAFF, Audience.CLINICIAN)

    browser.sign_in(both).open(listed)

    hrefs = {each.get("href") for each in browser.tree.iter(f"{HTML}a")}
    assert {f"/clinician/submissions/{each.id}" for each in saddles} <= hrefs
