"""What is in progress keeps the rules it began with for its advice, and is screened by
the newest when it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE
from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.workflow import danger, reviews, rule_sets, screenings, submissions
from intake.workflow.actions import ACTIONS
from tests import make
from tests.make import SADDLE

LATER = make.NOON + timedelta(hours=1)
CAUDA = "cauda_equina"
SIGNS = "emergency_nerves.yaml"
SADDLE_LINE = "        - saddle_numbness: yes\n"


def newer(
    session: Session, sam: User, before: str, after: str, file: str = SIGNS
) -> RuleSetVersion:
    """A version in force whose file says something else; its examples are not asked."""
    base = screenings.in_force(session)
    assert before in base.files[file]
    files = {**base.files, file: base.files[file].replace(before, after)}
    version = rule_sets.write(session, base, sam, make.NOON, files)
    session.flush()
    rule_sets.put_in_force(session, version, sam, make.NOON)
    session.commit()
    return version


def without_the_saddle(session: Session, sam: User) -> RuleSetVersion:
    """Rules by which a numb saddle alone is no emergency any more."""
    return newer(session, sam, SADDLE_LINE, "")


def standing(submission: Submission) -> set[str]:
    return {each.flag for each in danger.standing(submission)}


def by(submission: Submission) -> list[int]:
    return [each.rule_set_version_id for each in submission.screenings]


def test_it_is_advised_by_the_rules_it_began_with(session: Session, sam: User) -> None:
    draft = make.draft_in_danger(session, saddle_numbness="no")
    assert draft.began_with_id == screenings.in_force(session).id
    without_the_saddle(session, sam)

    make.changed_mind(session, draft, LATER, saddle_numbness="yes")

    assert standing(draft) == {CAUDA}
    assert [each.flag for each in draft.advice] == [CAUDA]
    assert by(draft) == [draft.began_with_id]
    facts = {"saddle_numbness": "yes", "implied": []}
    assert danger.would_advise(session, draft, facts) == "emergency"
    assert danger.would_advise(session, None, facts) is None


def test_advice_does_not_vanish_because_other_rules_came_into_force(
    session: Session, sam: User
) -> None:
    draft = make.draft_in_danger(session)
    without_the_saddle(session, sam)

    make.changed_mind(session, draft, LATER, dominant_hand="left")

    assert standing(draft) == {CAUDA}
    assert draft.priority == "emergency"


def test_it_is_screened_by_the_newest_when_it_is_sent(
    session: Session, sam: User
) -> None:
    draft = make.draft_in_danger(session)
    made = make.answers(**SADDLE)
    draft.answers, draft.private = QUESTIONNAIRE.split(made)
    newest = without_the_saddle(session, sam)

    submissions.send(session, draft, today=make.TODAY, at=LATER)
    session.commit()

    assert draft.screenings[-1].rule_set_version_id == newest.id
    assert not draft.screenings[-1].while_draft
    assert CAUDA not in standing(draft)
    # What the patient was shown stays on record, and so does what was taken back.
    assert [each.flag for each in draft.advice] == [CAUDA]
    gone = [each for each in draft.flags if each.flag == CAUDA]
    assert [each.taken_back_at for each in gone] == [LATER]


def test_a_flag_by_a_rule_of_another_name_is_advised_once(
    session: Session, sam: User
) -> None:
    draft = make.draft_in_danger(session)
    made = make.answers(**SADDLE)
    draft.answers, draft.private = QUESTIONNAIRE.split(made)
    rule = draft.flags[0].rule
    newer(session, sam, f"id: {rule}\n", f"id: {rule}-by-another-name\n")

    submissions.send(session, draft, today=make.TODAY, at=LATER)
    session.commit()

    assert CAUDA in standing(draft)
    assert [each.flag for each in draft.advice].count(CAUDA) == 1


def test_asked_for_more_it_is_advised_by_the_rules_that_screened_it_last(
    session: Session, sam: User, carol: User
) -> None:
    """By others, an answer that has nothing to do with it would take a danger back."""
    sent = make.submission(session, Status.SENT, **SADDLE)
    assert CAUDA in standing(sent)
    seen = sent.revision
    reviews.take(
        session,
        ACTIONS["ask"],
        sent,
        carol,
        make.given(),
        seen=seen,
        today=make.TODAY,
        at=LATER,
    )
    session.commit()
    without_the_saddle(session, sam)

    make.changed_mind(session, sent, LATER, dominant_hand="left")
    assert CAUDA in standing(sent)

    submissions.send(session, sent, today=make.TODAY, at=LATER)
    session.commit()
    newest = screenings.in_force(session).id
    assert CAUDA not in standing(sent)
    assert (by(sent)[-1], sent.began_with_id) == (newest, newest)


def test_earlier_screenings_are_never_rewritten(session: Session, sam: User) -> None:
    sent = make.submission(session, Status.SENT, **SADDLE)
    before = [
        (each.id, each.rule_set_version_id, each.result, each.priority)
        for each in sent.screenings
    ]

    without_the_saddle(session, sam)
    make.submission(session, Status.SENT, **SADDLE)
    session.expire_all()

    assert [
        (each.id, each.rule_set_version_id, each.result, each.priority)
        for each in sent.screenings
    ] == before


def test_a_draft_from_before_has_the_rules_in_force(
    session: Session, sam: User
) -> None:
    draft = make.draft_in_danger(session, saddle_numbness="no")
    draft.began_with_id = None
    session.commit()
    without_the_saddle(session, sam)

    make.changed_mind(session, draft, LATER, saddle_numbness="yes")

    assert standing(draft) == set()


def test_rules_that_cannot_be_read_any_more_advise_nobody(
    session: Session, sam: User
) -> None:
    """The program was changed under them: the rules in force take their place."""
    draft = make.draft_in_danger(session, saddle_numbness="no")
    first = session.get_one(RuleSetVersion, draft.began_with_id)
    without_the_saddle(session, sam)
    first.files = {SIGNS: "language: 99\nrules: []\n"}
    session.commit()
    session.info[screenings.RULE_SETS].clear()  # as after a start

    for _ in range(2):
        make.changed_mind(session, draft, LATER, saddle_numbness="yes")

    assert standing(draft) == set()


def test_rules_that_are_kept_are_fetched_once_and_few_are_kept(
    session: Session, sam: User
) -> None:
    draft = make.draft_in_danger(session)
    without_the_saddle(session, sam)
    danger.would_advise(session, draft, {})
    asked: list[str] = []
    event.listen(
        session.get_bind(),
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_more: asked.append(statement),
    )

    danger.would_advise(session, draft, {})
    assert asked == []

    for number in range(2 * screenings.MOST_RULE_SETS):
        newer(session, sam, "title: ", f"title: {number} ")
        screenings.current(session)
    assert len(session.info[screenings.RULE_SETS]) <= screenings.MOST_RULE_SETS
    assert danger.would_advise(session, draft, {}) is None


@pytest.mark.parametrize("pinned", [True, False])
def test_what_is_begun_after_publishing_has_the_new_rules(
    session: Session, sam: User, pinned: bool
) -> None:
    if pinned:
        make.draft_in_danger(session)
    newest = without_the_saddle(session, sam)

    draft = make.draft_in_danger(session, saddle_numbness="yes")

    assert draft.began_with_id == newest.id
    assert standing(draft) == set()
