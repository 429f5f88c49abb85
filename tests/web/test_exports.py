"""Taking a submission, or a list, out of the house."""

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from intake.exports.fhir.questionnaire import questionnaire
from intake.exports.reading import Sender
from intake.exports.table.rows import Table
from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.web import database, exports
from intake.workflow import audit
from tests import make
from tests.browser import Browser
from tests.exports.fhir_check import dangling, problems
from tests.web.reading import path, verbs

EXPORTS = "/clinician/exports"
AS_TABLE, AS_FHIR = "Take it out as a table (CSV)", "Take it out as FHIR"


def table(page: TestResponse) -> list[dict[str, str]]:
    assert page.status_code == 200
    assert page.mimetype == "text/csv"
    assert page.data.startswith(b"\xef\xbb\xbf")
    written = page.data.decode("utf-8-sig")
    return [*csv.DictReader(StringIO(written, newline=""))]


def bundle(page: TestResponse) -> dict[str, Any]:
    assert page.status_code == 200
    assert page.mimetype == "application/fhir+json"
    return dict(json.loads(page.data))


def of(kind: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    every = [each["resource"] for each in found["entry"]]
    return [each for each in every if each["resourceType"] == kind]


def trail(session: Session, user: User) -> list[str]:
    session.expire_all()
    found = queries.audit_events(session, audit.subject_of(user))
    return [each.verb for each in found if "exported" in each.verb or "…" in each.verb]


def test_the_queue_leads_to_taking_out_what_it_shows(
    desk: Browser, session: Session
) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.ACCEPTED)
    desk.open("/clinician/?status=accepted")

    desk.open(desk.link("Take out this list"))

    assert "Accepted. One submission." in desk.text
    assert "Pat Doe" not in desk.text


def test_a_list_is_a_table_of_what_the_filter_finds(
    desk: Browser, session: Session
) -> None:
    knee = make.submission(session, Status.SENT)
    make.submission(session, Status.SENT, regions=["lower_back_middle"])

    found = table(desk.open(f"{EXPORTS}?site=knee&kind=candidate").download(AS_TABLE))

    assert [each["reference"] for each in found] == [knee.reference]
    assert "Pat Doe" not in str(found)
    assert "full_name" not in found[0]


def test_with_names_only_where_that_is_ticked(desk: Browser, session: Session) -> None:
    make.submission(session, Status.SENT)

    found = table(desk.open(EXPORTS).download(AS_TABLE, named="yes"))

    assert found[0]["full_name"] == "Pat Doe"


def test_a_list_is_one_bundle_of_fhir(desk: Browser, session: Session) -> None:
    made = [make.submission(session, Status.SENT) for _ in range(3)]

    found = bundle(desk.open(EXPORTS).download(AS_FHIR))

    assert dangling(found) == []
    assert len(of("QuestionnaireResponse", found)) == len(made)
    assert "Pat Doe" not in str(found)


def test_one_submission_is_a_transaction_with_its_reasons(
    desk: Browser, session: Session
) -> None:
    sent = make.submission(session, Status.SENT)
    desk.open(path(sent))

    found = bundle(desk.open(desk.link("Take it out")).download(AS_FHIR, named="yes"))

    sender = Sender("https://localhost", "Test Clinic", make.NOON.tzinfo)  # type: ignore[arg-type]
    answered = of("QuestionnaireResponse", found)[0]
    assert found["type"] == "transaction"
    assert problems(questionnaire(sender), answered) == []
    assert of("Patient", found)[0]["name"] == [{"text": "Pat Doe"}]
    assert of("GuidanceResponse", found)


def test_the_name_of_the_file_tells_no_name(desk: Browser, session: Session) -> None:
    sent = make.submission(session, Status.SENT)

    page = desk.open(f"{path(sent)}/export").download(AS_FHIR, named="yes")

    said = page.headers["Content-Disposition"]
    assert said == f'attachment; filename="intake-{sent.reference}.json"'
    assert page.headers["Cache-Control"] == "no-store"


def test_the_name_of_a_list_tells_how_many_are_in_it(
    desk: Browser, session: Session
) -> None:
    for _ in range(3):
        make.submission(session, Status.SENT)

    page = desk.open(EXPORTS).download(AS_TABLE)

    assert page.headers["Content-Disposition"].endswith('-of-3.csv"')
    assert len(table(page)) == 3


def test_the_trail_says_who_took_what_by_which_filter_and_with_names(
    desk: Browser, session: Session, carol: User
) -> None:
    sent = make.submission(session, Status.SENT)
    other = make.submission(session, Status.ACCEPTED)
    desk.open(f"{EXPORTS}?status=sent&site=knee")
    desk.download(AS_TABLE, named="yes")
    desk.download(AS_FHIR)

    assert trail(session, carol) == [
        "exported 1 as CSV with names: status=sent, site=knee",
        "exported 1 as FHIR: status=sent, site=knee",
    ]
    assert verbs(session, sent)[-2:] == [
        "exported as CSV with names",
        "exported as FHIR",
    ]
    assert not [each for each in verbs(session, other) if "exported" in each]


