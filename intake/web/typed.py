"""What is typed and not given, between the page's form and what is kept of it."""

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Page
from intake.questionnaire.visit import answers_at
from intake.web import asking, database
from intake.web.clock import today
from intake.web.drafts import Draft
from intake.workflow import typed as keeping
from intake.workflow.typed import Fields


def sent(draft: Draft, page: Page) -> Fields:
    """What this request says of the page's questions, unread and unjudged."""
    form = QUESTIONNAIRE.form(
        page, draft.answers, today(), request.form, asking.only(draft, page)
    )
    pairs = list(request.form.items(multi=True))
    return {
        field.short_name: [
            [name, text]
            for name, text in pairs
            if name == field.name or name.startswith(f"{field.name}-")
        ]
        for field in form
    }


def says_nothing(draft: Draft, page: Page, fields: Fields) -> bool:
    """Every field empty on a page that has no answers."""
    form = QUESTIONNAIRE.form(
        page, draft.answers, today(), only=asking.only(draft, page)
    )
    given = any(
        answer is not None for answer in QUESTIONNAIRE.given(page, form).values()
    )
    return not given and not any(text for each in fields.values() for _, text in each)


def brought_back(draft: Draft, page: Page) -> Form | None:
    """The page's form as it was left; what does not fit the page any more is dropped.

    A question that was not on the page then shows its answer, if it has one.
    """
    if draft.submission is None:
        return None
    fields = keeping.of(database.session(), draft.submission, page)
    if fields is None:
        return None
    left = MultiDict((name, text) for each in fields.values() for name, text in each)
    form = QUESTIONNAIRE.form(
        page, draft.answers, today(), left, asking.only(draft, page)
    )
    own = answers_at(draft.answers, page.area)
    for field in form:
        if field.short_name not in fields:
            field.process(None, own.get(field.short_name))
    return form
