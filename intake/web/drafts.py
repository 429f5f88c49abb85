"""This browser's submission: which one it is, which page is open, where it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask import session as browser_session

from intake.questionnaire import QUESTIONNAIRE, Page
from intake.questionnaire.body import your_area
from intake.questionnaire.of_another import REWORDED, patient_as_told
from intake.questionnaire.words import N_, say, speak_about
from intake.records.models import Status, Submission
from intake.web import database, ended, news, sessions
from intake.web.clock import today
from intake.web.errors import Link, NextStep
from intake.workflow import advice, submissions

KEY = sessions.DRAFT
ONWARD = N_("Go on with your answers")


@dataclass(frozen=True)
class Draft:
    """The submission behind this browser's cookie (none at first) and its answers."""

    submission: Submission | None
    answers: Mapping[str, Any]

    @property
    def is_sent(self) -> bool:
        return bool(
            self.submission and self.submission.status not in submissions.EDITABLE
        )

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.submission and self.submission.status is Status.WITHDRAWN)


def find() -> Draft:
    """This browser's draft. On a request that writes, nobody else changes it now.

    Raises SessionEnded when it must be asked for the date of birth first.
    """
    writes = request.method not in database.SAFE
    known = browser_session.get(KEY)
    if not known and writes:
        # A second press of the first Continue waits here for the first one's draft.
        known = sessions.newest(database.session(), KEY)
    submission = ended.kept(known, to_change=writes)
    if submission is None and ended.submission() is not None:
        raise ended.SessionEnded
    if submission is None:
        return Draft(None, {})
    return opened(submission)


def opened(submission: Submission) -> Draft:
    """The draft with its answers; from now on the words are about its patient."""
    answers = submissions.answers_of(submission)
    speak_about(patient_as_told(answers, today()), REWORDED)
    return Draft(submission, answers)


def of(draft: Draft) -> Submission:
    """The draft's submission, where there must be one."""
    if draft.submission is None:
        raise _nothing_found()
    return draft.submission


def existing() -> Submission:
    """This browser's submission, or the page that says there is none."""
    return of(find())


def remember(submission: Submission) -> None:
    """This browser's from now on, if the deed's transaction comes to its end."""
    if browser_session.get(KEY) != submission.id.hex:
        browser_session[KEY] = submission.id.hex
        sessions.keep_with(database.session())


def forget() -> None:
    """This browser knows of no draft any more. The draft itself stays."""
    for key in (KEY, sessions.ENDED, news.TOLD):
        browser_session.pop(key, None)


def page(draft: Draft, slug: str, number: int | None) -> Page:
    """The page at this address, if it applies and the patient has come that far."""
    if draft.is_withdrawn:
        raise _withdrawn()
    if draft.is_sent:
        raise NextStep(
            409,
            N_("You have already sent this"),
            N_(
                "Your answers are with the clinic and can no longer be changed here. "
                "Telephone the clinic if something has changed."
            ),
            Link(url_for("patient.receipt"), N_("See your receipt")),
        )
    beginning = slug == QUESTIONNAIRE.steps[0].slug
    if draft.submission is None and not beginning:
        raise _nothing_found()
    if needs_a_parent(draft.answers) and not beginning:
        raise _with_a_parent()
    path = QUESTIONNAIRE.path(draft.answers, today())
    found = QUESTIONNAIRE.find(slug, number, draft.answers, today())
    if found is None:
        raise NextStep(
            404,
            N_("This page is not part of your questions"),
            N_("Which questions you are asked depends on your answers."),
            Link(next_url(draft), ONWARD),
        )
    first = QUESTIONNAIRE.first_unanswered(draft.answers, today())
    if first is not None and path.index(found) > path.index(first):
        raise NextStep(
            409,
            N_("Another question comes first"),
            N_("Please answer the earlier page first; then come back to this one."),
            Link(next_url(draft), ONWARD),
        )
    return found


def must_still_ask_about(page: Page, area: str | None) -> None:
    """A page left open while the places were changed must not answer for another."""
    if page.area is not None and area != page.area:
        words = your_area(page.area)
        raise NextStep(
            409,
            N_("You changed where it hurts"),
            say(N_("This page now asks about %(place)s. Nothing was saved."))
            % {"place": words},
            Link(url(page), say(N_("Answer for %(place)s")) % {"place": words}),
        )


