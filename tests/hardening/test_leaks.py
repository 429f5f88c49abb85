"""What identifies a patient stands nowhere in clear: not in a file, not in a log."""

import io
import logging
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, text

from intake.records.accounts import User
from intake.web import database, logs
from tests.browser import Browser
from tests.make import KNEE
from tests.walk import walk

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
