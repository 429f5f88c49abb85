"""Filling an empty demo: the patients go through the same deeds as real ones."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from intake.demo.patients import DemoPatient, patients
from intake.questionnaire import QUESTIONNAIRE, Answers, Page
from intake.questionnaire.derived import AREAS
from intake.questionnaire.visit import answers_at, put
from intake.records import details, queries
from intake.records.accounts import Audience, User
from intake.records.models import Submission
from intake.workflow import accounts, advice, outbox, reviews, submissions
from intake.workflow.actions import ACTIONS

ALWAYS_THE_SAME = 20_261
REVIEWER = ("carol@clinic.example", "Carol Clinician")
LANGUAGE = "en"
TIME_FOR_A_PAGE = timedelta(seconds=40)
UNTIL_REVIEWED = timedelta(hours=20)

# How it went on → what the clinician did, and what went with it.
DECISIONS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "accepted": ("accept", {"sessions": 4, "spacing_weeks": 4}),
    "declined": (
        "decline",
        {
            "reason": "risk_too_high",
            "words": "We cannot offer you this treatment now. Please see your doctor.",
            "note": "Explained by telephone.",
        },
    ),
    "referred": (
        "refer",
        {
            "refer_to": "Family doctor",
            "urgency": "two_weeks",
            "words": "Please take the letter that we send you to your family doctor.",
        },
    ),
    "more_asked": (
        "ask",
        {"words": "Please look up the names of your medicines and add them."},
    ),
}
ALL_THE_SAME = "Spoken with on the telephone; is getting help."


def seed(
    session: Session,
    n: int,
    *,
    today: date,
    at: datetime,
    random_seed: int = ALWAYS_THE_SAME,
) -> None:
    """Add `n` synthetic patients, the same ones for one seed, as if they had come in
    over the weeks before `at`, and decisions by the demo's clinician.

    Rules must be published. Nothing is committed.
    """
    reviewer = the_reviewer(session, at)
    coming = patients(n, random_seed, today)
    with outbox.off(session):  # mails would come weeks late
        for patient in sorted(coming, key=lambda each: each.hours_ago, reverse=True):
            finished = at - timedelta(hours=patient.hours_ago)
            submission = come_in(session, patient, today, finished)
            if patient.outcome in DECISIONS:
                decided = min(finished + UNTIL_REVIEWED, at)
                decide(session, submission, patient.outcome, reviewer, today, decided)
    session.flush()


def come_in(
    session: Session,
    patient: DemoPatient,
    today: date,
    finished: datetime,
    language: str = LANGUAGE,
) -> Submission:
    """The patient answers and, unless they are to leave a draft, sends."""
    submission = _answer(session, patient, today, finished, language)
    if patient.outcome != "draft":
        submissions.send(session, submission, today=today, at=finished)
        session.flush()  # a clinician sees what is stored
    return submission


def decide(
    session: Session,
    submission: Submission,
    outcome: str,
    reviewer: User,
    today: date,
    at: datetime,
) -> None:
    """What the clinician did, one of DECISIONS."""
    action, given = DECISIONS[outcome]
    places = {"areas": [*submission.answers.get(AREAS, ())]}
    reviews.take(
        session,
        ACTIONS[action],
        submission,
        reviewer,
        {**places, **given, details.ALL_THE_SAME: ALL_THE_SAME},
        seen=submission.revision,
        today=today,
        at=at,
    )


def the_reviewer(session: Session, at: datetime) -> User:
    """The demo's clinician. Made here, the account cannot sign in: it has no
    password yet."""
    email, name = REVIEWER
    known = queries.user_by_email(session, email)
    if known is not None:
        return known
    reviewer = accounts.add(session, email, name, [Audience.CLINICIAN], "", at)
    reviewer.password = None
    session.flush()
    return reviewer


def _answer(
    session: Session,
    patient: DemoPatient,
    today: date,
    finished: datetime,
    language: str,
) -> Submission:
    """The first page and the last are answered as anyone does, which records consent
    and looks for danger; the pages between are filled in at once, to save time."""
    answers = patient.answers
    path = QUESTIONNAIRE.path(answers, today)
    pages = path[: len(path) - patient.pages_left]
    started = finished - TIME_FOR_A_PAGE * len(pages)
    submission = submissions.start(session, language, started)
    _answer_page(session, submission, pages[0], answers, today, started)
    reached: Answers = {}
    for page in pages:
        reached = put(reached, page.area, _given(page, answers))
    submission.answers, submission.private = QUESTIONNAIRE.split(reached)
    _answer_page(session, submission, pages[-1], answers, today, finished)
    _read_advice(session, submission, finished)
    if patient.outcome == "draft" and advice.standing(submission):
        _leave_a_number(session, submission, patient, finished)
    return submission


def _answer_page(
    session: Session,
    submission: Submission,
    page: Page,
    answers: Answers,
    today: date,
    at: datetime,
) -> None:
    given = _given(page, answers)
    submissions.answer(session, submission, page, given, today=today, at=at)


def _given(page: Page, answers: Answers) -> Answers:
    here = answers_at(answers, page.area)
    return {
        question.name: here[question.name]
        for question in QUESTIONNAIRE.questions.values()
        if question.step == page.step.slug and question.name in here
    }


def _read_advice(session: Session, submission: Submission, at: datetime) -> None:
    flags = [alert.flag for alert in advice.standing(submission)]
    if flags:
        advice.show(session, submission, at)
        advice.acknowledge(session, submission, flags, at)


def _leave_a_number(
    session: Session, submission: Submission, patient: DemoPatient, at: datetime
) -> None:
    """Every second one does: the clinic should see both kinds of draft."""
    if patient.hours_ago % 2:
        name, phone = patient.answers["full_name"], patient.answers["phone"]
        advice.leave_number(session, submission, name, phone, at)
