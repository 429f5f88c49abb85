"""Recovery codes: for the day the telephone is lost, each once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy.orm import Session

from intake.records.accounts import User
from tests.browser import Browser
from tests.web.test_second_factor import RECOVERY, half_way, recovery_codes, verbs


def test_a_recovery_code_opens_once_however_it_is_written(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    code = recovery_codes(browser.sign_in(carol))[0]
    typed = code.lower().replace("-", " ").replace("0", "o")

    lost = half_way(Browser(app), carol).open(RECOVERY).press("Sign in", code=typed)
    assert lost.path == "/clinician/"
    again = half_way(Browser(app), carol).open(RECOVERY).press("Sign in", code=code)

    assert again.path == RECOVERY
    assert "none of your recovery codes" in again.text
    assert "used a recovery code" in verbs(session, carol)
    assert "You have 7 recovery codes left" in lost.open("/account/").text


def test_of_two_who_use_a_recovery_code_at_once_one_comes_in(
    app: Flask, browser: Browser, carol: User
) -> None:
    code = recovery_codes(browser.sign_in(carol))[0]
    browsers = [half_way(Browser(app), carol).open(RECOVERY) for _ in range(3)]
    start = Barrier(len(browsers))

    def send(browser: Browser) -> str:
        start.wait()
        return browser.press("Sign in", code=code).path

    with ThreadPoolExecutor(len(browsers)) as crowd:
        arrived = Counter(crowd.map(send, browsers))

    assert arrived == Counter({"/clinician/": 1, RECOVERY: len(browsers) - 1})


def test_new_recovery_codes_end_the_old(
    app: Flask, browser: Browser, carol: User
) -> None:
    old = recovery_codes(browser.sign_in(carol))[0]
    new = recovery_codes(browser)[0]

    tried = half_way(Browser(app), carol).open(RECOVERY)
    assert tried.press("Sign in", code=old).path == RECOVERY
    assert tried.press("Sign in", code=new).path == "/clinician/"


def test_anothers_recovery_code_opens_nothing(
    app: Flask, browser: Browser, carol: User, dan: User
) -> None:
    code = recovery_codes(browser.sign_in(dan))[0]

    tried = half_way(Browser(app), carol).open(RECOVERY).press("Sign in", code=code)

    assert tried.path == RECOVERY
