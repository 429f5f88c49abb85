"""Taking a submission as the page offers it, beside a colleague."""

from flask import Flask
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, User
from intake.records.models import Status
from tests import make
from tests.browser import Browser
from tests.web.reading import path, section, verbs
from tests.web.test_waiting import QUEUE, references, row_of


def test_what_i_take_is_mine_in_the_queue_until_i_give_it_back(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)
    other = make.submission(session, Status.SENT)

    desk.open(path(submission)).press("I take it")
    assert desk.path == path(submission)
    assert "You have it until" in section(desk, "claim")
    assert "Carol has it" in row_of(desk.open(QUEUE), submission)
    assert references(desk.press("Filter", claimed="me")) == [submission.reference]
    desk.open(QUEUE).press("Filter", claimed="nobody")
    assert references(desk) == [other.reference]

    desk.open(path(submission)).press("Keep it for longer")
    desk.press("Give it back")
    assert "Nobody has it" in section(desk, "claim")
    assert references(desk.open(f"{QUEUE}?claimed=me")) == []
    assert verbs(session, submission).count("claimed") == 2
    assert "gave back" in verbs(session, submission)


def test_a_colleague_sees_who_has_it_and_may_take_it_over(
    app: Flask, desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT)
    other = Browser(app).sign_in(dan)
    desk.open(path(submission)).press("I take it")

    other.open(path(submission))
    assert "Carol has it" in section(other, "claim")
    other.press("Take it over")

    assert "You have it until" in section(other, "claim")
    assert "Dan has it" in section(desk.open(path(submission)), "claim")


def test_the_second_to_take_it_is_told_who_was_first(
    app: Flask, desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT)
    other = Browser(app).sign_in(dan).open(path(submission))
    desk.open(path(submission)).press("I take it")

    other.press("I take it")

    assert other.status == 409
    assert "Somebody else has just taken this" in other.text
    other.open(other.link("Look at the submission"))
    assert "Carol has it" in section(other, "claim")


def test_it_is_handed_over_to_a_colleague_and_only_by_whoever_has_it(
    app: Flask, desk: Browser, session: Session, dan: User
) -> None:
    submission = make.submission(session, Status.SENT)
    sam, page = make.user(app, "Sam", Audience.STAFF), path(submission)
    desk.open(page).press("I take it")

    for nobody, status in ((str(sam.id), 409), ("999", 400), ("x", 400)):
        desk.post(f"{page}/hand-over", to_user=nobody)
        assert desk.status == status
        desk.open(page)
    desk.press("Hand over", to_user=str(dan.id))
    assert "Dan has it" in section(desk, "claim")

    desk.post(f"{page}/hand-over", to_user=str(dan.id))
    assert desk.status == 409
    handed = [each for each in verbs(session, submission) if "handed" in each]
    assert handed == [f"handed to user:{dan.id}"]


def test_a_draft_that_raised_nothing_is_nobodys_to_take(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session, saddle_numbness="no")
    desk.open(QUEUE)

    for deed in ("claim", "hand-over", "give-back"):
        desk.post(f"{path(draft)}/{deed}")
        assert desk.status == 404
        desk.open(QUEUE)
