"""Reading a submission's page as Carol does, and what the records say afterwards."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

from sqlalchemy.orm import Session

from intake.questionnaire.asked_again import AskedAgain
from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status, Submission
from intake.workflow import audit, reviews
from intake.workflow.actions import ACTIONS
from tests import make
from tests.browser import HTML, Browser

LATER = make.NOON + timedelta(hours=1)


def path(submission: Submission) -> str:
    return f"/clinician/submissions/{submission.id}"


def section(browser: Browser, name: str) -> str:
    """The words of the section with this heading id."""
    return words(_section(browser, name))


def buttons(browser: Browser) -> list[str]:
    return [words(each) for each in _section(browser, "actions").iter(f"{HTML}button")]


def decide(browser: Browser, name: str, said: str, **otherwise: Any) -> Browser:
    """Press an action on the page, with these words wherever it asks for some, and once
    more where it is asked once more."""
    action = ACTIONS[name]
    given = {**make.given(said), **otherwise}
    asked = (*action.needs, *action.may)
    browser.press(action.label, **{each: given[each] for each in asked})
    if action.final and browser.status == 200:
        browser.press(f"{action.label} all the same")
    return browser


def answer(browser: Browser, question: str) -> str:
    """What is shown as the answer to the question with these words in it."""
    for row in browser.tree.findall(f".//{HTML}dl[@class='answers']/{HTML}div"):
        asked, said = row[0], row[1]
        if question in words(asked):
            return words(said)
    raise AssertionError(f"“{question}” is not asked on {browser.path}")


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def verbs(session: Session, submission: Submission) -> list[str]:
    session.expire_all()
    subject = audit.subject_of(submission)
    return [each.verb for each in queries.audit_events(session, subject)]


def status_now(session: Session, submission: Submission) -> Status:
    session.expire_all()
    status = session.get_one(Submission, submission.id).status
    session.commit()  # nobody waits for this session afterwards
    return status


def act(
    session: Session,
    name: str,
    submission: Submission,
    by: User,
    questions: Collection[AskedAgain] = (),
) -> None:
    """The other clinician does this, an hour later."""
    reviews.take(
        session,
        ACTIONS[name],
        submission,
        by,
        make.given(f"{by.name}'s why"),
        questions,
        seen=submission.revision,
        today=make.TODAY,
        at=LATER,
    )
    session.commit()


def _section(browser: Browser, name: str) -> Element:
    found = browser.tree.find(f".//{HTML}section[@aria-labelledby='{name}']")
    assert found is not None, f"No section “{name}” on {browser.path}"
    return found
