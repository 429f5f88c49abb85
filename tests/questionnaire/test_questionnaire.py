from datetime import date
from typing import Any

import pytest
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Questionnaire, Step
from intake.questionnaire.applies import chosen
from intake.questionnaire.fields import TextField, YesNoField
from tests.questionnaire.patients import TODAY, answers, asked, post, slugs

EVERYONE = {
    "fever_or_unwell",
    "weight_loss_unplanned",
    "constant_night_pain",
    "new_lump",
}
SADDLE = {
    "saddle_numbness",
    "bladder_change",
    "bowel_change",
    "sexual_change",
    "leg_symptoms",
}
NECK = {"neck_warning_signs", "new_headache_jaw_or_vision"}
OF_AN_AREA = ["this-area-signs", "began", "feels", "changes", "tried"]
BEFORE = ["start", "where", "urgent-signs", "about-you"]
AFTER = ["daily-life", "health", "medicines", "allergies", "goals", "contact"]
SENT: dict[str, Any] = {"dominant_hand": "left", "work_demand": "sitting"}
ADULT, CHILD = "1964-03-02", "2014-03-02"


def test_one_area_is_asked_about_once() -> None:
    assert slugs(answers()) == [*BEFORE, *OF_AN_AREA, *AFTER]


def test_three_areas_are_asked_about_the_worst_first_and_a_fourth_is_kept() -> None:
    said = answers(
        regions=["neck_middle", "hip_left_outer", "knee_left_front", "heel_left"],
        worst_area="heel:left",
    )

    pages = QUESTIONNAIRE.path(said, TODAY)

    assert [
        (page.number, page.area) for page in pages if page.step.slug == "feels"
    ] == [
        (1, "heel:left"),
        (2, "neck:middle"),
        (3, "hip:left"),
    ]
    assert [page.step.slug for page in pages if page.number == 2] == OF_AN_AREA
    assert "knee_left_front" in said["regions"]


def test_no_area_is_asked_about_before_it_is_known() -> None:
    assert slugs({}) == [*BEFORE, *AFTER]


@pytest.mark.parametrize(
    ("region", "born", "more"),
    [
        (
            "knee_right_front",
            ADULT,
            SADDLE | {"progressive_weakness", "leg_clot_signs"},
        ),
        (
            "knee_right_front",
            CHILD,
            SADDLE | {"progressive_weakness", "leg_clot_signs", "limping"},
        ),
        ("head_middle", ADULT, NECK),
        ("jaw_left", ADULT, NECK | {"chest_warning_signs"}),
        (
            "neck_middle",
            ADULT,
            SADDLE
            | NECK
            | {
                "progressive_weakness",
                "unsteady_or_clumsy",
                "electric_shock_feeling",
                "injected_drugs_or_recent_infection",
                "chest_warning_signs",
            },
        ),
        (
            "lower_back_middle",
            ADULT,
            SADDLE
            | {
                "progressive_weakness",
                "unsteady_or_clumsy",
                "injected_drugs_or_recent_infection",
                "belly_warning_signs",
            },
        ),
        (
            "lower_back_middle",
            CHILD,
            SADDLE
            | {
                "progressive_weakness",
                "unsteady_or_clumsy",
                "injected_drugs_or_recent_infection",
            },
        ),
        (
            "buttock_left",
            ADULT,
            SADDLE | {"progressive_weakness", "injected_drugs_or_recent_infection"},
        ),
        (
            "shoulder_left_front",
            ADULT,
            NECK
            | {"progressive_weakness", "unsteady_or_clumsy", "chest_warning_signs"},
        ),
        (
            "wrist_left",
            ADULT,
            {"progressive_weakness", "unsteady_or_clumsy", "chest_warning_signs"},
        ),
        ("chest_left", ADULT, {"progressive_weakness", "chest_warning_signs"}),
        ("abdomen_middle", ADULT, {"progressive_weakness", "belly_warning_signs"}),
    ],
)
def test_only_the_urgent_signs_that_fit_are_asked(
    region: str, born: str, more: set[str]
) -> None:
    said = answers(regions=[region], date_of_birth=born)

    assert asked("urgent-signs", said) == EVERYONE | more


@pytest.mark.parametrize(
    ("sex", "born", "expected"),
    [
        ("female", "1968-11-02", True),
        ("female", "1967-11-02", False),
        ("female", "2016-11-02", True),
        ("female", "2016-11-03", False),
        ("intersex", "1990-01-01", True),
        ("prefer_not_to_say", "1990-01-01", True),
        ("male", "1990-01-01", False),
    ],
    ids=["58", "59", "10", "9", "intersex", "declined", "male"],
)
def test_pregnancy_is_asked_where_it_can_be(
    sex: str, born: str, *, expected: bool
) -> None:
    said = answers(sex_at_birth=sex, date_of_birth=born)

    assert ("pregnancy" in asked("health", said)) is expected


