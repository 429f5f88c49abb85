"""How a rule came to its flag, on the submission's page, on demand."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.web import reasoning
from intake.workflow import submissions
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import LATER, act, path, words

SUMMARY = "How the rule came to it"


def folded(browser: Browser, name: str) -> list[str]:
    """The words of each tree in the section of this heading id."""
    place = browser.tree.find(f".//{HTML}section[@aria-labelledby='{name}']")
    assert place is not None
    found = [words(each) for each in place.iter(f"{HTML}details")]
    return [each for each in found if each.startswith(SUMMARY)]


def raised(app: Flask, session: Session, submission: Submission) -> set[reasoning.Key]:
    with app.app_context():
        return {key for key in reasoning.trees(session, submission) if key[2] is True}


def test_every_flag_and_everything_undecided_has_its_tree(
    desk: Browser, session: Session
) -> None:
    sent = make.submission(
        session, Status.SENT, saddle_numbness="yes", progressive_weakness="not_sure"
    )

    desk.open(path(sent))

    flags = folded(desk, "flags")
    assert len(flags) == len(sent.flags)
    assert any("Yes" in each and ": holds." in each for each in flags)
    raised = [each for each in flags if "losing strength" in each]
    assert any("?" in each and ": not known." in each for each in raised)
    undecided = folded(desk, "unknown")
    assert undecided
    assert all("not known." in each for each in undecided)


def test_parts_are_nested_and_say_how_they_are_joined(
    desk: Browser, session: Session
) -> None:
    sent = make.submission(session, Status.SENT)

    desk.open(path(sent))

    nested = desk.tree.findall(f".//{HTML}ul/{HTML}li/{HTML}div/{HTML}ul/{HTML}li")
    assert nested
    text = " ".join(folded(desk, "flags"))
    assert "An osteoarthritis pattern: holds." in text
    assert "All of these: holds." in text
    assert "At least one of these" in text
    assert "✗" in text


@pytest.mark.parametrize("until", ["urgent-signs", "contact"])
def test_a_draft_in_danger_has_the_tree_of_its_answers_now(
    session: Session, desk: Browser, until: str
) -> None:
    draft = make.draft_in_danger(session, until=until)

    desk.open(path(draft))

    assert any(": holds." in each for each in folded(desk, "flags"))


def test_it_is_judged_by_the_version_that_screened_it_on_the_facts_of_then(
    session: Session,
) -> None:
    sent = make.submission(session, Status.SENT)
    before = reasoning.trees(session, sent)
    assert before
    assert sent.facts
    assert {key[2] for key in before} >= {True, None}
    assert all(part.outcome is key[2] for key, part in before.items())

    # The answers of today are not what was judged.
    sent.answers = {**sent.answers, "smoking": "current"}
    assert reasoning.trees(session, sent) == before


def test_what_does_not_come_out_as_it_did_is_not_shown(session: Session) -> None:
    sent = make.submission(session, Status.SENT)
    sent.facts = {}

    assert all(key[2] is None for key in reasoning.trees(session, sent))


def test_without_its_rules_there_is_a_flag_and_no_tree(
    desk: Browser, session: Session
) -> None:
    sent = make.submission(session, Status.SENT)
    of_old = RuleSetVersion(
        files={"broken.yaml": "rules: ["}, number=0, written_at=make.NOON
    )
    sent.screenings[0].rule_set_version = of_old
    session.commit()

    desk.open(path(sent))

    assert "Joint pain, right knee" in desk.text
    assert SUMMARY not in desk.text


def test_asked_for_more_a_new_danger_has_its_tree_beside_those_of_what_was_sent(
    app: Flask, session: Session, dan: User
) -> None:
    sent = make.submission(session, Status.SENT)
    before = raised(app, session, sent)
    act(session, "ask", sent, dan)
    make.changed_mind(session, sent, LATER, saddle_numbness="yes")

    now = raised(app, session, sent)

    assert before < now
    submissions.send(session, sent, today=make.TODAY, at=LATER)
    session.commit()
    assert now <= raised(app, session, sent)
