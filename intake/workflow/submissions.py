"""What a patient does: start, answer, send."""

import secrets
from datetime import date, datetime

from sqlalchemy.orm import Session

from intake.questionnaire import CONSENT_VERSION, QUESTIONNAIRE, Answers, Page
from intake.questionnaire.codes import ALPHABET
from intake.questionnaire.facts import facts
from intake.questionnaire.words import N_
from intake.records.models import Sending, Status, Submission
from intake.workflow import (
    audit,
    changes,
    danger,
    outbox,
    queue_places,
    screenings,
    typed,
)
from intake.workflow.errors import Refused

EDITABLE = frozenset({Status.DRAFT, Status.MORE_ASKED})


def start(session: Session, language: str, at: datetime) -> Submission:
    """A new draft. It holds nothing yet; its first answers follow at once."""
    submission = Submission(
        reference=_reference(),
        status=Status.DRAFT,
        language=language,
        began_with_id=screenings.current(session).version_id,
        taken_down_by_id=session.info[audit.TYPING].id
        if audit.TYPING in session.info
        else None,
        answers={},
        started_at=at,
        changed_at=at,
    )
    session.add(submission)
    submission.private = {}
    audit.log(session, audit.whoever_types(session), "started", submission, at)
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
    browser: str = "",
) -> None:
    """Keep a page's answers, drop what no longer applies, and look for danger.

    Another browser that has these answers open is told what `browser` changed. What was
    typed there before is given now.
    Raises Refused once the answers have been sent.
    """
    _must_be_editable(submission)
    before = answers_of(submission)
    merged = QUESTIONNAIRE.merged(before, page, given, today)
    changes.note(session, submission, before, merged, browser, at)
    submission.answers, submission.private = QUESTIONNAIRE.split(merged)
    submission.changed_at = at
    if _consents_anew(submission, given):
        submission.consent_version = CONSENT_VERSION
        submission.consent_language = submission.language
        submission.consented_at = at
    typed.drop(session, submission, page)
    danger.look(session, submission, facts(merged, today), at)
    audit.log(
        session,
        audit.whoever_types(session),
        f"answered {page.step.slug}",
        submission,
        at,
    )


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
        raise Refused(N_("Some questions are not answered yet."))
    screen(session, submission, today=today, at=at)
    typed.drop_all(session, submission)
    submission.status = Status.SENT
    submission.sent_at = submission.changed_at = at
    sending = Sending(
        submission_id=submission.id, sent_at=at, answers=submission.answers
    )
    session.add(sending)
    sending.private = submission.private
    queue_places.take(submission, at)
    audit.log(session, audit.whoever_types(session), "sent", submission, at)
    if address := answers.get("email"):
        outbox.write(
            session,
            "receipt",
            address,
            language=submission.language,
            at=at,
            about=submission,
        )


def screen(
    session: Session, submission: Submission, *, today: date, at: datetime
) -> None:
    """Put the answers to all rules in force, and keep the facts as they are now."""
    version = screenings.current(session)
    document = facts(answers_of(submission), today)
    screening = screenings.screen(version, document)
    danger.settle(session, submission, version, screening, at)
    submission.facts = document


def can_withdraw(submission: Submission) -> bool:
    """Sent, and no clinician has opened it: nobody has acted on it yet."""
    unread = submission.first_opened_at is None
    return submission.status is Status.SENT and unread


def withdraw(session: Session, submission: Submission, at: datetime) -> None:
    """The patient does not want it read any more. A danger in it stays in sight.

    A second press changes nothing. Raises Refused once a clinician has opened it.
    """
    if submission.status is Status.WITHDRAWN:
        return
    if not can_withdraw(submission):
        raise Refused(
            N_(
                "Somebody at the clinic has opened your answers, so they can no longer "
                "be withdrawn here. Telephone the clinic: it can tell you what to do."
            )
        )
    submission.status = Status.WITHDRAWN
    submission.changed_at = at
    queue_places.withdraw(submission)
    audit.log(session, audit.PATIENT, "withdrew", submission, at)


def _must_be_editable(submission: Submission) -> None:
    if submission.status not in EDITABLE:
        raise Refused(
            N_(
                "These answers have been sent to the clinic and can no longer be "
                "changed here. Telephone the clinic if something has changed."
            )
        )


def _consents_anew(submission: Submission, given: Answers) -> bool:
    """The time of consent is that of the first to this text, however often the page is
    saved again."""
    known = submission.consent_version == CONSENT_VERSION
    return given.get("consent") == "yes" and not known


def _reference() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
