"""What a person sees when something cannot be done, what they typed still there."""

from dataclasses import dataclass

from flask import Flask, make_response, render_template, request
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, generate_csrf
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.words import N_, say
from intake.web import database, gate, logs
from intake.web.forms import CODE_ASKED, CallbackForm
from intake.workflow.errors import Refused

# What a browser must not be handed back: it was meant for the server alone.
SECRET_FIELDS = frozenset({"password", "old_password", "csrf_token"})
# What a form carries for the server: sent again, but not what anybody typed.
CARRIED = frozenset(
    {
        "csrf_token",
        "revision",
        "opened_at",
        "area",
        "flag",
        "next",
        "deed",
        "language",
        "told",
        "to",
        "replaces",
        "base",
        "in_force",
    }
)
# These answer to a script, which has words of its own.
TO_SCRIPTS = frozenset({"rule_editor.save", "rule_editor.problems"})
# What is too long to be read between other things stays in a box, by its blueprint.
BOXES = {"rule_editor": "text"}
# What is asked beside the questionnaire.
BESIDE = {field.name: field.label.text for field in CallbackForm()}
BESIDE["code"] = CODE_ASKED
# Before the name of a field that was typed before its patient was away.
TYPED = "typed-"

TEXTS = {
    400: (
        N_("This could not be read"),
        N_("Something in what was sent is not as expected."),
    ),
    401: (N_("Please sign in again"), N_("You have been signed out.")),
    403: (
        N_("This page is not for your account"),
        N_("Ask an administrator for access."),
    ),
    404: (N_("Page not found"), N_("There is no page at this address.")),
    405: (
        N_("This cannot be done here"),
        N_("Go back and use the button on the page."),
    ),
    413: (
        N_("This is too long"),
        N_(
            "What was sent is larger than 256 kB and was not kept. Go back, where most "
            "browsers still have what you typed, and make it shorter."
        ),
    ),
    415: (N_("This could not be read"), N_("Use the form on the page.")),
    429: (N_("Too many tries"), N_("Wait a few minutes, then try again.")),
    500: (
        N_("Something went wrong on our side"),
        N_("Nothing of this page was saved; what you saved before is kept."),
    ),
    503: (
        N_("The records cannot be reached just now"),
        N_(
            "Nothing of this page was saved; what you saved before is kept. Wait a "
            "minute, then try again."
        ),
    ),
}


@dataclass(frozen=True)
class Link:
    href: str
    label: str


class NextStep(HTTPException):
    """A page that cannot be shown now, with the way to the one that can."""

    def __init__(self, code: int, title: str, text: str, link: Link) -> None:
        super().__init__(text)
        self.code = code
        self.title = title
        self.link = link


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(CSRFError, expired_form)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(StaleDataError, overtaken)
    for kind in database.UNREACHABLE:
        app.register_error_handler(kind, unreachable)
    app.register_error_handler(Exception, fault)


def http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if isinstance(getattr(error, "original_exception", None), database.UNREACHABLE):
        code = 503  # the session could not be kept; Flask makes a fault of that
    title, text = TEXTS.get(code) or TEXTS[500 if code >= 500 else 400]
    link = None
    if isinstance(error, NextStep):
        title, text, link = error.title, error.description or "", error.link
    elif isinstance(error, gate.Unreadable):
        text = error.description or text
    return page(code, title, text, link)


def expired_form(_error: CSRFError) -> ResponseReturnValue:
    text = N_("This page was open for a long time, or your browser blocked its cookie.")
    return page(400, N_("Please send this once more"), text)


def refused(error: Refused) -> ResponseReturnValue:
    return page(409, N_("That cannot be done now"), str(error))


def overtaken(_error: StaleDataError) -> ResponseReturnValue:
    text = N_("Someone else changed this at the same moment. Look at it again.")
    return page(409, N_("That has changed"), text)


def unreachable(error: Exception) -> ResponseReturnValue:
    logs.log_fault(error)
    return page(503, *TEXTS[503])


def fault(error: Exception) -> ResponseReturnValue:
    logs.log_fault(error)
    return page(500, *TEXTS[500])


def page(
    code: int, title: str, text: str, link: Link | None = None
) -> ResponseReturnValue:
    """The error page. Nothing half-done stays in the request's transaction."""
    database.let_go()
    if request.blueprint == "script":
        return "", code  # it shows words of its own
    if request.endpoint in TO_SCRIPTS:
        return {"words": say(text), "csrf_token": _token(code)}, code
    fields = sent_fields() if code != 413 else []
    box = BOXES.get(request.blueprint or "")
    typed = [
        (_called(name), _meant(name, value))
        for name, value in fields
        if value and name != box and name.removeprefix(TYPED) not in CARRIED
    ]
    response = make_response(
        render_template(
            "error.html",
            title=say(title),
            text=say(text),
            next=link,
            fields=fields if typed or box or not link else [],
            box=box,
            typed=typed,
            action=request.full_path.rstrip("?"),
        ),
        code,
    )
    if code == 503:
        response.headers["Retry-After"] = "30"
    return response


def _token(code: int) -> str:
    """For whoever signed in again elsewhere, and whose page has an old one."""
    renewed = code == 400 and not gate.is_foreign()
    return generate_csrf() if renewed else ""


def _called(name: str) -> str:
    """What the page called a field: `date_of_birth-day` by its question's words."""
    name = name.removeprefix(TYPED)
    question = QUESTIONNAIRE.questions.get(name.partition("-")[0])
    label = question.label if question else BESIDE.get(name, "")
    return say(label) or name.replace("_", " ").capitalize()


def _meant(name: str, value: str) -> str:
    """What was typed; what was chosen, by the words that stood beside it."""
    question = QUESTIONNAIRE.questions.get(name)
    if question is None or question.kind not in ("choice", "many"):
        return value
    return question.words([value] if question.kind == "many" else value)


def sent_fields() -> list[tuple[str, str]]:
    """What the form held, without what cannot be stored and without secrets; and a
    token to send it once more."""
    if request.method in database.SAFE or request.endpoint is None:
        return []
    if gate.is_foreign():  # and its fields are never handed on with a token of ours
        return []
    fields = list(request.form.items(multi=True))[: gate.MAX_FIELDS]
    clean = [tuple(gate.CONTROL.sub("", text) for text in field) for field in fields]
    kept = [(name, value) for name, value in clean if name not in SECRET_FIELDS]
    # With the records out of reach no new token could be kept; the old one still holds.
    lost = getattr(browser_session, "lost", False)
    token = request.form.get("csrf_token", "") if lost else generate_csrf()
    return [("csrf_token", token), *kept]
