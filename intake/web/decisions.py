"""The form of each of a clinician's actions, and how what it kept is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import get_template_attribute
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form

from intake.config import LANGUAGES
from intake.questionnaire.body import area_words
from intake.questionnaire.derived import AREAS
from intake.questionnaire.fields import (
    ChoiceField,
    LongTextField,
    ManyField,
    NumberField,
    TextField,
)
from intake.records import details
from intake.records.details import DETAILS, PASSED_OVER, REASONS, URGENCIES
from intake.records.models import Review, Submission
from intake.rules import FLAGS
from intake.workflow.actions import Action

MAX_NOTE = 5_000
EMPTY_NOTE = "Say why: this action needs a note."
EMPTY_REQUEST = "Choose at least one question, or write what you need to know."
NO_REASON = "Say why this is right all the same: whoever reads it later needs it."
EMPTY_WORDS = "Write to the patient: without your words they do not know why."

# “4, several weeks apart”: the trials give 3 to 5, 3 to 4 weeks apart; clinics 2 to 10.
SESSIONS, SPACING_WEEKS = 4, 4
MOST_BLANK = 512


def _own_words(label: str, **asked: Any) -> LongTextField:
    return LongTextField(label, max_length=MAX_NOTE, render_kw={"rows": 4}, **asked)


def _note(label: str = "Note for colleagues", **asked: Any) -> LongTextField:
    return _own_words(label, **{"optional": True, **asked})


def _why(label: str) -> LongTextField:
    return _own_words(label, missing=EMPTY_NOTE)


@dataclass(frozen=True)
class Fitted:
    """All that the forms of one submission differ in from those of another.

    `likely`: those of its places with a candidate flag.
    """

    language: str
    places: tuple[str, ...]
    likely: tuple[str, ...]


class Decision(Form):
    """An action's form; `sent` is what came with the request, None before."""

    sent: MultiDict[str, str] | None = None

    def offer(self, to: Fitted) -> None:
        """Fit it to the submission."""


class Why(Decision):
    note = _why("Say why")


class Note(Decision):
    note = _why("Your note")


class AllTheSame(Decision):
    """What a second look asks."""

    all_the_same = _own_words("Why all the same", missing=NO_REASON)


class Called(Decision):
    note = _note("What was said")


class Accept(Decision):
    areas = ManyField(
        "Places to treat",
        {},
        none="",
        not_sure=False,
        missing="Choose at least one place to treat.",
    )
    sessions = NumberField("Sessions planned", low=1, high=12, default=SESSIONS)
    spacing_weeks = NumberField(
        "Weeks between sessions", low=1, high=26, default=SPACING_WEEKS
    )
    conditions = TextField(
        "On condition",
        optional=True,
        max_length=500,
        hint="For example, after clearance by whoever prescribes the blood thinner",
    )
    words = _own_words("Words to the patient", optional=True)
    note = _note()

    def offer(self, to: Fitted) -> None:
        """The places of the submission; chosen are those with a candidate flag."""
        self.areas.choices = {each: area_words(each) for each in to.places}
        if self.sent is None:
            self.areas.data = [*(to.likely or to.places)]


class Decline(Decision):
    reason = ChoiceField("Reason", REASONS, not_sure=False)
    words = _own_words("Words to the patient", missing=EMPTY_WORDS)
    note = _note()


class AskForMore(Decision):
    words = _own_words(
        "What do you need to know? The patient reads this above the questions",
        missing=EMPTY_REQUEST,
    )

    def offer(self, to: Fitted) -> None:
        """Questions that are chosen speak for themselves."""
        self.words.optional = bool(self.sent and self.sent.getlist("question"))


class Refer(Decision):
    refer_to = TextField("To whom", missing="Write to whom, for example family doctor.")
    urgency = ChoiceField("How soon", URGENCIES, not_sure=False)
    words = _own_words("Words to the patient", missing=EMPTY_WORDS)
    note = _note()


class NotReached(Decision):
    note = _why("How and when you tried")
    words = _own_words("Words to the patient", optional=True)


FORMS: Mapping[str, type[Decision]] = {
    "accept": Accept,
    "decline": Decline,
    "ask": AskForMore,
    "refer": Refer,
    "not_reached": NotReached,
    "withdraw": Why,
    "reopen": Why,
    "called": Called,
    "note": Note,
    "close": Why,
}


def fitted(submission: Submission) -> Fitted:
    places = submission.answers.get(AREAS, {})
    likely = {
        flag.area
        for flag in submission.flags
        if flag.kind == "candidate" and flag.taken_back_at is None
    }
    chosen = [each for each in places if each in likely]
    return Fitted(submission.language, tuple(places), tuple(chosen))


# A page has about seven, and most pages the same seven: to draw them anew would take an
# eighth of its time.
@lru_cache(maxsize=MOST_BLANK)
def blank(action: Action, to: Fitted, spoken: str) -> Markup:
    """The fields of the action's form, which nobody has filled in, in this language."""
    fields = get_template_attribute("macros/reviews.html", "fields")
    drawn: Markup = fields(form(action, to))
    return drawn


def form(
    action: Action, to: Fitted, sent: MultiDict[str, str] | None = None
) -> Decision:
    """The action's form, with what was sent in it. Many stand on one page: the id of
    each field says whose it is."""
    made = FORMS[action.name](sent)
    made.sent = sent
    for field in made:
        field.id = field.label.field_id = f"{field.name}-{action.name}"
        if isinstance(field, LongTextField) and field.name == details.WORDS:
            field.hint = _reads(to.language)
    made.offer(to)
    return made


def rows(review: Review) -> list[tuple[str, str]]:
    """What was kept with a review, in words; its note is not among it."""
    return [
        (DETAILS[name].label, _said(name, value))
        for name, value in details.of(review).items()
        if name != details.NOTE
    ]


def _reads(language: str) -> str:
    name = LANGUAGES.get(language, language)
    return f"The patient reads this. They answered in {name}."


def _said(name: str, value: Any) -> str:
    if name == "areas":
        return ", ".join(map(area_words, value))
    if name == PASSED_OVER:
        return ", ".join(_flags(value))
    return str(DETAILS[name].values.get(value, value))


def _flags(names: Iterable[str]) -> list[str]:
    return [FLAGS[name].words if name in FLAGS else name for name in names]
