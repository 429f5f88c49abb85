"""Sending what lies in the outbox: each mail is taken, sent and recorded, and nothing
waits for the network while a transaction is open."""

from collections import Counter
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

from flask import current_app, render_template

from intake.config import Settings
from intake.mail.message import Mail, NoAddress, Sender, message
from intake.mail.sending import NotSent, Way, send
from intake.questionnaire.words import say, speaking
from intake.web import database, logs
from intake.web.clock import now
from intake.web.languages import catalogue
from intake.workflow import outbox
from intake.workflow.outbox import Letter, Taken

SENT, PUT_OFF, GIVEN_UP = "sent", "put off", "given up"


def link(endpoint: str, **values: Any) -> str:
    """The public address of a page, as the settings say it: never as a request does."""
    settings: Settings = current_app.config["INTAKE"]
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{settings['ADDRESS']}{path}"


def send_due(way: Way, stops: Callable[[], bool] = lambda: False) -> Counter[str]:
    """Send what is due, until `stops()`; how many were sent, put off and given up.

    It ends when the server itself fails: the next mail would wait for it as long.
    """
    counted: Counter[str] = Counter()
    while not stops() and (taken := _take()):
        try:
            send(_message(taken), way)
        except NoAddress as error:
            counted[_not_sent(taken, NotSent(type(error).__name__, for_good=True))] += 1
        except NotSent as error:
            counted[_not_sent(taken, error)] += 1
            if error.of_server:
                break
        except Exception as error:
            # One mail that cannot be written must not keep back the others.
            logs.log_fault(error)
            counted[_not_sent(taken, NotSent(type(error).__name__))] += 1
        else:
            with database.writing() as own:
                outbox.sent(own, taken, now())
            counted[SENT] += 1
    return counted


def _take() -> Taken | None:
    with database.reading() as own:
        if not outbox.any_due(own, now()):
            return None  # the write lock is left to those who need it
    with database.writing() as own:
        return outbox.take(own, now())


def _message(taken: Taken) -> EmailMessage:
    settings: Settings = current_app.config["INTAKE"]
    with database.reading() as own:
        letter = outbox.read(own, taken)
    with speaking(catalogue(letter.language)):
        mail = Mail(
            id=taken.id,
            recipient=letter.recipient,
            language=letter.language,
            subject=say(letter.kind.subject),
            text=_text(letter),
            written_at=letter.written_at,
        )
    return message(mail, Sender(settings["CLINIC_NAME"], settings["MAIL_FROM"]))


def _text(letter: Letter) -> str:
    return render_template(
        f"mail/{letter.kind.name}.txt",
        reference=letter.reference,
        written_at=letter.written_at,
        privacy=link("pages.privacy"),
        queue=link("queue.show"),
        submission=link("clinician.submission", submission_id=letter.about)
        if letter.about
        else "",
        **letter.values,
    )


def _not_sent(taken: Taken, error: NotSent) -> str:
    with database.writing() as own:
        given_up = outbox.not_sent(
            own, taken, str(error), now(), for_good=error.for_good
        )
    if not given_up:
        return PUT_OFF
    logs.log_mail(taken.kind, str(error))
    return GIVEN_UP
