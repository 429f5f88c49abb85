"""What stands between pressing and doing: somebody was faster, a danger is passed over,
or it cannot be undone. What was typed comes along."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from intake.records.details import ALL_THE_SAME, NOTE
from intake.web import case, database, decisions, opened, waiting
from intake.web.clock import now
from intake.web.decisions import AllTheSame
from intake.workflow import actions
from intake.workflow.actions import Action

# In the form: this page was seen; or the one before it is wanted back.
SEEN, BACK = "seen", "back"
OF_THIS_PAGE = {SEEN, BACK, ALL_THE_SAME, "csrf_token"}


def was_seen() -> bool:
    return SEEN in request.form


def goes_back() -> bool:
    return BACK in request.form


def reason() -> str:
    """Why it is right all the same; empty while that is not said, or not well."""
    form = AllTheSame(request.form)
    return form.data[ALL_THE_SAME] if was_seen() and form.validate() else ""


def overtaken(submission_id: UUID, action: Action) -> ResponseReturnValue:
    """What happened since this clinician looked; their words are still there."""
    since = opened.since()
    opened.note_reading(submission_id)
    with database.reading() as own:
        found = opened.find(own, submission_id)
        page = render_template(
            "clinician/changed.html",
            submission=found,
            who=case.who(found),
            status_words=waiting.status_of(found),
            changes=[each for each in found.reviews if each.reviewed_at >= since],
            details=decisions.rows,
            action_words=waiting.ACTION_WORDS,
            action=action,
            still_open=action in actions.open_to(found),
            form=decisions.form(action, decisions.fitted(found), request.form),
            questions=request.form.getlist("question"),
            revision=found.revision,
            opened_at=now().isoformat(),
        )
    return page, 409


def page(submission_id: UUID, action: Action) -> ResponseReturnValue:
    """The flags that stand in the way, and why it is right all the same."""
    looked = was_seen()
    typed = MultiDict(request.form)
    if not looked:
        # Whoever has said why they do it need not say it twice.
        typed[ALL_THE_SAME] = request.form.get(NOTE, "")
    form = AllTheSame(typed)
    opened.note_reading(submission_id)
    with database.reading() as own:
        found = opened.find(own, submission_id)
        in_the_way = actions.in_the_way(action, found)
        if looked:
            form.validate()
        text = render_template(
            "clinician/second_look.html",
            submission=found,
            who=case.who(found),
            action=action,
            dangers=[(waiting.flag_words(each), each.because) for each in in_the_way],
            form=form,
            carried=[
                (name, value)
                for name, value in request.form.items(multi=True)
                if name not in OF_THIS_PAGE
            ],
        )
    return text, 422 if looked else 200
