"""Agreeing with a flag on the submission's page, or not."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import Submission
from intake.records.opinions import FlagOpinion
from intake.web.decisions import MAX_NOTE
from intake.web.opinions import NO_REASON
from tests import make
from tests.browser import Browser
from tests.web.reading import path, section, verbs


@pytest.fixture
def grave(session: Session) -> Submission:
    return make.draft_in_danger(session)


def count(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(FlagOpinion)) or 0


def test_whoever_agrees_is_named_beside_the_flag(
    desk: Browser, session: Session, grave: Submission, carol: User
) -> None:
    desk.open(path(grave)).press("I agree", agrees="yes")

    assert desk.path == path(grave)
    assert "Carol agrees" in section(desk, "flags")
    assert "agreed with cauda_equina" in verbs(session, grave)
    kept = session.scalars(select(FlagOpinion)).one()
    assert (kept.flag, kept.agrees, kept.reason) == ("cauda_equina", True, "")
    assert kept.reviewer_id == carol.id


def test_whoever_disagrees_says_why_and_it_is_sealed(
    desk: Browser, session: Session, grave: Submission
) -> None:
    desk.open(path(grave)).press("I disagree", agrees="no")
    assert desk.status == 422
    assert desk.title.startswith("Error: ")
    assert desk.link(NO_REASON).startswith("#reason-")
    assert count(session) == 0
    session.rollback()

    desk.press("I disagree", agrees="no", reason="Numb for ten years.")
    assert "Carol disagrees" in section(desk, "flags")
    assert "Numb for ten years." in section(desk, "flags")
    kept = session.scalars(select(FlagOpinion)).one()
    assert b"Numb" not in kept.sealed_reason


def test_a_reason_that_is_too_long_is_kept_and_may_be_shortened(
    desk: Browser, session: Session, grave: Submission
) -> None:
    long = "x" * (MAX_NOTE + 1)

    desk.open(path(grave)).press("I agree", agrees="yes", reason=long)

    assert desk.status == 422
    assert long in desk.text
    assert count(session) == 0


def test_of_one_person_the_newest_counts_and_the_first_is_kept(
    desk: Browser, session: Session, grave: Submission
) -> None:
    desk.open(path(grave)).press("I agree", agrees="yes")
    desk.press("I disagree", agrees="no", reason="On second thoughts, no.")

    told = section(desk, "flags")
    assert "Carol disagrees" in told
    assert "Carol agrees" not in told
    assert count(session) == 2


def test_it_decides_nothing(desk: Browser, session: Session, grave: Submission) -> None:
    before = (grave.status, grave.priority, grave.queue_rank, grave.revision)

    desk.open(path(grave)).press("I disagree", agrees="no", reason="No.")

    session.refresh(grave)
    assert before == (grave.status, grave.priority, grave.queue_rank, grave.revision)


@pytest.mark.parametrize(
    ("rule", "area", "agrees", "status"),
    [
        ("no-such-rule", "", "yes", 409),
        ("saddle-or-bladder", "knee:left", "yes", 409),
        ("", "", "yes", 409),
        ("saddle-or-bladder", "", "perhaps", 400),
    ],
)
def test_what_this_submission_does_not_have_is_refused(
    desk: Browser,
    session: Session,
    grave: Submission,
    rule: str,
    area: str,
    agrees: str,
    status: int,
) -> None:
    desk.open(path(grave))

    desk.post(f"{path(grave)}/opinion", rule=rule, area=area, agrees=agrees)

    assert desk.status == status
    assert count(session) == 0


def test_a_draft_that_raised_nothing_has_no_opinions(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session, saddle_numbness="no")
    desk.open("/clinician/")

    desk.post(f"{path(draft)}/opinion", rule="x", area="", agrees="yes")

    assert desk.status == 404
