"""Patients for the tests: say only what matters, the rest is answered plainly."""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.body import one_sided

TODAY = date(2026, 11, 2)
PLAIN: dict[str, Any] = {
    "date_of_birth": "1964-03-02",
    "sex_at_birth": "female",
    "consent": "yes",
    "regions": ["knee_right_inner"],
}
BY_KIND: dict[str, Any] = {"many": ["none"], "number": 3, "text": "Alma Marker"}
PLAIN_CHOICES = ("no", "none", "never", "same")


def answers(
    areas: dict[str, dict[str, Any]] | None = None, **said: Any
) -> dict[str, Any]:
    """Every question asked is answered; `areas` says what matters of each area."""
    given: dict[str, Any] = {}
    while page := QUESTIONNAIRE.first_unanswered(given, TODAY):
        wishes = {**PLAIN, **said, **(areas or {}).get(page.area or "", {})}
        wishes = {"own_sides": [*one_sided(wishes["regions"])], **wishes}
        here = {
            name: wishes[name] if name in wishes else _plain(name, given, page.area)
            for name in QUESTIONNAIRE.unanswered(page, given, TODAY)
        }
        given = QUESTIONNAIRE.merged(given, page, here, TODAY)
    return given


def slugs(answers: Answers, today: date = TODAY) -> list[str]:
    return [page.step.slug for page in QUESTIONNAIRE.path(answers, today)]


def asked(slug: str, answers: Answers, number: int | None = None) -> set[str]:
    """The names of the questions that the page shows this patient."""
    page = QUESTIONNAIRE.find(slug, number, answers, TODAY)
    assert page is not None
    return {field.short_name for field in QUESTIONNAIRE.form(page, answers, TODAY)}


def field(slug: str, said: Answers, name: str, number: int | None = None) -> Any:
    """A question as the page shows it to this patient."""
    page = QUESTIONNAIRE.find(slug, number, said, TODAY)
    assert page is not None
    return QUESTIONNAIRE.form(page, said, TODAY)[name]


def post(slug: str, answers: Answers, number: int | None = None, **sent: Any) -> Form:
    """The page's form, with what a browser sends; `__` stands for a hyphen."""
    page = QUESTIONNAIRE.find(slug, number, answers, TODAY)
    assert page is not None
    data = {name.replace("__", "-"): value for name, value in sent.items()}
    return QUESTIONNAIRE.form(page, answers, TODAY, MultiDict(data))


def _plain(name: str, given: Answers, area: str | None) -> Any:
    question = QUESTIONNAIRE.questions[name]
    if question.optional:
        return None
    if question.kind != "choice":
        return BY_KIND[question.kind]
    if question.offers is not None:
        site = (area or "").partition(":")[0]
        return next(iter(question.offers({**given, "site": site})))
    values = list(question.values)
    return next((each for each in PLAIN_CHOICES if each in values), values[0])
