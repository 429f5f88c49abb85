"""What the patient's script asks: to keep what is typed, how long there is, more time.

It is answered in few words and never with a page. Nothing here begins a draft or
gives an answer.
"""

from typing import Final

from flask import Blueprint, request
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from limits import parse
from werkzeug.exceptions import RequestEntityTooLarge, TooManyRequests

from intake.web import database, drafts, sessions, tries, typed
from intake.web.clock import now, today
from intake.workflow import typed as keeping

bp = Blueprint("script", __name__)

# A page waits two seconds after the last key: a person never comes near it.
MOST_OFTEN: Final = parse("60 per minute")
MOST_CHARACTERS = 64 * 1024


@bp.post("/intake/<slug>/typed")
@bp.post("/intake/<slug>/<int:number>/typed")
def keep(slug: str, number: int | None = None) -> ResponseReturnValue:
    """Keep what stands on the page; it was not given, and counts nowhere."""
    sessions.does_not_count()
    whose = browser_session.get(drafts.KEY) or tries.machine()
    if tries.is_one_too_many(MOST_OFTEN, "typed", whose):
        raise TooManyRequests
    draft = drafts.find()
    page = drafts.page(draft, slug, number)
    if draft.submission is None:
        return "", 409
    drafts.must_still_ask_about(page, request.form.get("area"))
    if request.form.get("given") != keeping.given_so_far(draft.answers, page, today()):
        return "", 409
    fields = typed.sent(draft, page)
    if sum(len(text) for each in fields.values() for _, text in each) > MOST_CHARACTERS:
        raise RequestEntityTooLarge
    session = database.session()
    if typed.says_nothing(draft, page, fields):
        keeping.drop(session, draft.submission, page)
    else:
        keeping.keep(session, draft.submission, page, fields, now())
    session.commit()
    return "", 204


@bp.get("/intake/time")
def time() -> ResponseReturnValue:
    """Seconds until this browser's session ends; 0 where it has none."""
    return {"left": int(sessions.time_left().total_seconds())}


@bp.post("/intake/time")
def more_time() -> ResponseReturnValue:
    """As often as it is asked for."""
    sessions.lengthen()
    return time()
