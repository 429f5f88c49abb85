"""Flags on a draft: raised and taken back as the answers change."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from intake.questionnaire import Answers
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.workflow import reviews, submissions
from intake.workflow.actions import ACTIONS
from intake.workflow.errors import Refused
from tests import make

LATER = make.NOON + timedelta(hours=1)
KNEE = "knee:right"
HOT_KNEE: dict[str, Any] = {
    "regions": ["knee_right_front"],
    "saddle_numbness": "no",
    "hot_red_swollen": "yes",
    "fever_or_unwell": "yes",
}


def standing(submission: Submission) -> list[tuple[str, str | None, bool]]:
    return [
        (flag.flag, flag.area, flag.not_ruled_out)
        for flag in submission.flags
        if flag.taken_back_at is None
    ]


def asked_for_more(session: Session, carol: User, **typed: str) -> Submission:
    """Sent, and asked back by Carol: the patient may change it again."""
    submission = make.submission(session, Status.SENT, **typed)
    act(session, "ask", submission, carol)
    return submission


def act(session: Session, name: str, submission: Submission, carol: User) -> None:
    seen = submission.revision
    action = ACTIONS[name]
    given, today = make.given(), make.TODAY
    reviews.take(
        session, action, submission, carol, given, seen=seen, today=today, at=LATER
    )
    session.commit()


def test_a_calm_draft_raises_nothing_and_keeps_no_screening(session: Session) -> None:
    draft = make.draft_in_danger(session, saddle_numbness="no")

    assert [*draft.flags, *draft.screenings, *draft.advice] == []
    assert (draft.priority, draft.queue_rank) == (None, None)


@pytest.mark.parametrize("sign", ["yes", "no", "not_sure"])
def test_no_priority_means_that_no_flag_stands(session: Session, sign: str) -> None:
    """What stands is not even looked for without one: advice.py and danger.py."""
    draft = make.draft_in_danger(session)
    for answer in ("no", sign, "yes", sign):
        make.changed_mind(session, draft, LATER, saddle_numbness=answer)

        assert (draft.priority is None) is (standing(draft) == [])


def test_a_sign_raises_its_flag_at_once_with_advice(session: Session) -> None:
    draft = make.draft_in_danger(session)

    assert standing(draft) == [("cauda_equina", None, False)]
    assert draft.flags[0].raised_at == make.NOON
    assert "Saddle numbness: Yes" in draft.flags[0].because
    assert [each.flag for each in draft.advice] == ["cauda_equina"]
    assert [each.while_draft for each in draft.screenings] == [True]
    assert draft.priority == "emergency"


def test_a_flag_belongs_to_the_area_that_raised_it(session: Session) -> None:
    draft = make.draft_in_danger(session, until="this-area-signs", **HOT_KNEE)

    assert standing(draft) == [("septic_joint", KNEE, False)]


def test_leaving_the_area_out_takes_its_flag_back(session: Session) -> None:
    draft = make.draft_in_danger(session, until="this-area-signs", **HOT_KNEE)

    make.changed_mind(session, draft, LATER, regions=["elbow_left_outer"])

    assert standing(draft) == []
    assert draft.flags[0].taken_back_at == LATER


def test_a_changed_answer_takes_the_flag_back_and_leaves_its_trace(
    session: Session,
) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(session, draft, LATER, saddle_numbness="no")

    assert standing(draft) == []
    assert (draft.flags[0].raised_at, draft.flags[0].taken_back_at) == (
        make.NOON,
        LATER,
    )
    assert draft.priority is None
    assert draft.screenings[-1].result["flags"] == []


def test_raised_again_it_is_a_new_flag_beside_the_old(session: Session) -> None:
    draft = make.draft_in_danger(session)
    make.changed_mind(session, draft, saddle_numbness="no")

    make.changed_mind(session, draft, LATER, saddle_numbness="yes")

    assert standing(draft) == [("cauda_equina", None, False)]
    assert [flag.taken_back_at for flag in draft.flags] == [make.NOON, None]
    assert draft.flags[1].raised_at == LATER


def test_a_flag_that_stands_has_the_reasons_of_the_answers_as_they_are(
    session: Session,
) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(
        session, draft, LATER, saddle_numbness="no", bladder_change="retention"
    )

    assert len(draft.flags) == 1
    assert "Saddle numbness: No" in draft.flags[0].because
    (found,) = draft.screenings[-1].result["flags"]
    assert [each["fact"] for each in found["evidence"]] == ["bladder_change"]


def test_a_page_that_changes_nothing_keeps_no_second_screening(
    session: Session,
) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(session, draft, LATER, dominant_hand="left")

    assert len(draft.screenings) == 1


@pytest.mark.parametrize("said", ["not_sure", "no"])
def test_while_it_is_a_draft_nothing_is_called_not_ruled_out(
    session: Session, said: str
) -> None:
    draft = make.draft_in_danger(session, saddle_numbness=said)

    assert draft.flags == []


def test_on_send_what_stays_unknown_is_not_ruled_out(session: Session) -> None:
    sent = make.submission(session, Status.SENT, progressive_weakness="not_sure")

    assert ("progressive_neuro_deficit", None, True) in standing(sent)
    assert [each.flag for each in sent.advice] == ["progressive_neuro_deficit"]
    assert sent.priority == "urgent"


def test_sending_keeps_the_flag_that_stood_and_adds_the_others(
    session: Session,
) -> None:
    draft = make.draft_in_danger(session, until="contact")

    submissions.send(session, draft, today=make.TODAY, at=LATER)

    assert standing(draft)[0] == ("cauda_equina", None, False)
    assert [flag.raised_at for flag in draft.flags if flag.kind == "emergency"] == [
        make.NOON
    ]
    assert [draft.screenings[0].while_draft, draft.screenings[-1].while_draft] == [
        True,
        False,
    ]


def test_asked_for_more_a_new_danger_comes_first_and_nothing_else_is_taken_back(
    session: Session, carol: User
) -> None:
    submission = asked_for_more(session, carol)
    before = standing(submission)
    assert ("joint", KNEE, False) in before

    make.changed_mind(session, submission, LATER, saddle_numbness="yes")

    assert standing(submission) == [*before, ("cauda_equina", None, False)]
    assert submission.priority == "emergency"
    assert submission.queue_rank == 0


def test_taken_back_after_asking_the_priority_is_what_was_sent(
    session: Session, carol: User
) -> None:
    submission = asked_for_more(session, carol)
    make.changed_mind(session, submission, saddle_numbness="yes")

    make.changed_mind(session, submission, LATER, saddle_numbness="no")

    assert submission.priority == "likely"


def test_what_send_could_not_rule_out_stands_while_more_is_asked(
    session: Session, carol: User
) -> None:
    submission = asked_for_more(session, carol, progressive_weakness="not_sure")
    before = standing(submission)

    make.changed_mind(session, submission, LATER, progressive_weakness="no")
    assert standing(submission) == before

    submissions.send(session, submission, today=make.TODAY, at=LATER)
    assert standing(submission) == [each for each in before if not each[2]]


def test_what_was_sent_or_reopened_is_the_clinics_and_no_longer_changes(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    act(session, "accept", submission, carol)
    act(session, "reopen", submission, carol)

    with pytest.raises(Refused, match="can no longer be changed"):
        make.changed_mind(session, submission, saddle_numbness="yes")


def test_consent_is_kept_with_its_wording_and_time(session: Session) -> None:
    draft = make.draft_in_danger(session)
    given: Answers = submissions.answers_of(draft)

    assert given["consent"] == "yes"
    assert (draft.consent_language, draft.consented_at) == ("en", make.NOON)
    assert draft.consent_version
