"""One submission as a clinician reads it: who, why, what to ask, every answer."""

from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.workflow import submissions
from tests import make
from tests.browser import Browser
from tests.web.reading import LATER, act, answer, buttons, path, section


def asked_and_in_danger(session: Session, dan: User) -> Submission:
    """Sent with a worn knee, asked for more by Dan; then the patient goes numb."""
    submission = make.submission(session, Status.SENT, smoking="not_sure")
    act(session, "ask", submission, dan)
    make.changed_mind(session, submission, LATER, saddle_numbness="yes")
    return submission


def test_the_page_comes_in_the_order_of_a_decision(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)

    desk.open(path(submission))

    marks = [
        "Who Name",
        "pat@example.org",
        "Priority and flags",
        "Joint pain, right knee",
        "What could not be decided, and what to ask",
        "What you can do",
        "All answers",
        "Before you start",
        "What is your full name",
    ]
    place = 0
    for mark in marks:
        place = desk.text.find(mark, place)
        assert place >= 0, mark


def test_it_says_who_the_patient_is_and_how_to_reach_them(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)

    who = section(desk.open(path(submission)), "who")

    for words in (
        "Pat Doe",
        "27 March 1964 (age 62)",
        "020 7946 0999",
        "pat@example.org",
        submission.reference,
        "Waiting for review",
    ):
        assert words in who


def test_each_flag_has_its_reason_evidence_rule_and_source(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, saddle_numbness="yes")

    flags = section(desk.open(path(submission)), "flags")

    assert flags.index("Cauda equina") < flags.index("Joint pain")
    for words in (
        "by version 1 of the rules",
        "Saddle numbness: Yes",
        "where a saddle would touch you",
        ": holds.",
        "(saddle-bladder-or-bowel)",
        "Finucane 2020",
        "clinical lead",
    ):
        assert words in flags


def test_cautions_are_shown_and_nothing_is_suppressed(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(
        session, Status.SENT, saddle_numbness="yes", smoking="current"
    )

    flags = section(desk.open(path(submission)), "flags")

    assert "Smokes" in flags
    assert "Likely." in flags


def test_what_is_undecided_comes_with_the_questions_to_ask(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT, progressive_weakness="not_sure")

    desk.open(path(submission))

    assert "Not ruled out." in section(desk, "flags")
    assert "losing strength" in section(desk, "flags")
    assert "losing strength" not in section(desk, "unknown")
    assert "Body mass index" in section(desk, "unknown")


def test_not_sure_declined_empty_and_not_asked_are_told_apart(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(
        session,
        Status.SENT,
        regions=["lower_back_middle"],
        fever_or_unwell="not_sure",
        sexual_change="prefer_not_to_say",
    )

    desk.open(path(submission))

    assert answer(desk, "fever or shivers") == "I’m not sure"
    assert answer(desk, "during sex") == "I would rather not say"
    assert answer(desk, "How tall") == "not answered"
    assert answer(desk, "pregnant").startswith("not asked of this patient; counted as")
    assert "limp" not in desk.text.split("All answers")[1].split("Not asked")[0]


def test_a_submission_that_no_rule_flagged_is_not_called_healthy(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)
    make.changed_mind(session, draft, saddle_numbness="no")

    flags = section(desk.open(path(draft)), "flags")

    assert "That is not a finding" in flags


def test_a_draft_in_danger_is_marked_and_only_three_things_can_be_done(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)

    desk.open(path(draft))

    assert "Not sent, may still change. No telephone number." in desk.text
    assert "last changed" in section(desk, "who")
    assert "not acknowledged" in section(desk, "advice")
    assert buttons(desk) == ["I called the patient", "Add a note", "Close"]


def test_of_a_draft_only_danger_was_judged_and_it_says_so(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)

    desk.open(path(draft))

    assert "only signs of danger are looked for" in section(desk, "unknown")


def test_a_draft_with_a_number_says_whom_to_call(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)
    draft.callback = {"name": "", "phone": "020 7946 0111"}
    session.commit()

    desk.open(path(draft))

    assert "No telephone number" not in desk.text
    assert "no name: 020 7946 0111" in section(desk, "who")


def test_a_flag_that_was_taken_back_stays_to_be_seen(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)
    make.changed_mind(session, draft, saddle_numbness="no")

    flags = section(desk.open(path(draft)), "flags")

    assert "Raised and taken back" in flags
    assert flags.count("(taken back)") == 1


def test_asked_for_more_the_new_danger_stands_beside_what_was_sent(
    desk: Browser, session: Session, dan: User
) -> None:
    submission = asked_and_in_danger(session, dan)

    desk.open(path(submission))

    flags = section(desk, "flags")
    assert "Emergency" in flags
    assert flags.index("Cauda equina") < flags.index("Joint pain, right knee")
    assert "body mass" in section(desk, "unknown").lower()


def test_a_flag_is_explained_by_the_version_that_raised_it(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    rule = submission.screenings[0].result["flags"][0]["rule"]
    submission.screenings[0].rule_set_version = RuleSetVersion(
        files={"broken.yaml": "rules: ["}, number=0, written_at=make.NOON
    )
    session.commit()

    flags = section(desk.open(path(submission)), "flags")

    assert "Joint pain, right knee" in flags  # the screening is complete in itself
    assert rule not in flags


def test_what_the_screening_names_is_shown_even_if_nobody_knows_it_now(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    screening = submission.screenings[0]
    flag = {**screening.result["flags"][0], "flag": "flag_of_old"}
    left = {"rule": "old", "flag": "flag_of_old", "area": None, "missing": ["fact_x"]}
    screening.result = {**screening.result, "flags": [flag], "unknown": [left]}
    session.commit()

    desk.open(path(submission))

    assert "flag_of_old" in section(desk, "flags")
    assert "fact_x" in section(desk, "unknown")


def test_what_was_sent_again_is_read_with_its_newest_screening(
    desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT, progressive_weakness="not_sure")
    act(session, "ask", submission, dan)
    make.changed_mind(session, submission, progressive_weakness="no")
    submissions.send(session, submission, today=make.TODAY, at=LATER)
    session.commit()

    flags = section(desk.open(path(submission)), "flags")

    assert "Raised and taken back" in flags
    assert flags.count("getting worse") == 1
