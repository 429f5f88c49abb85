"""A submission in short, and what stands beside its flags."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.derived import DERIVED
from intake.records.models import Status
from intake.web import summary
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import path, section


def places(**typed: Any) -> list[summary.Place]:
    answers = make.answers(**typed)
    sections = QUESTIONNAIRE.shown(answers, make.TODAY)
    return summary.places(sections, answers["areas"])


def test_every_answer_that_is_said_in_short_has_its_words() -> None:
    for name, words in summary.SHORT.items():
        assert set(words) == set(QUESTIONNAIRE.questions[name].values), name
    for name in (*summary.LISTED, *summary.ASKED):
        assert QUESTIONNAIRE.questions[name].per_area


def test_a_place_is_told_as_to_a_colleague() -> None:
    (knee,) = places(worse_with=["stairs", "walking"])

    assert knee.title == "Right knee"
    assert knee.words == (
        "For 2 years, began bit by bit, comes and goes, slowly getting worse. "
        "Worse with: going up or down stairs; walking. Better with: resting it. "
        "Also: it grinds or creaks. Was told: osteoarthritis, or wear of the joint."
    )
    assert knee.scores == (("on most days", 5), ("at its worst", 7))
    assert knee.unknown == ""


def test_what_is_not_known_is_said_to_be_not_known() -> None:
    (knee,) = places(
        onset="not_sure",
        worse_with=["not_sure"],
        better_with=["none"],
        symptoms=["none"],
    )

    assert knee.unknown == "how it began, what makes it worse"
    assert "began" not in knee.words
    assert "orse with" not in knee.words
    assert "Better" not in knee.words


def test_one_is_one() -> None:
    (knee,) = places(duration_amount="1", duration_unit="months")

    assert knee.words.startswith("For 1 month, ")


def test_two_places_are_told_apart() -> None:
    found = places(regions=["knee_right_front", "lower_back_middle"])

    assert {each.title for each in found} == {"Right knee", "Middle of the lower back"}


def test_the_page_begins_with_it(desk: Browser, session: Session) -> None:
    submission = make.submission(session, Status.SENT)

    told = section(desk.open(path(submission)), "short")

    assert told.startswith("In short Male, 62.")
    assert "Right knee. For 2 years" in told
    assert "Pain at its worst 7 of 10" in told
    bars = desk.tree.findall(".//{http://www.w3.org/2000/svg}rect[@class='on']")
    assert len(bars) == 5 + 7


def test_a_draft_of_whom_little_is_known_says_so(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session, sex_at_birth="prefer_not_to_say")

    told = section(desk.open(path(draft)), "short")

    assert "Sex not known" in told
    assert "Middle of the lower back. Not known: for how long, how it began" in told


def test_an_open_question_is_put_into_a_request_by_one_press(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, blood_thinner="not_sure")
    desk.open(path(submission))

    desk.open(desk.link("Ask the patient"))

    box = desk.tree.find(f".//{HTML}details[@open]//{HTML}input[@checked]")
    assert box is not None
    desk.press("Ask for more")
    assert "With 1 question to answer again." in section(desk, "reviews")


def test_what_follows_from_answers_is_asked_for_by_those(
    desk: Browser, session: Session
) -> None:
    """Nobody is asked for a body mass index."""
    submission = make.submission(session, Status.SENT)

    told = section(desk.open(path(submission)), "unknown")

    assert "How tall are you?" in told
    assert "How much do you weigh?" in told
    assert "Ask the patient" in told


def test_every_fact_that_follows_says_from_which_questions() -> None:
    for derived in DERIVED.values():
        for name in derived.asked_as:
            assert QUESTIONNAIRE.questions[name].per_area is derived.per_area


def test_where_nothing_can_be_asked_no_question_leads_to_a_request(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.ACCEPTED, blood_thinner="not_sure")

    desk.open(path(submission))

    assert "Ask the patient" not in desk.text


@pytest.mark.parametrize("asked", ["no_such@", "blood_thinner", "@", "<b>@x"])
def test_a_question_nobody_can_ask_is_chosen_nowhere(
    desk: Browser, session: Session, asked: str
) -> None:
    submission = make.submission(session, Status.SENT)

    desk.client.get(path(submission), query_string={"ask": asked})
    desk.open(f"{path(submission)}?ask={asked}")

    assert desk.status == 200
    assert desk.tree.find(f".//{HTML}input[@name='question'][@checked]") is None


def test_a_contraindication_stands_beside_the_flags_it_concerns(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, infection_now="yes")

    told = section(desk.open(path(submission)), "flags")

    assert "Against treating it now:" in told


def test_without_a_contraindication_nothing_is_said_against(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)

    assert "Against treating" not in desk.open(path(submission)).text


def test_others_of_the_same_name_and_birth_date_are_in_reach(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    before = make.submission(session, Status.DECLINED)
    make.submission(session, Status.SENT, full_name="Pat Doering")
    other_year = {"date_of_birth-year": "1965"}
    make.submission(session, Status.SENT, **other_year)

    who = section(desk.open(path(submission)), "who")

    assert "with the same name and birth date" in who
    assert who.count("Declined") == 1
    assert desk.link(before.reference) == path(before)
