"""After sending: how it stands, what was sent, and withdrawing it."""

from datetime import timedelta

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.words import N_
from intake.records.models import Status, Submission
from intake.web import case, database, drafts
from intake.web.clock import now
from intake.web.errors import Link, NextStep
from intake.workflow import advice as advising
from intake.workflow import reviews, submissions
from intake.workflow.errors import Refused

bp = Blueprint("sent", __name__)

BEING_READ = "being_read"
# What the patient is told of a status, beside the clinician's own words.
WORDS = {
    Status.SENT: (
        N_("The clinic has your answers"),
        N_("Nobody there has opened them yet."),
    ),
    BEING_READ: (
        N_("A clinician has opened your answers"),
        N_("The clinic gets in touch with you when it has decided what comes next."),
    ),
    Status.MORE_ASKED: (
        N_("The clinic asks you for more"),
        N_("Change or add to your answers, then send them again."),
    ),
    Status.ACCEPTED: (
        N_("The clinic can offer you the treatment"),
        N_(
            "It gets in touch with you to agree on a first appointment. Whether you "
            "want the treatment, you decide then."
        ),
    ),
    Status.DECLINED: (
        N_("The clinic does not offer you this treatment now"),
        N_(
            "If your pain gets worse or changes, see your doctor. You can also ask the "
            "clinic by telephone."
        ),
    ),
    Status.REFERRED: (
        N_("The clinic advises you to see somebody else"),
        N_("Read below whom, and what to do."),
    ),
    Status.NOT_REACHED: (
        N_("The clinic has tried to reach you"),
        N_("Please telephone it and give your reference."),
    ),
    Status.WITHDRAWN: (
        N_("You have withdrawn your answers"),
        N_("They are no longer among those that wait for a clinician."),
    ),
}


@bp.get("/intake/status")
def status() -> ResponseReturnValue:
    submission = drafts.existing()
    if submission.sent_at is None or advising.unread(submission):
        return redirect(url_for("patient.resume"))
    title, text = WORDS[_stands_at(submission)]
    return render_template(
        "patient/status.html",
        title=title,
        text=text,
        asked=reviews.asked_of(submission),
        told=reviews.told(submission),
        reference=submission.reference,
        sent_at=submission.sent_at,
        advised=bool(advising.standing(submission)),
        readable_until=_readable_until(submission),
        withdrawn=submission.status is Status.WITHDRAWN,
        can_withdraw=submissions.can_withdraw(submission),
    )


@bp.get("/intake/answers")
def answers() -> ResponseReturnValue:
    """What was sent, to be read and printed for some time; never to be changed."""
    submission = _must_be_sent()
    if _readable_until(submission) is None:
        raise NextStep(
            410,
            N_("Your answers are no longer shown here"),
            N_("The clinic still has them. Telephone it if you need to know them."),
            Link(url_for(".status"), N_("See how it stands")),
        )
    said = submissions.answers_of(submission)
    return render_template(
        "patient/answers.html",
        sections=QUESTIONNAIRE.shown(said, case.day_of(submission)),
        reference=submission.reference,
        sent_at=submission.sent_at,
    )


@bp.get("/intake/withdraw")
def withdraw() -> ResponseReturnValue:
    """Asks once more."""
    submission = _must_be_sent()
    if not submissions.can_withdraw(submission):
        return redirect(url_for(".status"))
    return render_template(
        "patient/withdraw.html", advised=bool(advising.standing(submission))
    )


@bp.post("/intake/withdraw")
def do_withdraw() -> ResponseReturnValue:
    submission = _must_be_sent()
    try:
        submissions.withdraw(database.session(), submission, now())
    except Refused as refusal:
        raise NextStep(
            409,
            N_("Your answers can no longer be withdrawn here"),
            str(refusal),
            Link(url_for(".status"), N_("See how it stands")),
        ) from refusal
    database.session().commit()
    return redirect(url_for(".status"))


def _must_be_sent() -> Submission:
    submission = drafts.existing()
    if submission.sent_at is None:
        raise NextStep(
            409,
            N_("You have not sent your answers yet"),
            N_("Check them, then send them."),
            Link(url_for("patient.resume"), drafts.ONWARD),
        )
    return submission


def _stands_at(submission: Submission) -> str:
    opened = submission.first_opened_at is not None
    return (
        BEING_READ
        if submission.status is Status.SENT and opened
        else (submission.status)
    )


def _readable_until(submission: Submission) -> object:
    """Until when the patient can read what was sent; None once that is over."""
    days: int = current_app.config["INTAKE"]["ANSWERS_DAYS"]
    until = submission.sent_at and submission.sent_at + timedelta(days=days)
    return until if until and until > now() else None
