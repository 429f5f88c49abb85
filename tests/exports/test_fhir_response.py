"""What was answered comes out whole, and what was not is not made up."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.exports.fhir.questionnaire import questionnaire
from intake.exports.fhir.response import response
from intake.exports.reading import Taken
from intake.questionnaire import QUESTIONNAIRE
from intake.records.models import Status
from intake.workflow import submissions
from tests import make
from tests.exports.fhir_check import items, problems
from tests.exports.people import SENDER, of_the_demo

TWO = ["knee_right_front", "lower_back_middle"]


def taken(
    session: Session, status: Status = Status.SENT, *, named: bool = True, **typed: Any
) -> Taken:
    return Taken(make.submission(session, status, **typed), SENDER, named)


def item(said: dict[str, Any], name: str, number: int = 0) -> dict[str, Any]:
    found: list[Any] = [each for each in items(said["item"]) if each["linkId"] == name]
    return dict(found[number])


def code(item: dict[str, Any]) -> str:
    return str(item["answer"][0]["valueCoding"]["code"])


@pytest.mark.parametrize("named", [True, False])
def test_every_answer_of_every_synthetic_patient_is_in_the_questionnaire(
    session: Session, named: bool
) -> None:
    asked = questionnaire(SENDER)

    for each in of_the_demo(session, named=named):
        assert problems(asked, response(each)) == [], each.submission.reference


def test_nothing_that_was_answered_is_lost(session: Session) -> None:
    for each in of_the_demo(session):
        said = response(each)
        for name, question in QUESTIONNAIRE.questions.items():
            places = (
                [*each.answers.get("areas", {}).values()]
                if question.per_area
                else [each.answers]
            )
            given = [place[name] for place in places if place.get(name) is not None]
            came = [
                one
                for one in items(said["item"])
                if one["linkId"] == name and one.get("answer")
            ]
            assert [len(one["answer"]) for one in came] == [
                len(answer) if isinstance(answer, list) else 1 for answer in given
            ], name


def test_each_area_has_a_group_of_its_own(session: Session) -> None:
    said = response(taken(session, regions=TWO, worst_area="lower_back:middle"))

    groups = [each for each in said["item"] if each["linkId"] == "areas"]
    assert [code(item({"item": [each]}, "area")) for each in groups] == [
        "lower_back:middle",
        "knee:right",
    ]


def test_not_sure_and_rather_not_say_are_no_answers_of_the_list(
    session: Session,
) -> None:
    said = response(
        taken(session, sex_at_birth="prefer_not_to_say", blood_thinner="not_sure")
    )

    assert code(item(said, "sex_at_birth")) == "asked-declined"
    assert code(item(said, "blood_thinner")) == "asked-unknown"


def test_what_was_not_asked_is_absent_and_what_was_left_empty_has_no_answer(
    session: Session,
) -> None:
    said = response(taken(session, email=""))
    names = {each["linkId"] for each in items(said["item"])}

    assert "pregnancy" not in names  # counted as no, and never asked
    assert "saddle_numbness" in names
    assert "answer" not in item(said, "email")


def test_without_names_what_identifies_the_patient_is_masked(session: Session) -> None:
    said = response(taken(session, named=False, goal="Walk to Anytown again"))

    assert "Pat Doe" not in str(said)
    assert "1964" not in str(said)
    assert "Anytown" not in str(said)
    assert item(said, "full_name")["answer"][0]["extension"][0]["valueCode"] == "masked"


def test_nought_is_an_answer(session: Session) -> None:
    said = response(taken(session, pain_now="0"))

    assert item(said, "pain_now")["answer"] == [{"valueInteger": 0}]


def test_an_answer_that_is_offered_no_more_comes_in_words(session: Session) -> None:
    old = taken(session)
    old.submission.answers = {**old.submission.answers, "work_demand": "at_sea"}

    said = response(old)

    assert item(said, "work_demand")["answer"] == [
        {"valueCoding": {"display": "at_sea"}}
    ]


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.DRAFT, "in-progress"),
        (Status.SENT, "completed"),
        (Status.MORE_ASKED, "in-progress"),
        (Status.DECLINED, "completed"),
        (Status.WITHDRAWN, "stopped"),
    ],
)
def test_the_status_tells_whether_answers_may_still_change(
    session: Session, status: Status, words: str
) -> None:
    assert response(taken(session, status))["status"] == words


def test_pages_that_a_draft_has_not_come_to_are_not_there(session: Session) -> None:
    draft = make.draft_in_danger(session)
    said = response(Taken(draft, SENDER, named=True))

    assert [each["linkId"] for each in said["item"]] == [
        "page.start",
        "page.where",
        "page.urgent-signs",
    ]


@pytest.mark.parametrize(
    ("by", "own"),
    [("self", True), ("interpreter", True), ("parent_or_carer", False)],
)
def test_who_speaks_is_said_where_it_is_the_patient(
    session: Session, by: str, own: bool
) -> None:
    said = response(taken(session, filled_in_by=by, filled_in_by_name="Robin Doe"))

    assert ("source" in said) is own


def test_a_response_that_was_sent_twice_is_amended(session: Session) -> None:
    twice = taken(session, Status.MORE_ASKED)
    submissions.send(session, twice.submission, today=make.TODAY, at=make.NOON)
    session.commit()

    assert response(twice)["status"] == "amended"
