"""A page of questions as its patient sees it: filled in, with where it leads back."""

from typing import Any

from flask import Flask, current_app, render_template, request, url_for
from markupsafe import Markup
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Page, progress
from intake.questionnaire.body import your_area
from intake.questionnaire.fields import Asked
from intake.questionnaire.words import way_of_speaking
from intake.web import asking, drafts, news
from intake.web.clock import today
from intake.web.drafts import Draft
from intake.workflow import typed

CHECKING = "check"
FORMS = "macros/forms.html"
_drawn: dict[Any, Markup] = {}
MOST_DRAWN = 2_000
# What a page says beside its questions, where it says anything.
BESIDE = {"contact": "patient/beside/contact.html"}


def init_app(app: Flask) -> None:
    app.add_template_filter(drawn)


def drawn(field: Asked, heading: bool) -> Markup:
    """The question as the page shows it, `heading` if it is the page's only one.

    While nothing stands in it, it looks the same to everybody who is asked it in these
    words: it is drawn once.
    """
    macros: Any = current_app.jinja_env.get_template(FORMS).module
    if not field.is_blank:
        plain: Markup = macros.question(field, heading=heading)
        return plain
    key = (field.look(), heading, way_of_speaking())
    found = _drawn.get(key)
    if found is None:
        found = macros.question(field, heading=heading)
        if len(_drawn) >= MOST_DRAWN:
            _drawn.clear()
        _drawn[key] = found
    return found


def show(
    draft: Draft,
    page: Page,
    form: Form,
    grave: str | None = None,
    restored_at: str | None = None,
    brought_back: bool = False,
) -> str:
    """`brought_back`: with what was typed here and not given. `restored_at`: the place
    of a page that is drawn elsewhere, with what was typed on it before its patient was
    away."""
    unanswered = QUESTIONNAIRE.unanswered(page, draft.answers, today())
    opened = 0 < len(unanswered) < len(list(form))
    return render_template(
        "patient/step.html",
        page=page,
        form=form,
        grave=grave,
        beside=BESIDE.get(page.step.slug),
        area=page.area,
        place=your_area(page.area) if page.area else None,
        section=progress.section_of(page),
        minutes_left=progress.minutes_left(
            QUESTIONNAIRE.visits(draft.answers, today())
        ),
        back=_back(draft, page),
        action=restored_at or request.full_path.rstrip("?"),
        opened=len(unanswered) if opened and not form.errors else 0,
        begun=draft.submission is not None,
        news=news.news(draft.submission, draft.answers),
        restored=restored_at is not None,
        brought_back=brought_back,
        keep_at=draft.submission
        and drafts.url(page, to="script.keep", back=request.args.get("back")),
        given=typed.given_so_far(draft.answers, page, today()),
    )


def came_from_check() -> bool:
    """Whoever changes an answer on the check page comes back to it."""
    return request.args.get("back") == CHECKING


def _back(draft: Draft, page: Page) -> str:
    complete = QUESTIONNAIRE.first_unanswered(draft.answers, today()) is None
    if complete and came_from_check():
        return url_for("patient.check")
    if asking.only(draft, page) is not None:
        before, _after = asking.neighbours(draft, page)
        if before is None:
            return url_for("patient.asked")
        return drafts.url(before, back=asking.ASKED)
    path = QUESTIONNAIRE.path(draft.answers, today())
    place = path.index(page)
    return drafts.url(path[place - 1]) if place else url_for("patient.home")
