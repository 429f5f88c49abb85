"""A page is shown, answered and judged; and what is kept of the answers."""

from datetime import date
from typing import Any

import pytest
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Questionnaire, Step
from intake.questionnaire.applies import chosen
from intake.questionnaire.fields import TextField, YesNoField
from tests.questionnaire.patients import TODAY, answers, post
from tests.questionnaire.test_questionnaire import SENT


def test_a_page_comes_back_filled_in() -> None:
    page = QUESTIONNAIRE.find("start", None, answers(), TODAY)
    assert page is not None

    form = QUESTIONNAIRE.form(page, answers(), TODAY)

    assert QUESTIONNAIRE.given(page, form)["sex_at_birth"] == "female"


def test_a_question_that_this_page_opens_is_left_for_its_next_showing() -> None:
    form = post("about-you", {}, **SENT, sports="golf")

    assert form.validate(), form.errors
    assert "sport_level" not in form


def test_a_question_that_was_sent_at_once_is_taken_at_once() -> None:
    form = post("about-you", {}, **SENT, sports="golf", sport_level="club")

    assert form.validate(), form.errors
    assert form["sport_level"].data == "club"


def test_a_question_closed_by_the_same_page_asks_for_nothing() -> None:
    form = post("about-you", answers(sports=["golf"]), **SENT, sports="none")

    assert form.validate(), form.errors
    assert "sport_level" not in form


def test_an_error_on_a_page_keeps_what_was_typed() -> None:
    form = post("start", {}, date_of_birth__day="31", date_of_birth__month="2")

    assert not form.validate()
    assert set(form.errors) == {
        *("filled_in_by", "date_of_birth", "sex_at_birth", "consent"),
    }
    assert all(len(errors) == 1 for errors in form.errors.values())


def test_a_page_that_is_answered_well_has_no_error() -> None:
    born = {f"date_of_birth__{part}": "11" for part in ("day", "month")}
    who: dict[str, Any] = {"filled_in_by": "self", "sex_at_birth": "male", **born}

    form = post("start", {}, **who, date_of_birth__year="2011", consent="yes")

    assert form.validate(), form.errors
    assert form["date_of_birth"].data == "2011-11-11"


def test_without_consent_the_patient_does_not_go_on() -> None:
    form = post("start", {}, consent="no")

    form.validate()

    assert "Without your agreement" in str(form.errors["consent"])


@pytest.mark.parametrize(
    ("way", "missing"), [("email", "e-mail address"), ("phone", "telephone number")]
)
def test_the_way_to_get_in_touch_must_be_there(way: str, missing: str) -> None:
    form = post("contact", {}, full_name="Alma Marker", contact_by=way)

    assert not form.validate()
    assert form.errors == {way: [f"Write your {missing}."]}


def test_the_other_way_to_get_in_touch_may_stay_empty() -> None:
    sent: dict[str, Any] = {"full_name": "Alma Marker", "contact_by": "email"}

    form = post("contact", {}, **sent, email="alma@example.org")

    assert form.validate(), form.errors


def test_whoever_does_not_know_how_long_needs_no_number() -> None:
    form = post("began", answers(), number=1, duration_unit="not_sure")

    form.validate()

    assert "duration_amount" not in form
    assert "duration_unit" not in form.errors


def test_a_page_without_a_number_asks_for_one() -> None:
    form = post("began", answers(), number=1, duration_unit="weeks")

    form.validate()

    assert form.errors["duration_amount"] == [
        "Write how long, or choose “I’m not sure” below."
    ]


def test_answers_left_behind_by_a_changed_mind_are_dropped() -> None:
    said = answers(conditions=["diabetes"], diabetes_control="know_hba1c")
    page = QUESTIONNAIRE.find("health", None, said, TODAY)
    assert page is not None

    merged = QUESTIONNAIRE.merged(said, page, {"conditions": ["none"]}, TODAY)

    assert "hba1c_percent" in said
    assert not {"hba1c_percent", "diabetes_control"} & merged.keys()


