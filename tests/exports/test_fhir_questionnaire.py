"""The Questionnaire says what the pages ask."""

from dataclasses import replace

from intake.exports.fhir.enable_when import enable_when
from intake.exports.fhir.questionnaire import (
    LOINC_CODES,
    NOTICE,
    UNITS,
    area_question,
    canonical,
    questionnaire,
)
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.applies import ASKS, aged, both, chosen, unless
from intake.questionnaire.body import SITES
from tests.exports.fhir_check import items
from tests.exports.people import SENDER

MADE = questionnaire(SENDER)
ITEMS = {each["linkId"]: each for each in items(MADE["item"])}
GROUPS = {name for name, each in ITEMS.items() if each["type"] == "group"}


def test_every_question_is_an_item_by_its_own_name_and_nothing_else_is() -> None:
    assert ITEMS.keys() - GROUPS == {*QUESTIONNAIRE.questions, "area"}
    assert {f"page.{step.slug}" for step in QUESTIONNAIRE.steps} | {"areas"} == GROUPS
    assert len([*items(MADE["item"])]) == len(ITEMS)


def test_the_questions_of_an_area_repeat_for_each_area() -> None:
    inside = {each["linkId"] for each in items(ITEMS["areas"]["item"])} - GROUPS

    assert ITEMS["areas"]["repeats"] is True
    assert inside - {"area"} == {
        name for name, each in QUESTIONNAIRE.questions.items() if each.per_area
    }


def test_the_answers_offered_are_those_of_the_page() -> None:
    smoking = [each["valueCoding"] for each in ITEMS["smoking"]["answerOption"]]
    sex = [
        each["valueCoding"]["code"] for each in ITEMS["sex_at_birth"]["answerOption"]
    ]

    assert [each["code"] for each in smoking[:3]] == ["never", "former", "current"]
    assert smoking[0]["system"].endswith("/fhir/CodeSystem/smoking")
    assert smoking[3]["code"] == "asked-unknown"
    assert smoking[3]["system"].endswith("data-absent-reason")
    assert sex == ["female", "male", "intersex", "asked-declined"]


def test_a_number_has_its_ends_and_its_unit() -> None:
    height = {
        each["url"].rpartition("/")[2]: each for each in ITEMS["height_cm"]["extension"]
    }

    assert ITEMS["height_cm"]["type"] == "decimal"
    assert height["minValue"]["valueDecimal"] == 50
    assert height["questionnaire-unit"]["valueCoding"]["code"] == "cm"
    assert {each.unit for each in QUESTIONNAIRE.questions.values()} - {""} == set(UNITS)


def test_a_condition_is_said_where_it_can_be_said_whole() -> None:
    sports = ITEMS["sport_level"]["enableWhen"]
    legs = ITEMS["leg_clot_signs"]["enableWhen"]
    bend = ITEMS["cannot_bend_90"]["enableWhen"]

    assert {each["question"] for each in sports} == {"sports"}
    assert "none" not in {each["answerCoding"]["code"] for each in sports}
    assert "knee_right_front" in {each["answerCoding"]["code"] for each in legs}
    assert "shoulder_left_front" not in {each["answerCoding"]["code"] for each in legs}
    assert [each["answerCoding"]["code"] for each in bend] == [
        "knee:left",
        "knee:right",
    ]
    assert ITEMS["activity_1_score"]["enableWhen"] == [
        {"question": "activity_1", "operator": "exists", "answerBoolean": True}
    ]


def test_a_condition_is_left_out_where_half_of_it_would_be_said() -> None:
    for name in ("pregnancy", "limping", "smoked_heavily", "hypermobility_1"):
        assert "enableWhen" not in ITEMS[name], name
    smoking = QUESTIONNAIRE.questions["smoking"]
    for applies in (
        aged(low=18),
        both(chosen("smoking", "never"), aged(low=18)),
        unless("conditions", "diabetes"),
    ):
        asked = replace(smoking, applies=applies)
        assert enable_when(SENDER, asked, area_question()) == {}


def test_most_conditions_are_said() -> None:
    said = [each for each in ITEMS.values() if "enableWhen" in each]
    sayable = [q for q in QUESTIONNAIRE.questions.values() if q.applies in ASKS]

    assert len(said) == len(sayable) > 25


def test_a_code_of_loinc_stands_with_its_notice_and_nowhere_else() -> None:
    coded = {name for name, each in ITEMS.items() if "code" in each}

    assert coded == set(LOINC_CODES)
    assert MADE["copyright"] == NOTICE
    assert "snomed" not in str(MADE).lower()


def test_a_place_of_the_body_has_no_code_but_ours() -> None:
    systems = {
        each["valueCoding"]["system"]
        for name in ("regions", "worst_area", "area", "spreads_to")
        for each in ITEMS[name]["answerOption"]
    }

    assert all(
        each.startswith(SENDER.address) or each.endswith("data-absent-reason")
        for each in systems
    )
    assert len(SITES) == len(ITEMS["spreads_to"]["answerOption"]) - 2


def test_its_name_is_the_same_until_a_word_of_it_changes() -> None:
    elsewhere = replace(SENDER, clinic="Another Clinic")

    assert canonical(SENDER) == canonical(elsewhere)
    assert canonical(SENDER).startswith(
        "https://intake.clinic.example/fhir/Questionnaire/intake|1-"
    )
