from intake.questionnaire import QUESTIONNAIRE, Answers, Row
from tests.questionnaire.patients import TODAY, answers


def row(name: str, answers: Answers) -> Row:
    rows = [row for each in QUESTIONNAIRE.shown(answers, TODAY) for row in each.rows]
    return next(row for row in rows if row.name == name)


def test_an_answer_is_shown_in_the_patients_words() -> None:
    shown = row("pattern", answers(pattern="comes_and_goes"))

    assert shown == Row(
        "pattern",
        "Is the pain always there?",
        "No, it comes and goes",
        "answered",
    )


def test_left_and_right_are_said_again() -> None:
    said = answers()

    assert row("regions", said).words == "Right knee, inner side"
    titles = [section.title for section in QUESTIONNAIRE.shown(said, TODAY)]
    assert titles[:5] == [
        "Before you start",
        "Where it hurts",
        "Signs that need help soon",
        "About you",
        "What you have noticed: right knee",
    ]


def test_not_sure_declined_empty_and_open_are_four_different_things() -> None:
    said = answers(
        fever_or_unwell="not_sure",
        told_diagnosis=["not_sure"],
        sexual_change="prefer_not_to_say",
    )
    del said["new_lump"]

    assert row("fever_or_unwell", said).state == "not_sure"
    assert row("told_diagnosis", said).words == "I’m not sure"
    assert row("told_diagnosis", said).state == "not_sure"
    assert row("sexual_change", said).state == "declined"
    assert row("height_cm", said).state == "not_answered"
    assert row("new_lump", said).state == "not_answered"


def test_what_was_not_asked_says_so_and_what_follows_from_it() -> None:
    said = answers(sex_at_birth="male")

    assert row("pregnancy", said) == Row(
        "pregnancy", "Are you pregnant or breastfeeding?", "No", "implied"
    )
    assert row("sport_level", said).state == "not_asked"
    assert row("neck_warning_signs", said).words == "None of these"


def test_nothing_follows_while_it_cannot_be_told() -> None:
    assert row("pregnancy", {}).state == "not_asked"


def test_only_pages_on_the_path_are_shown() -> None:
    pages = [section.page for section in QUESTIONNAIRE.shown(answers(), TODAY)]

    assert pages == list(QUESTIONNAIRE.path(answers(), TODAY))