def must_read_advice(draft: Draft, page: Page | None = None) -> bool:
    """Advice stands before everything but the pages whose answers brought it."""
    if draft.submission is None or not advice.unread(draft.submission):
        return False
    behind = [
        page_of(reason.fact, reason.area, draft.answers)
        for alert in advice.standing(draft.submission)
        for reason in alert.reasons
    ]
    return page is None or page not in behind


def is_held_up(draft: Draft) -> bool:
    """Something else stands in the way of the questions, or they are behind."""
    young = needs_a_parent(draft.answers)
    return draft.is_sent or young or must_read_advice(draft)


def page_of(fact: str, area: str | None, answers: Mapping[str, Any]) -> Page | None:
    """The page where this is asked, if it is a question and on the path."""
    question = QUESTIONNAIRE.questions.get(fact)
    if question is None:
        return None
    place = (question.step, area if question.per_area else None)
    path = QUESTIONNAIRE.path(answers, today())
    return next((p for p in path if (p.step.slug, p.area) == place), None)


def must_be_advised(submission: Submission) -> None:
    """In another tab the answers that brought the advice may have been changed."""
    if not advice.standing(submission):
        raise NextStep(
            409,
            N_("You have changed your answers"),
            N_(
                "The page you were on no longer fits them. Nothing of it was saved. If "
                "you are worried, do not wait for us: telephone, or see a doctor."
            ),
            Link(url_for("patient.resume"), ONWARD),
        )


def must_show_all(draft: Draft, revision: int | None) -> None:
    """Only what the check page showed is sent: not what another tab changed since."""
    if draft.is_sent or draft.submission is None:
        return
    if draft.submission.revision != revision:
        raise NextStep(
            409,
            N_("Your answers have changed since you checked them"),
            N_(
                "Perhaps in another tab. Nothing was sent. Please check them once more."
            ),
            Link(url_for("patient.check"), N_("Check your answers")),
        )


def must_be_complete(draft: Draft) -> None:
    """Nothing is left to answer, or it was sent: then nothing can be asked any more."""
    if draft.submission is None:
        raise _nothing_found()
    if draft.is_sent:
        return
    if needs_a_parent(draft.answers):
        raise _with_a_parent()
    if QUESTIONNAIRE.first_unanswered(draft.answers, today()) is not None:
        raise NextStep(
            409,
            N_("There are still questions to answer"),
            N_("You can check and send your answers once every page is answered."),
            Link(next_url(draft), ONWARD),
        )


def next_url(draft: Draft, **query: Any) -> str:
    """Where the patient goes on: what stands in the way first, then what is open.

    `query` goes with a page of questions.
    """
    if draft.submission is None:
        return url_for("patient.home")
    if advice.unread(draft.submission):
        return url_for("advice.show")
    if draft.is_withdrawn:
        return url_for("sent.status")
    if draft.is_sent:
        return url_for("patient.receipt")
    if needs_a_parent(draft.answers):
        return url_for("patient.with_a_parent")
    first = QUESTIONNAIRE.first_unanswered(draft.answers, today())
    return url(first, **query) if first else url_for("patient.check")


def needs_a_parent(answers: Mapping[str, Any]) -> bool:
    """Too young to fill this in alone: with a parent, or by telephone."""
    age = QUESTIONNAIRE.age(answers, today())
    limit = current_app.config["INTAKE"]["AGE_OF_CONSENT"]
    return answers.get("filled_in_by") == "self" and age is not None and age < limit


def url(page: Page, to: str = "patient.step", **query: Any) -> str:
    return url_for(to, slug=page.step.slug, number=page.number or None, **query)


def _with_a_parent() -> NextStep:
    return NextStep(
        409,
        N_("Please do this with a parent or carer"),
        N_(
            "At your age the questions after the first page are answered together with "
            "a parent or carer, or by telephone. Nothing of this page was saved."
        ),
        Link(url_for("patient.with_a_parent"), N_("See what you can do")),
    )


def _withdrawn() -> NextStep:
    return NextStep(
        409,
        N_("You have withdrawn your answers"),
        N_("They can no longer be changed or sent."),
        Link(url_for("sent.status"), N_("See how it stands")),
    )


def _nothing_found() -> NextStep:
    return NextStep(
        404 if request.method in database.SAFE else 409,
        N_("We cannot find your answers in this browser"),
        N_(
            "They may have been started in another browser, or too long ago. What "
            "you have already sent to the clinic is safe. Have you got a code or a "
            "link to come back? Use it. Or start again, or telephone the clinic."
        ),
        Link(url_for("patient.home"), N_("Start again, or use your code")),
    )