def test_an_area_no_longer_chosen_takes_its_answers_along() -> None:
    said = answers(regions=["knee_left_front", "heel_left"], worst_area="knee:left")
    where = QUESTIONNAIRE.path(said, TODAY)[1]

    left = {"regions": ["heel_left"], "own_sides": ["heel:left"]}
    merged = QUESTIONNAIRE.merged(said, where, left, TODAY)

    assert set(merged["areas"]) == {"heel:left"}
    assert "worst_area" not in merged
    assert QUESTIONNAIRE.first_unanswered(merged, TODAY) is None


def test_an_area_keeps_its_answers_when_another_is_added() -> None:
    said = answers()
    where = QUESTIONNAIRE.path(said, TODAY)[1]
    more = {
        "regions": ["knee_right_inner", "heel_left"],
        "own_sides": ["knee:right", "heel:left"],
        "worst_area": "heel:left",
    }

    merged = QUESTIONNAIRE.merged(said, where, more, TODAY)

    assert merged["areas"] == said["areas"]
    page = QUESTIONNAIRE.first_unanswered(merged, TODAY)
    assert page is not None
    assert (page.step.slug, page.number, page.area) == (
        "this-area-signs",
        1,
        "heel:left",
    )


def test_the_worst_place_is_asked_again_when_it_no_longer_hurts() -> None:
    said = answers(regions=["knee_left_front", "heel_left"], worst_area="knee:left")
    sent = ["heel_left", "neck_middle"]

    form = post(
        "where", said, regions=sent, own_sides="heel:left", worst_area="knee:left"
    )
    where = QUESTIONNAIRE.path(said, TODAY)[1]
    merged = QUESTIONNAIRE.merged(said, where, QUESTIONNAIRE.given(where, form), TODAY)

    assert form.validate(), form.errors
    assert QUESTIONNAIRE.unanswered(where, merged, TODAY) == ["worst_area"]


def test_a_worst_place_that_was_never_offered_is_refused() -> None:
    form = post("where", {}, regions=["heel_left", "knee_left_front"], worst_area="x:y")

    assert not form.validate()
    assert form.errors == {"worst_area": ["Choose from the answers shown."]}


def test_a_birthday_on_the_way_changes_what_is_asked() -> None:
    said = answers(date_of_birth="2008-11-03")

    assert "limping" in QUESTIONNAIRE.kept(said, TODAY)
    assert "limping" not in QUESTIONNAIRE.kept(said, date(2026, 11, 3))


def test_age_is_told_in_whole_years_once_the_birth_date_is_known() -> None:
    assert QUESTIONNAIRE.age(answers(), TODAY) == 62
    assert QUESTIONNAIRE.age({}, TODAY) is None


def test_what_identifies_a_patient_is_parted_from_what_is_coded() -> None:
    said = answers()

    coded, private = QUESTIONNAIRE.split(said)

    assert {"date_of_birth", "full_name", "email", "goal"} <= private.keys()
    assert "Alma" not in str(coded)
    assert QUESTIONNAIRE.join(coded, private) == said


def test_nothing_yet_is_parted_into_nothing() -> None:
    assert QUESTIONNAIRE.split({}) == ({}, {})
    assert QUESTIONNAIRE.join({}, {}) == {}


class _First(Form):
    more = YesNoField("Is there more?")


class _Diary(Form):
    diary = TextField("What?", private=True)


TOY = Questionnaire(
    (
        Step("first", "First", _First),
        Step("diary", "Diary", _Diary, applies=chosen("more", "yes"), per_area=True),
        Step("last", "Last", _First, applies=chosen("more", "yes")),
    )
)


def test_a_step_that_does_not_apply_is_off_the_path() -> None:
    path = {more: len(TOY.path({"more": more}, TODAY)) for more in ("yes", "no")}

    assert path == {"yes": 2, "no": 1}


def test_a_private_answer_about_an_area_is_parted_too() -> None:
    said = {"more": "yes", "areas": {"knee:left": {"diary": "Dear diary"}}}

    coded, private = TOY.split(said)

    assert coded == {"more": "yes", "areas": {"knee:left": {}}}
    assert private == {"areas": {"knee:left": {"diary": "Dear diary"}}}
    assert TOY.join(coded, private) == said
