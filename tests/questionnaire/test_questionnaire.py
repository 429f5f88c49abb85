"""Which pages and questions come, and where the patient goes on."""

from typing import Any

import pytest

from intake.questionnaire import QUESTIONNAIRE
from tests.questionnaire.patients import TODAY, answers, asked, slugs

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
