"""The second factor: asked for, set up at first, never by the same code twice."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import (
    SECOND_FACTOR,
    Audience,
    BrowserSession,
    RecoveryCode,
    User,
)
from intake.web import access, clock, database, second_factor
from intake.web.policy import Door
from tests import make
from tests.browser import CODE_PAGE, HTML, ORIGIN, Browser, app_shows
from tests.make import PASSWORD
from tests.web.test_policy import methods_of, path_of, views, who_may
from tests.web.test_sessions import COOKIE

CODES = "/second-factor/recovery-codes"
SET_UP = "/second-factor"
RECOVERY = "/sign-in/recovery"


@pytest.fixture
def nora(app: Flask, session: Session) -> User:
    """A clinician who signs in for the first time."""
    made = make.user(app, "Nora", Audience.CLINICIAN)
    nothing = {"tf_primary_method": None, "tf_totp_secret": None}
    session.execute(update(User).where(User.id == made.id).values(nothing))
    session.commit()
    return made


def half_way(browser: Browser, user: User) -> Browser:
    """The password was right, and no more."""
    browser.open("/sign-in").press("Sign in", email=user.email, password=PASSWORD)
    return browser


def code_now(app: Flask, session: Session, user: User) -> str:
    with Session(session.get_bind()) as fresh:
        return app_shows(app, fresh.get_one(User, user.id).tf_totp_secret or "")


def code_of_new_app(app: Flask, session: Session) -> str:
    """What the app shows that has just read the picture."""
    with Session(session.get_bind()) as fresh:
        rows = fresh.scalars(select(BrowserSession)).all()
        [secret] = [
            row.data["tf_totp_secret"] for row in rows if "tf_state" in row.data
        ]
    return app_shows(app, secret)


def recovery_codes(browser: Browser) -> list[str]:
    browser.open(CODES).press("Make recovery codes")
    found = browser.tree.findall(f".//{HTML}li/{HTML}code")
    return [each.text or "" for each in found]


def verbs(session: Session, user: User) -> list[str]:
    with Session(session.get_bind()) as fresh:
        return [each.verb for each in queries.audit_events(fresh, f"user:{user.id}")]


@pytest.mark.parametrize("role", [Audience.CLINICIAN, Audience.LEAD, Audience.ADMIN])
def test_whoever_sees_health_data_or_gives_accounts_is_asked_for_a_code(
    app: Flask, browser: Browser, role: Audience
) -> None:
    robin = make.user(app, "Robin", role)

    half_way(browser, robin)
    assert browser.path == CODE_PAGE
    assert browser.open("/account/").path == "/sign-in"

    assert browser.sign_in(robin).open("/account/").path == "/account/"


def test_who_writes_rules_alone_may_do_without(browser: Browser, sam: User) -> None:
    assert half_way(browser, sam).path == "/staff/rules"


def test_in_a_demo_nobody_is_asked(app: Flask, browser: Browser, nora: User) -> None:
    app.config["INTAKE"] = replace(app.config["INTAKE"], demo=True)
    database_info = app.extensions[database.SESSIONS].kw["info"]
    database_info[SECOND_FACTOR] = False

    assert half_way(browser, nora).path == "/clinician/"


def test_it_is_set_up_at_the_first_sign_in_with_codes_for_the_day_it_is_lost(
    app: Flask, browser: Browser, nora: User, session: Session
) -> None:
    half_way(browser, nora)
    assert browser.path == SET_UP
    assert browser.open("/clinician/").path == "/sign-in"

    half_way(browser, nora).press("Set it up")
    assert browser.tree.find(".//{http://www.w3.org/2000/svg}svg") is not None
    assert "data:" not in browser.page.text
    browser.press("Go on", code="000000")
    assert "This code is not right" in browser.text
    assert browser.tree.find(".//{http://www.w3.org/2000/svg}svg") is not None
    browser.press("Go on", code=code_of_new_app(app, session))
    assert browser.path == CODES
    codes = recovery_codes(browser)

    assert len(set(codes)) == 8
    assert browser.open("/clinician/").path == "/clinician/"
    assert verbs(session, nora)[-3:] == [
        *("signed in", "set up a second factor", "made recovery codes"),
    ]
    kept = str([vars(each) for each in session.scalars(select(RecoveryCode))])
    assert not [code for code in codes if code in kept or code.replace("-", "") in kept]


def test_a_code_is_accepted_once(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    code = code_now(app, session, carol)
    half_way(browser, carol).press("Sign in", code=code)
    assert browser.path == "/clinician/"

    again = half_way(Browser(app), carol).press("Sign in", code=code)

    assert again.path == CODE_PAGE
    assert "used already" in again.text


def test_of_two_who_send_one_code_at_once_one_comes_in(
    app: Flask, carol: User, session: Session
) -> None:
    browsers = [half_way(Browser(app), carol) for _ in range(4)]
    code = code_now(app, session, carol)
    start = Barrier(len(browsers))

    def send(browser: Browser) -> str:
        start.wait()
        return browser.press("Sign in", code=code).path

    with ThreadPoolExecutor(len(browsers)) as crowd:
        arrived = Counter(crowd.map(send, browsers))

    assert arrived == Counter({"/clinician/": 1, CODE_PAGE: len(browsers) - 1})


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "x" * 5_000, "٣٤٥٦٧٨"])
def test_what_is_no_code_is_refused_in_words(
    browser: Browser, carol: User, code: str
) -> None:
    half_way(browser, carol).press("Sign in", code=code)

    assert browser.path == CODE_PAGE
    assert browser.title.startswith("Error: ")


def test_the_sixth_code_waits_before_it_is_compared(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    limit, _ = second_factor.LIMITS[0]
    half_way(browser, carol)
    for _ in range(limit.amount):
        browser.press("Sign in", code="000000")
        assert browser.path == CODE_PAGE

    browser.press("Sign in", code=code_now(app, session, carol))

    assert browser.status == 429
    # Nor does a recovery code give more tries.
    half_way(browser, carol).open(RECOVERY).press("Sign in", code="0000")
    assert browser.status == 429


def test_one_who_waits_keeps_no_other_out(
    app: Flask, browser: Browser, carol: User, dan: User
) -> None:
    half_way(browser, carol)
    for _ in range(6):
        browser.open(CODE_PAGE)
        if browser.status == 200:
            browser.press("Sign in", code="000000")

    assert Browser(app).sign_in(dan).path == "/clinician/"


def test_a_session_that_is_half_way_opens_nothing(
    app: Flask, browser: Browser, carol: User
) -> None:
    half_way(browser, carol)
    cookie = browser.client.get_cookie(COOKIE)
    assert cookie
    app.config["WTF_CSRF_ENABLED"] = False

    let_in = []
    for path in sorted({path_of(app, rule) for rule in views(app)}):
        for method in methods_of(app, path) - {"OPTIONS"}:
            who = who_may(app, method, path)
            if who in (Door.OPEN, Door.CLOSED):
                continue
            client = app.test_client()
            client.set_cookie(COOKIE, cookie.value, secure=True)
            status = client.open(path, method=method, base_url=ORIGIN).status_code
            away = status in (302, 401)
            if not away and who is not Door.HALF_WAY:
                let_in.append((method, path, status))

    assert let_in == []


def test_a_password_that_was_given_counts_for_ten_minutes(
    browser: Browser, carol: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_way(browser, carol)
    later = clock.now() + access.LATELY + timedelta(seconds=1)
    monkeypatch.setattr(access, "now", lambda: later)

    assert browser.open(CODE_PAGE).path == "/sign-in"


def test_a_new_id_comes_with_the_second_factor(browser: Browser, carol: User) -> None:
    half_way(browser, carol)
    before = browser.client.get_cookie(COOKIE)
    browser.write_code(carol)
    after = browser.client.get_cookie(COOKIE)

    assert before
    assert after
    assert before.value != after.value


def test_it_is_changed_only_by_who_gave_the_password_lately(
    app: Flask, browser: Browser, carol: User, session: Session
) -> None:
    browser.sign_in(carol)
    row = session.scalars(
        select(BrowserSession).where(BrowserSession.user_id == carol.id)
    ).one()
    row.data = {**row.data, "fs_paa": row.data["fs_paa"] - 3_600}
    session.commit()

    assert browser.open(SET_UP).path == "/verify"
    browser.press("Go on", password="not my password at all")
    assert "not your password" in browser.text
    browser.press("Go on", password=PASSWORD)
    assert browser.path == SET_UP

    browser.press("Set it up").press("Go on", code=code_of_new_app(app, session))
    assert browser.path == CODES
    assert "set up a second factor" in verbs(session, carol)


def test_who_must_have_one_cannot_remove_it(
    browser: Browser, carol: User, session: Session
) -> None:
    browser.sign_in(carol).open(SET_UP)

    assert "Remove" not in browser.text
    browser.post(SET_UP, setup="disable")

    with Session(session.get_bind()) as fresh:
        assert fresh.get_one(User, carol.id).has_second_factor


def test_who_may_do_without_removes_it_with_its_codes(
    app: Flask, browser: Browser, sam: User, session: Session
) -> None:
    browser.sign_in(sam).open(SET_UP).press("Set it up")
    browser.press("Go on", code=code_of_new_app(app, session))
    recovery_codes(browser)
    assert half_way(Browser(app), sam).path == CODE_PAGE

    browser.open(SET_UP).press("Remove the second factor")

    assert browser.path == "/account/"
    assert half_way(Browser(app), sam).path == "/staff/rules"
    assert verbs(session, sam)[-2:] == ["removed the second factor", "signed in"]
    assert session.scalars(select(RecoveryCode)).all() == []


def test_the_page_of_codes_signs_nobody_out(browser: Browser, carol: User) -> None:
    assert browser.sign_in(carol).open(CODE_PAGE).path == "/account/"
    assert browser.open("/clinician/").path == "/clinician/"


def test_an_administrator_resets_it_and_another_is_set_up(
    app: Flask, browser: Browser, carol: User, ada: User, session: Session
) -> None:
    theirs = Browser(app).sign_in(carol)
    browser.sign_in(ada).open(f"/accounts/{carol.id}")
    browser.press("Reset the second factor")
    assert "is reset" in browser.text

    assert theirs.open("/clinician/").path == "/sign-in"
    assert half_way(theirs, carol).path == SET_UP
    assert "reset the second factor" in verbs(session, carol)


def test_an_apps_secret_lies_sealed(carol: User) -> None:
    kept = str(carol.tf_totp_secret)

    assert '"enckey"' in kept
    assert '"key"' not in kept
