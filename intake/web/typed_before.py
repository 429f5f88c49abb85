"""What was typed and sent after the session had ended: carried past the question for
the date of birth, and put back where it was typed. Until it is sent again, it is saved
nowhere."""

from typing import Any
from uuid import UUID

from flask import current_app, redirect, request
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException

from intake.questionnaire import QUESTIONNAIRE
from intake.records.models import Submission
from intake.web import advice, database, drafts, question_page
from intake.web.clock import today
from intake.web.drafts import Draft
from intake.web.errors import TYPED, sent_fields
from intake.web.forms import CallbackForm

# The field that says at which address it was.
TO = "to"
OF_PATIENTS = ("patient.", "advice.", "saving.", "sent.")

Fields = tuple[tuple[str, str], ...]


def carried() -> Fields:
    """This request's fields, to be sent along with the date of birth."""
    typed = [(TYPED + name, value) for name, value in sent_fields()]
    return (
        (TO, request.full_path.rstrip("?")),
        *(each for each in typed if each[0] != f"{TYPED}csrf_token"),
    )


def again() -> Fields:
    """The same, when the date of birth was not right yet."""
    fields = request.form.items(multi=True)
    return tuple(
        (name, value) for name, value in fields if name == TO or name.startswith(TYPED)
    )


def shown() -> ResponseReturnValue | None:
    """The page with what was typed on it; where nothing was, the way to it. None if
    this form carries neither."""
    to = request.form.get(TO, "")
    endpoint, where = _place(to)
    typed = MultiDict(
        (name.removeprefix(TYPED), value) for name, value in again() if name != TO
    )
    if endpoint is None or drafts.KEY not in browser_session:
        return None
    if typed and endpoint in PAGES:
        with database.reading() as own:
            found = own.get_one(Submission, UUID(browser_session[drafts.KEY]))
            draft = drafts.opened(found)
            return PAGES[endpoint](draft, to, where, typed)
    return None if typed else redirect(to)


def _questions(
    draft: Draft, to: str, where: dict[str, Any], typed: MultiDict[str, str]
) -> str:
    page = drafts.page(draft, where["slug"], where.get("number"))
    drafts.must_still_ask_about(page, typed.get("area"))
    form = QUESTIONNAIRE.form(page, draft.answers, today(), typed)
    return question_page.show(draft, page, form, restored_at=to)


def _advice(
    draft: Draft, _to: str, _where: dict[str, Any], typed: MultiDict[str, str]
) -> str:
    submission = drafts.of(draft)
    drafts.must_be_advised(submission)
    return advice.page_of(submission, CallbackForm(typed))


PAGES = {"patient.step": _questions, "advice.acknowledge": _advice}


def _place(to: str) -> tuple[str | None, dict[str, Any]]:
    """The patients' view at an address of ours; None for any other address."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not to.startswith("/") or to.startswith(("//", "/\\")):
        return None, {}
    for method in ("POST", "GET"):
        try:
            endpoint, where = adapter.match(to.partition("?")[0], method=method)
        except (HTTPException, RoutingException):
            continue
        if str(endpoint).startswith(OF_PATIENTS):
            return str(endpoint), dict(where)
    return None, {}