def test_what_was_taken_out_is_read_and_cannot_be_withdrawn(
    desk: Browser, session: Session
) -> None:
    sent = make.submission(session, Status.SENT)

    desk.open(EXPORTS).download(AS_TABLE)

    session.expire_all()
    assert sent.first_opened_at is not None


def test_looking_at_what_could_be_taken_out_is_no_event(
    desk: Browser, session: Session, carol: User
) -> None:
    sent = make.submission(session, Status.SENT)

    desk.open(EXPORTS)
    desk.open(f"{path(sent)}/export")

    assert trail(session, carol) == []
    assert sent.first_opened_at is None


@pytest.mark.parametrize("label", [AS_TABLE, AS_FHIR])
def test_a_list_that_is_too_long_is_refused_and_not_cut(
    desk: Browser,
    session: Session,
    carol: User,
    monkeypatch: pytest.MonkeyPatch,
    label: str,
) -> None:
    for _ in range(3):
        make.submission(session, Status.SENT)
    monkeypatch.setattr(exports, "MOST", 2)
    desk.open(f"{EXPORTS}?status=sent")

    desk.press(label, named="yes")

    assert desk.status == 422
    assert "at most 1,000 are taken out at a time" in desk.text
    assert trail(session, carol) == []
    ticked = desk.tree.find(".//*[@id='named']")
    assert ticked is not None
    assert ticked.get("checked") is not None


def test_an_empty_list_is_not_taken_out(desk: Browser) -> None:
    desk.open(f"{EXPORTS}?status=declined")
    assert "There is nothing in this list to take out." in desk.text

    desk.press(AS_TABLE)

    assert desk.status == 422
    assert "There is nothing in this list to take out." in desk.text


def test_a_long_list_is_read_in_parts_and_none_is_lost(
    app: Flask,
    desk: Browser,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []
    for number in range(7):
        made.append(make.submission(session, Status.SENT))
        made[-1].waiting_since = make.NOON - timedelta(hours=number)
    session.commit()
    monkeypatch.setattr(exports, "BATCH", 2)
    with app.app_context():
        engine = database.engine()
    asked: list[str] = []
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_more: asked.append(statement),
    )
    desk.open(EXPORTS)
    asked.clear()

    found = table(desk.download(AS_TABLE))

    assert [each["reference"] for each in found] == [
        each.reference for each in reversed(made)
    ]
    parts = [each for each in asked if "FROM screening" in each]
    assert len(parts) == 4  # one question for each part, and none for each submission


def test_a_submission_that_is_gone_meanwhile_is_left_out(
    app: Flask, session: Session
) -> None:
    sent = make.submission(session, Status.SENT)
    gone = make.submission(session, Status.SENT).id.__class__(int=0)
    with app.test_request_context("/clinician/"):
        pieces = [*exports._pieces(Table(named=False), [gone, sent.id], named=False)]

    assert sent.reference in pieces[1]


def test_a_fault_on_the_way_breaks_the_file_off_and_is_logged(
    desk: Browser,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for _ in range(2):
        make.submission(session, Status.SENT)
    monkeypatch.setattr(exports, "BATCH", 1)
    page = desk.open(EXPORTS).download(AS_TABLE)
    session.execute(text("ALTER TABLE review RENAME TO gone"))
    session.commit()

    with pytest.raises(DBAPIError):
        page.get_data()

    assert '"event": "fault"' in caplog.text
    assert "Pat" not in caplog.text


def test_the_codebook_can_be_had_for_itself(desk: Browser) -> None:
    found = table(desk.client.get(f"{EXPORTS}/codebook", base_url="https://localhost"))

    assert {"column", "says", "code", "means"} <= found[0].keys()
    assert "smoking" in {each["column"] for each in found}


def test_a_draft_that_is_nobodys_business_cannot_be_taken_out(
    desk: Browser, session: Session
) -> None:
    draft = make.submission(session, Status.DRAFT)
    draft.queue_rank = draft.waiting_since = None
    session.commit()

    assert desk.open(f"{path(draft)}/export").status == 404
    assert desk.open(EXPORTS).post(f"{path(draft)}/export").status == 404


def test_filters_made_by_hand_are_refused(desk: Browser) -> None:
    assert desk.open(f"{EXPORTS}?status=any").status == 400
    assert desk.open(EXPORTS).post(EXPORTS, format="pdf").status == 400


def test_staff_who_write_rules_take_nothing_out(
    office: Browser, session: Session
) -> None:
    sent: Submission = make.submission(session, Status.SENT)

    for each in (EXPORTS, f"{EXPORTS}/codebook", f"{path(sent)}/export"):
        assert office.open(each).status == 403
