"""What identifies a patient stands nowhere in clear: not in a file, not in a log."""

import io
import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, text

from intake.records.accounts import User
from intake.web import database, logs
from intake.workflow import outbox
from tests.browser import HTML, ORIGIN, Browser
from tests.make import KNEE
from tests.walk import walk
from tests.web.coming_back import NOT_BORN, begun_with_code, follow, type_code

MARKERS = {
    "full_name": "Zephyrine Marker",
    "email": "zephyrine.marker@example.org",
    "phone": "020 7946 0777",
    "goal": "goalmarker",
    "expectation": "expectationmarker",
    "anything_else": "anythingmarker",
    "other_medicines": "medicinemarker",
    "activity_1": "activitymarker",
}
BIRTH_DATE = "1964-03-27"
NOTE = "notemarker for Zephyrine"


def test_a_journey_leaves_no_name_in_a_file_or_log(
    app: Flask, browser: Browser, carol: User, tmp_path: Path
) -> None:
    app.extensions[database.SESSIONS].kw["info"][outbox.ON] = True
    written = io.StringIO()
    logs.write_to(written)
    walk(browser.open("/intake/start"), {**KNEE, **MARKERS}, "/intake/check")
    browser.press("Send to the clinic")
    reference = reference_on(browser)
    browser.open("/nowhere/Zephyrine")
    browser.sign_in(carol).open("/clinician/")
    browser.open(browser.link("Zephyrine Marker"))
    assert all(marker in browser.text for marker in MARKERS.values())
    browser.press("Accept", note=NOTE)
    logging.getLogger("intake.web").handlers.clear()

    with app.app_context():
        kept = all_rows(database.engine())
    for file in tmp_path.iterdir():
        kept += file.read_bytes()
    said = written.getvalue()

    secrets = [*MARKERS.values(), BIRTH_DATE, "Zephyrine", "notemarker"]
    for secret in secrets:
        assert secret.encode() not in kept, secret
        assert secret not in said, secret
    assert reference not in said
    assert carol.email not in said
    assert "/clinician/submissions/<uuid:submission_id>" in said


def reference_on(browser: Browser) -> str:
    words = [word.strip(".,") for word in browser.text.split()]
    return next(word for word in words if len(word) == 9 and word[4] == "-")


def all_rows(engine: Engine) -> bytes:
    with engine.connect() as connection:
        rows = [
            str([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for table in inspect(connection).get_table_names()
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
        ]
    return "\n".join(rows).encode()


@pytest.mark.parametrize("secret", ["Marker", "/clinician/"])
def test_a_fault_is_logged_by_its_place_alone(app: Flask, secret: str) -> None:
    written = io.StringIO()
    logs.write_to(written)
    with app.test_request_context("/clinician/Marker"):
        logs.log_fault(ValueError("a value with Marker in it"))
    logging.getLogger("intake.web").handlers.clear()

    assert '"kind": "ValueError"' in written.getvalue()
    assert secret not in written.getvalue()


def test_a_code_and_its_link_stand_in_no_record_log_or_header(
    app: Flask, browser: Browser
) -> None:
    written = io.StringIO()
    logs.write_to(written)
    code, link = begun_with_code(app)
    token = link.rpartition("/")[2]
    pages = [
        type_code(Browser(app), code, **NOT_BORN),
        follow(Browser(app), link, **NOT_BORN),
        browser.open(link),
        Browser(app).open(f"{link}/elsewhere"),
        follow(browser, link),
    ]
    refused = app.test_client().put(link, base_url=ORIGIN)
    logging.getLogger("intake.web").handlers.clear()

    with app.app_context():
        kept = all_rows(database.engine()).decode()
    for said in (written.getvalue(), kept, *(str(each.page.headers) for each in pages)):
        assert token not in said
        assert code not in said
        assert code.replace("-", "")[6:] not in said
    assert "/return/<token>" in written.getvalue()
    at_link = [each.page for each in pages if each.path.startswith("/return/")]
    for answer in (*at_link, refused):
        assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_the_page_of_a_link_leads_nowhere_else(app: Flask, browser: Browser) -> None:
    _, link = begun_with_code(app)
    browser.open(link)

    links = {each.get("href", "") for each in browser.tree.iter(f"{HTML}a")}

    assert {each for each in links if not each.startswith(("#", "tel:"))} == set()
