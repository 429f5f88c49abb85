"""What a patient does: start, answer, send."""

import secrets
from datetime import date, datetime

from sqlalchemy.orm import Session

from intake.questionnaire import CONSENT_VERSION, QUESTIONNAIRE, Answers, Page
from intake.questionnaire.facts import facts
from intake.records.models import Status, Submission
from intake.workflow import audit, danger, queue_places, screenings
from intake.workflow.errors import Refused

EDITABLE = frozenset({Status.DRAFT, Status.MORE_ASKED})

# Crockford's alphabet: nothing in it is mistaken for something else when read aloud.
REFERENCE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def start(session: Session, language: str, at: datetime) -> Submission:
    """A new draft. It holds nothing yet; its first answers follow at once."""
    submission = Submission(
        reference=_reference(),
        status=Status.DRAFT,
        language=language,
        answers={},
        started_at=at,
        changed_at=at,
    )
    session.add(submission)
    submission.private = {}
    audit.log(session, audit.PATIENT, "started", submission, at)
    return submission


def answers_of(submission: Submission) -> Answers:
    """All answers, those that identify the patient included."""
    return QUESTIONNAIRE.join(submission.answers, submission.private)


def answer(
    session: Session,
    submission: Submission,
    page: Page,
    given: Answers,
    *,
    today: date,
    at: datetime,
) -> None:
    """Keep a page's answers, drop what no longer applies, and look for danger.

    Raises Refused once the answers have been sent.
    """
    _must_be_editable(submission)
    merged = QUESTIONNAIRE.merged(answers_of(submission), page, given, today)
    submission.answers, submission.private = QUESTIONNAIRE.split(merged)
    submission.changed_at = at
    if _consents_anew(submission, given):
        submission.consent_version = CONSENT_VERSION
        submission.consent_language = submission.language
        submission.consented_at = at
    danger.look(session, submission, facts(merged, today), at)
    audit.log(session, audit.PATIENT, f"answered {page.step.slug}", submission, at)


def send(
    session: Session, submission: Submission, *, today: date, at: datetime
) -> None:
    """Give the answers to the clinic, screened by the rules in force.

    A second Send of the same answers changes nothing. Raises Refused while questions
    are unanswered.
    """
    if submission.status not in EDITABLE:
        return
    answers = answers_of(submission)
    if QUESTIONNAIRE.first_unanswered(answers, today) is not None:
        raise Refused("Some questions are not answered yet.")
    screen(session, submission, today=today, at=at)
    submission.status = Status.SENT
    submission.sent_at = submission.changed_at = at
    queue_places.take(submission, at)
    audit.log(session, audit.PATIENT, "sent", submission, at)


def screen(
    session: Session, submission: Submission, *, today: date, at: datetime
) -> None:
    """Put the answers to all rules in force, and keep the facts as they are now."""
    version = screenings.in_force(session)
    document = facts(answers_of(submission), today)
    danger.settle(submission, version, screenings.screen(version, document), at)
    submission.facts = document


def _must_be_editable(submission: Submission) -> None:
    if submission.status not in EDITABLE:
        raise Refused(
            "These answers have been sent to the clinic and can no longer be changed "
            "here. Telephone the clinic if something has changed."
        )


def _consents_anew(submission: Submission, given: Answers) -> bool:
    """The time of consent is that of the first to this text, however often the page is
    saved again."""
    known = submission.consent_version == CONSENT_VERSION
    return given.get("consent") == "yes" and not known


def _reference() -> str:
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
