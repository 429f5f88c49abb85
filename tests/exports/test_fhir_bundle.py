"""Bundles hold together, and go out the same each time."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.config import ROOT
from intake.exports.fhir.bundle import Collection, of_one
from intake.exports.reading import SOFTWARE, Taken
from intake.records.models import Status
from tests import make
from tests.exports.fhir_check import dangling
from tests.exports.people import SENDER, of_the_demo, whole

KINDS = {
    *("Questionnaire", "QuestionnaireResponse", "Patient", "Device", "Observation"),
    *("GuidanceResponse", "Task", "Provenance"),
}


def one(session: Session, status: Status = Status.SENT, **typed: Any) -> Taken:
    return Taken(make.submission(session, status, **typed), SENDER, named=True)


def of_kind(taken: Taken, kind: str) -> list[dict[str, Any]]:
    return [
        each["resource"]
        for each in of_one(taken, make.NOON)["entry"]
        if each["resource"]["resourceType"] == kind
    ]


def test_a_bundle_of_one_has_all_there_is_and_no_loose_end(session: Session) -> None:
    for taken in of_the_demo(session):
        bundle = of_one(taken, make.NOON)
        kinds = {each["resource"]["resourceType"] for each in bundle["entry"]}

        assert dangling(bundle) == []
        assert kinds - {"DetectedIssue"} <= KINDS
        assert {"Patient", "Device", "Task", "QuestionnaireResponse"} <= kinds


def test_an_ordinary_patient_has_every_kind(session: Session) -> None:
    bundle = of_one(one(session), make.NOON)

    assert {each["resource"]["resourceType"] for each in bundle["entry"]} == KINDS


def test_what_is_loaded_twice_replaces_what_was_loaded_before(session: Session) -> None:
    taken = one(session)
    requests = [
        each["request"]["url"]
        for each in of_one(taken, make.NOON)["entry"]
        if each["request"]["method"] == "PUT"
    ]

    assert of_one(taken, make.NOON) == of_one(taken, make.NOON)
    assert len(requests) == len(set(requests))
    assert all(
        taken.submission.reference in each
        for each in requests
        if not each.startswith(("Questionnaire?", "Device?"))
    )


def test_a_list_is_one_bundle_with_everything_in_it_once(session: Session) -> None:
    everybody = of_the_demo(session, named=False)
    bundle = json.loads(whole(Collection(SENDER, make.NOON), everybody))
    kinds = [each["resource"]["resourceType"] for each in bundle["entry"]]

    assert bundle["type"] == "collection"
    assert dangling(bundle) == []
    assert kinds.count("Questionnaire") == kinds.count("Device") == 1
    assert kinds.count("Task") == len(everybody)
    assert all("request" not in each for each in bundle["entry"])


def test_an_empty_list_is_a_bundle_too() -> None:
    bundle = json.loads(whole(Collection(SENDER, make.NOON), []))

    assert len(bundle["entry"]) == 1


def test_without_names_nothing_in_the_bundle_identifies_the_patient(
    session: Session,
) -> None:
    taken = replace(one(session), named=False)
    text = json.dumps(of_one(taken, make.NOON))

    for each in ("Pat Doe", "1964-03-27", "pat@example.org", "7946 0999"):
        assert each not in text
    assert taken.submission.reference in text


def test_with_names_the_patient_can_be_reached(session: Session) -> None:
    patient = of_kind(one(session), "Patient")[0]

    assert patient["name"] == [{"text": "Pat Doe"}]
    assert patient["birthDate"] == "1964-03-27"
    assert {each["system"] for each in patient["telecom"]} == {"phone", "email"}
    assert "gender" not in patient


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.DRAFT, "requested"),
        (Status.SENT, "requested"),
        (Status.WITHDRAWN, "requested"),
    ],
)
def test_what_waits_is_a_task_that_is_requested(
    session: Session, status: Status, words: str
) -> None:
    task = of_kind(one(session, status), "Task")[0]

    assert task["status"] == words
    assert task["businessStatus"]["coding"][0]["code"] == status.value


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.ACCEPTED, "completed"),
        (Status.DECLINED, "completed"),
        (Status.REFERRED, "completed"),
        (Status.MORE_ASKED, "on-hold"),
        (Status.WITHDRAWN, "cancelled"),
        (Status.DRAFT, "cancelled"),
    ],
)
def test_what_has_left_the_queue_is_done_or_waits_for_the_patient(
    session: Session, status: Status, words: str
) -> None:
    taken = one(session, status)
    taken.submission.queue_rank = 50

    assert of_kind(taken, "Task")[0]["status"] == words


def test_an_emergency_is_to_be_seen_at_once(session: Session) -> None:
    grave = one(session, regions=["lower_back_middle"], saddle_numbness="yes")

    assert of_kind(grave, "Task")[0]["priority"] == "stat"
    assert of_kind(one(session), "Task")[0]["priority"] == "routine"


def test_a_place_goes_out_in_words_and_by_the_clinics_own_code(
    session: Session,
) -> None:
    code = {"system": "https://codes.example", "code": "K", "display": "Knee"}
    plain = one(session)
    coded = replace(plain, sender=replace(SENDER, body_sites={"knee": code}))

    assert of_kind(plain, "Observation")[0]["bodySite"] == {"text": "Right knee"}
    assert of_kind(coded, "Observation")[0]["bodySite"] == {
        "text": "Right knee",
        "coding": [code],
    }


def test_only_the_pain_right_now_has_a_code_of_loinc(session: Session) -> None:
    codes = [each["code"] for each in of_kind(one(session), "Observation")]

    assert [each.get("coding", [{}])[0].get("code") for each in codes] == [
        "72514-3",
        None,
        None,
    ]


def test_the_software_is_named_by_its_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert f'version = "{SOFTWARE}"' in project