@pytest.mark.parametrize(
    ("slug", "name", "opened"),
    [
        ("about-you", {"sports": ["golf"]}, {"sport_level"}),
        ("tried", {"treatments": ["exercise_or_physio"]}, {"physio_weeks"}),
        ("tried", {"treatments": ["injection"]}, {"injections_here"}),
        (
            "tried",
            {"treatments": ["injection"], "injections_here": ["steroid"]},
            {"injections_here", "last_steroid_injection"},
        ),
        ("daily-life", {"activity_1": "Gardening"}, {"activity_1_score"}),
        (
            "health",
            {"conditions": ["diabetes"], "diabetes_control": "good"},
            {"diabetes_control"},
        ),
        (
            "health",
            {"conditions": ["diabetes"], "diabetes_control": "know_hba1c"},
            {"diabetes_control", "hba1c_percent"},
        ),
        (
            "health",
            {"conditions": ["high_blood_pressure"]},
            {"blood_pressure_controlled"},
        ),
        ("health", {"conditions": ["not_sure"]}, set()),
        ("health", {"smoking": "former"}, {"smoked_heavily"}),
        ("health", {"smoking": "not_sure"}, {"smoked_heavily"}),
        (
            "health",
            {"symptoms": ["looseness"]},
            {f"hypermobility_{number}" for number in range(1, 6)},
        ),
        ("medicines", {"blood_thinner": "yes"}, {"blood_thinner_name"}),
        ("medicines", {"blood_thinner": "not_sure"}, set()),
        ("allergies", {"allergies": ["latex"]}, {"allergy_detail"}),
    ],
)
def test_an_answer_opens_the_question_that_follows_from_it(
    slug: str, name: dict[str, Any], opened: set[str]
) -> None:
    number = 1 if slug in OF_AN_AREA else None
    plain = answers(sports=["none"], treatments=["none"], smoking="never")

    more = asked(slug, answers(**name), number) - asked(slug, plain, number)

    assert more == opened


def test_the_parts_offered_are_those_of_the_site() -> None:
    form = QUESTIONNAIRE.form(QUESTIONNAIRE.path(answers(), TODAY)[5], answers(), TODAY)

    assert list(form["part"].choices or ()) == [  # type: ignore[attr-defined]
        *("kneecap_tendon", "front", "inner", "outer", "back"),
        *("all_over", "not_sure"),
    ]


def test_about_ninety_answers_do_for_one_painful_knee() -> None:
    said = answers(treatments=["injection", "exercise_or_physio"], sports=["golf"])
    coded, private = QUESTIONNAIRE.split(said)

    count = len(coded) - 1 + len(private) + len(coded["areas"]["knee:right"])

    assert count <= 90


def test_the_first_unanswered_page_is_where_the_patient_goes_on() -> None:
    said = answers()
    del said["dominant_hand"]

    page = QUESTIONNAIRE.first_unanswered(said, TODAY)

    assert page is not None
    assert page.step.slug == "about-you"
    assert QUESTIONNAIRE.unanswered(page, said, TODAY) == ["dominant_hand"]


def test_after_the_last_page_comes_none() -> None:
    said = answers()
    first, second, *_, last = QUESTIONNAIRE.path(said, TODAY)

    assert QUESTIONNAIRE.after(first, said, TODAY) == second
    assert QUESTIONNAIRE.after(last, said, TODAY) is None


def test_a_page_off_the_path_does_not_exist() -> None:
    said = answers()
    page = QUESTIONNAIRE.find("feels", 1, said, TODAY)
    assert page is not None

    assert QUESTIONNAIRE.find("feels", 2, said, TODAY) is None
    assert QUESTIONNAIRE.find("feels", None, said, TODAY) is None
    assert QUESTIONNAIRE.find("cellar", None, said, TODAY) is None
    with pytest.raises(LookupError, match="feels is not on the path"):
        QUESTIONNAIRE.form(page, {}, TODAY)


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

    merged = QUESTIONNAIRE.merged(said, where, {"regions": ["heel_left"]}, TODAY)

    assert set(merged["areas"]) == {"heel:left"}
    assert "worst_area" not in merged
    assert QUESTIONNAIRE.first_unanswered(merged, TODAY) is None


def test_an_area_keeps_its_answers_when_another_is_added() -> None:
    said = answers()
    where = QUESTIONNAIRE.path(said, TODAY)[1]
    more = {"regions": ["knee_right_inner", "heel_left"], "worst_area": "heel:left"}

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

    form = post("where", said, regions=sent, worst_area="knee:left")
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
