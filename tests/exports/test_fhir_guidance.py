"""The reasons go out with what they are about, and doubt stays doubt."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.exports.fhir.guidance import guidance
from intake.exports.reading import Taken
from intake.records.models import Status
from tests import make
from tests.exports.people import SENDER, of_the_demo

SAID = {"raised", "not_ruled_out"}


def said_of(session: Session, **typed: Any) -> list[dict[str, Any]]:
    return resources(
        Taken(make.submission(session, Status.SENT, **typed), SENDER, True)
    )


def resources(taken: Taken) -> list[dict[str, Any]]:
    return [each["resource"] for each in guidance(taken)]


def parts(said: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Of each parameter of this name, its parts by theirs; what comes often is last."""
    found = said["contained"][0]["parameter"]
    return [
        {each["name"]: _value(each) for each in one["part"]}
        for one in found
        if one["name"] == name
    ]


def _value(part: dict[str, Any]) -> Any:
    return next(each for name, each in part.items() if name != "name")


def test_a_flag_comes_with_its_reason_its_rule_and_what_decided_it(
    session: Session,
) -> None:
    said = said_of(session)[0]
    joint = next(e for e in parts(said, "flag") if e["flag"]["code"] == "joint")

    assert joint["outcome"] == "raised"
    assert joint["kind"] == "candidate"
    assert joint["area"]["code"] == "knee:right"
    assert joint["rule"]
    assert joint["because"]
    evidence = {each["name"]: _value(each) for each in joint["evidence"]}
    assert evidence["holds"] == "holds"
    assert evidence.keys() == {
        *("fact", "question", "answer", "says", "holds", "implied")
    }


def test_the_wording_of_the_rules_and_who_judged_are_named(session: Session) -> None:
    said = said_of(session)[0]

    assert said["moduleCanonical"] == "https://intake.clinic.example/fhir/rules|1"
    assert said["performer"]["reference"].startswith("urn:uuid:")
    assert "clinician decides" in said["note"][0]["text"]


def test_what_is_not_ruled_out_and_what_is_undecided_are_apart_from_what_is_raised(
    session: Session,
) -> None:
    sent = make.submission(
        session,
        Status.SENT,
        regions=["lower_back_middle"],
        saddle_numbness="not_sure",
        blood_thinner="not_sure",
    )
    said = resources(Taken(sent, SENDER, named=True))[0]
    flags = {each["flag"]["code"]: each["outcome"] for each in parts(said, "flag")}

    assert flags["cauda_equina"] == "not_ruled_out"
    assert set(flags.values()) <= SAID
    assert said["status"] == "data-requested"
    undecided = parts(said, "undecided")
    assert {each["outcome"] for each in undecided} <= {"unknown"}
    assert not {each["rule"] for each in undecided} & {
        each["rule"] for each in parts(said, "flag")
    }


def test_a_contraindication_is_an_issue_that_is_not_confirmed(session: Session) -> None:
    issues = said_of(session, blood_thinner="yes", blood_thinner_name="Apixaban")[1:]

    assert [each["resourceType"] for each in issues] == ["DetectedIssue"]
    assert issues[0]["status"] == "preliminary"
    assert issues[0]["code"]["coding"][0]["code"] == "anticoagulant"
    assert "severity" not in issues[0]  # nobody judged it


def test_an_issue_that_is_not_ruled_out_says_so(session: Session) -> None:
    issues = said_of(session, blood_thinner="not_sure")[1:]

    assert "(not ruled out)" in issues[0]["code"]["text"]


def test_every_flag_that_stands_goes_out_once(session: Session) -> None:
    for taken in of_the_demo(session):
        came = [
            (each["flag"]["code"], each["rule"], each.get("area", {}).get("code"))
            for said in resources(taken)
            if said["resourceType"] == "GuidanceResponse"
            for each in parts(said, "flag")
        ]
        stands = [
            (each.flag, each.rule, each.area)
            for each in taken.submission.flags
            if each.taken_back_at is None
        ]
        assert sorted(came, key=str) == sorted(stands, key=str)


@pytest.mark.parametrize("until", ["urgent-signs"])
def test_a_draft_in_danger_says_that_it_is_one(session: Session, until: str) -> None:
    draft = make.draft_in_danger(session, until=until)
    said = resources(Taken(draft, SENDER, named=True))[0]

    given = {each["name"]: _value(each) for each in said["contained"][0]["parameter"]}
    assert given["whileDraft"] is True
    assert parts(said, "undecided") == []
