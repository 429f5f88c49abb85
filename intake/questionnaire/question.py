"""A question as rules, exports and readers know it: its field without the form."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from intake.questionnaire.fields import Asked, ChoiceField
from intake.questionnaire.step import Answers, Applies, Step, always


@dataclass(frozen=True)
class Question:
    """`kind` is choice, many, number, text or date; `values` are its words by value,
    without “not sure” and “rather not say”, which are its `unknowns` where it offers
    them; `step` is the slug of its page."""

    name: str
    label: str
    kind: str
    values: Mapping[str, str]
    unknowns: Mapping[str, str]
    low: float | None
    high: float | None
    whole: bool
    unit: str
    per_area: bool
    private: bool
    optional: bool
    step: str
    implies: str | list[str] | int | None
    applies: Applies
    of_all: bool  # every patient is asked it
    offers: Callable[[Answers], Collection[str]] | None
    takes: Callable[[Any, Answers], bool]
    words: Callable[[Any], str]


def questions_of(step: Step) -> tuple[Question, ...]:
    """The step's questions in the order of its page."""
    return tuple(
        _question(field, step) for field in step.form() if isinstance(field, Asked)
    )


def _question(field: Asked, step: Step) -> Question:
    return Question(
        name=field.short_name,
        label=field.label.text,
        kind=field.kind,
        values=field.values,
        unknowns=field.unknowns,
        low=field.low,
        high=field.high,
        whole=field.whole,
        unit=field.unit,
        per_area=step.per_area,
        private=field.private,
        optional=field.optional,
        step=step.slug,
        implies=field.implies,
        applies=_applies(step, field),
        of_all=step.applies is always and field.applies is always,
        offers=field.offers if isinstance(field, ChoiceField) else None,
        takes=field.takes,
        words=field.words,
    )


def _applies(step: Step, field: Asked) -> Applies:
    """A question applies where its page does."""
    if step.applies is always:
        return field.applies

    def applies(known: Answers) -> bool | None:
        page = step.applies(known)
        return field.applies(known) if page is True else page

    return applies
