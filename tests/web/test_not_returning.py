"""Not coming back: what is mistyped, wrong, unknown or tried too often."""

import time
from statistics import median

import pytest
from flask import Flask

from intake.questionnaire import codes
from intake.web import tries
from tests.browser import Browser
from tests.web.coming_back import (
    NOT_BORN,
    another_secret,
    begun_with_code,
    follow,
    later,
    type_code,
    unknown_code,
)
from tests.web.test_returning import WHERE


@pytest.mark.parametrize("typed", ["", "K7M2QD", "K7M2QD-4XWP-9TRB-6HN1", "x" * 5000])
def test_a_code_that_can_be_none_is_an_error_beside_it(
    browser: Browser, typed: str
) -> None:
    type_code(browser, typed)

    assert browser.status == 422
    assert browser.title.startswith("Error: ")
    assert browser.link("code") == "#code"


def test_a_wrong_code_an_unknown_code_and_a_wrong_date_read_alike(
    app: Flask, browser: Browser
) -> None:
    code, _ = begun_with_code(app)
    pages = [
        type_code(Browser(app), another_secret(code)),
        type_code(Browser(app), unknown_code()),
        type_code(Browser(app), code, **NOT_BORN),
    ]

    assert [each.status for each in pages] == [422] * 3
    assert len({each.text for each in pages}) == 1


def test_a_wrong_code_and_an_unknown_code_cost_the_same(app: Flask) -> None:
    code, _ = begun_with_code(app)
    wrong, unknown = another_secret(code), unknown_code()
    browser = Browser(app)
    took: dict[str, list[float]] = {wrong: [], unknown: []}
    for _ in range(9):
        for typed, times in took.items():
            browser.open("/return")
            started = time.perf_counter()
            type_code(browser, typed)
            times.append(time.perf_counter() - started)
            assert browser.status == 422

    slow, fast = median(took[wrong]), median(took[unknown])
    assert 0.5 < slow / fast < 2


def test_a_link_that_nobody_has_reads_like_a_wrong_date(
    app: Flask, browser: Browser
) -> None:
    _, link = begun_with_code(app)
    wrong = follow(browser, link, **NOT_BORN)
    unknown = follow(Browser(app), f"/return/{'x' * 43}")

    assert (wrong.status, unknown.status) == (422, 422)
    assert wrong.text == unknown.text


def test_twenty_wrong_dates_on_a_link_wait_and_then_the_right_one_gets_in(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, link = begun_with_code(app)

    statuses = [follow(browser, link, **NOT_BORN).status for _ in range(20)]

    assert statuses == [422] * 10 + [429] * 10
    assert follow(browser, link).status == 429
    assert "date_of_birth" in browser.page.text  # and what was typed is still there
    later(monkeypatch, 15 * 60 + 1)
    assert follow(browser, link).path == WHERE


def test_the_wait_grows_with_the_tries(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _ = begun_with_code(app)
    wrong = another_secret(code)

    def let_through() -> int:
        return [type_code(browser, wrong).status for _ in range(12)].count(422)

    assert let_through() == 10
    later(monkeypatch, 16 * 60)
    assert let_through() == 5
    later(monkeypatch, 16 * 60)
    assert let_through() == 0
    later(monkeypatch, 2 * 60 * 60)
    assert let_through() == 5
    later(monkeypatch, 3 * 60 * 60)
    assert let_through() == 0
    later(monkeypatch, 24 * 60 * 60)
    assert type_code(browser, code).path == WHERE


def test_one_machine_may_not_try_many_codes(app: Flask, browser: Browser) -> None:
    seen = [
        type_code(browser, codes.completed(f"{number:017d}").written).status
        for number in range(10**12, 10**12 + 65 * 10**11, 10**11)
    ]

    assert seen.count(422) == tries.MACHINE.amount


def test_all_machines_together_may_not_try_more(app: Flask) -> None:
    _, link = begun_with_code(app)
    with app.test_request_context():
        for _ in range(tries.EVERYBODY.amount):
            tries._count(tries.EVERYBODY, "code", "everybody")

    assert type_code(Browser(app), unknown_code()).status == 429
    assert follow(Browser(app), link).path == WHERE
