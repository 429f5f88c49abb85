"""Ten thousand guesses at one code: none is right, and its patient still gets in."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask

from intake.questionnaire import codes
from tests.browser import HTML, ORIGIN, Browser
from tests.web.coming_back import (
    BORN,
    OPEN,
    begun_with_code,
    follow,
    later,
    type_code,
)
from tests.web.test_returning import WHERE
from tests.web.test_sessions import COOKIE, sid

GUESSES = 10_000
# None of them tries so often that it is refused for that alone.
MACHINES = 250


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[str]:
    """Of ten thousand, ten come to the database: once is enough."""
    with request.getfixturevalue("sqlite_files").fresh(tmp_path, new=False) as url:
        yield url


# Ten thousand times the same lines, which others count; counting them takes as long.
@pytest.mark.no_cover
def test_ten_thousand_guesses_find_nothing_and_shut_nobody_out(
    app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, link = begun_with_code(app)
    client = app.test_client()
    browser.open("/return")
    token = browser.form(OPEN).find(f".//{HTML}input[@name='csrf_token']")
    assert token is not None
    client.set_cookie(COOKIE, sid(browser), secure=True)
    born = {name.replace("__", "-"): value for name, value in BORN.items()}
    statuses: Counter[int] = Counter()
    guess = code

    for number in range(GUESSES):
        guess = another_secret_after(guess, number)
        page = client.post(
            "/return",
            data={"csrf_token": token.get("value"), "code": guess, **born},
            base_url=ORIGIN,
            headers={"Referer": ORIGIN},
            environ_base={"REMOTE_ADDR": f"198.51.100.{number % MACHINES}"},
        )
        statuses[page.status_code] += 1

    assert statuses == {422: 10, 429: GUESSES - 10}
    assert follow(Browser(app), link).path == WHERE
    assert type_code(Browser(app), code).status == 429
    later(monkeypatch, 15 * 60 + 1)
    assert type_code(Browser(app), code).path == WHERE


def another_secret_after(code: str, number: int) -> str:
    """The same public part, and a secret that follows from the number."""
    letters = "".join(
        codes.ALPHABET[number // 32**place % 32] for place in range(codes.SECRET - 1)
    )
    return codes.completed(code[: codes.PUBLIC] + letters).written
