"""Answers that are chosen: one of a few, yes or no, many of a list, 0 to 10."""

from collections.abc import Callable, Collection, Hashable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from markupsafe import Markup
from wtforms import RadioField, SelectMultipleField

from intake.questionnaire.applies import NONE, NOT_SURE, PREFER_NOT_TO_SAY
from intake.questionnaire.fields.asked import Asked
from intake.questionnaire.step import Answers
from intake.questionnaire.words import N_, say

YES_NO = {"yes": N_("Yes"), "no": N_("No")}
# The answers that every rule takes for unknown, in a patient's words.
UNKNOWN_WORDS = {
    NOT_SURE: N_("I’m not sure"),
    PREFER_NOT_TO_SAY: N_("I would rather not say"),
}
# Answers of a list that cannot stand beside another.
ALONE = frozenset({NONE, NOT_SURE, PREFER_NOT_TO_SAY})

CHOOSE = N_("Choose an answer.")
CHOOSE_OR_NOT_SURE = N_("Choose an answer. If you do not know, choose “I’m not sure”.")
NOT_OFFERED = N_("Choose from the answers shown.")


class Option(NamedTuple):
    """One answer to choose: its words as they are spoken now, and whether it is chosen.

    `attributes` are those of its input; `id` is one of them.
    """

    id: Markup
    value: str
    words: str
    checked: bool
    attributes: Markup


class Offering(Asked):
    """A question whose answers stand on the page, each to be chosen.

    Its `options` are what a page draws: a page has up to eighty, and a field of its
    own for each, as WTForms makes them, is more than is needed to draw it.
    """

    input_type = "radio"
    choices: Any

    @property
    def options(self) -> list[Option]:
        chosen = self.chosen()
        found = []
        for number, (value, words) in enumerate((self.choices or {}).items()):
            own_id, drawn = _input(self.id, number, self.name, self.input_type, value)
            found.append(Option(own_id, value, say(words), value in chosen, drawn))
        return found

    def look(self) -> tuple[Hashable, ...]:
        return (*super().look(), *(self.choices or {}).items())

    def chosen(self) -> Collection[str]:
        """The values that are chosen, as they stand on the page."""
        return () if self.data is None else (str(self.data),)


@lru_cache(maxsize=4096)
def _input(
    field_id: str, number: int, name: str, input_type: str, value: str
) -> tuple[Markup, Markup]:
    """The id and the attributes of an option's input; always the same, so made once."""
    own_id = Markup.escape(f"{field_id}-{number}")
    return own_id, Markup('id="%s" name="%s" type="%s" value="%s"') % (
        own_id,
        name,
        input_type,
        value,
    )


class ChoiceField(Offering, RadioField):
    """One of `choices`. `offers` narrows them to what fits what is known."""

    kind = "choice"
    missing_words = CHOOSE_OR_NOT_SURE
    missing_brief = CHOOSE

    def __init__(
        self,
        label: str,
        choices: Mapping[str, str],
        *,
        not_sure: bool = True,
        may_decline: bool = False,
        offers: Callable[[Answers], Collection[str]] | None = None,
        **asked: Any,
    ) -> None:
        self.values = dict(choices)
        self.offers = offers
        self.unknowns = _unknowns(not_sure=not_sure, may_decline=may_decline)
        asked.setdefault("missing", "" if not_sure else CHOOSE)
        super().__init__(label, choices={**self.values, **self.unknowns}, **asked)

    def offer(self, known: Answers, today: date) -> None:
        if self.offers is not None:
            offered = {value: self.values[value] for value in self.offers(known)}
            self.choices = {**offered, **self.unknowns}

    def takes(self, answer: Any, known: Answers) -> bool:
        """Whether the answer is still among those offered to this patient."""
        if self.offers is None or answer not in self.values:
            return True
        return answer in self.offers(known)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = valuelist[0] if valuelist and valuelist[0] else None

    def check(self, data: Any) -> None:
        if data not in (self.choices or ()):
            self.data = None
            self.refuse(NOT_OFFERED)

    def words(self, answer: Any) -> str:
        return say({**self.values, **UNKNOWN_WORDS}.get(answer, str(answer)))


class YesNoField(ChoiceField):
    """Yes, no, and not sure unless it is a plain matter of choice."""

    def __init__(self, label: str, **asked: Any) -> None:
        super().__init__(label, YES_NO, **asked)


class ManyField(Offering, SelectMultipleField):
    """Any of `choices`; “none of these” and “not sure” each stand alone.

    `groups`, where a list is long: (title, its values) in the order of the page.
    `offers` narrows the list to what can matter; what was chosen before stays.
    """

    kind = "many"
    input_type = "checkbox"
    missing_words = N_(
        "Choose everything that applies. If nothing does, choose “None of these”."
    )
    missing_brief = N_("Choose everything that applies.")

    def __init__(
        self,
        label: str,
        choices: Mapping[str, str],
        *,
        not_sure: bool = True,
        may_decline: bool = False,
        none: str = N_("None of these"),
        groups: tuple[tuple[str, tuple[str, ...]], ...] = (),
        offers: Callable[[Answers], Collection[str]] | None = None,
        **asked: Any,
    ) -> None:
        self.values = {**choices, NONE: none} if none else dict(choices)
        self.groups = groups
        self.offers = offers
        self.unknowns = _unknowns(not_sure=not_sure, may_decline=may_decline)
        super().__init__(label, choices={**self.values, **self.unknowns}, **asked)

    def offer(self, known: Answers, today: date) -> None:
        if self.offers is None:
            return
        stays = {NONE, *self.offers(known), *(self.object_data or ())}
        offered = {value: each for value, each in self.values.items() if value in stays}
        self.choices = {**offered, **self.unknowns}

    def chosen(self) -> Collection[str]:
        return self.data or ()

    def process_data(self, value: Any) -> None:
        self.data = list(value) if value else None

    def process_formdata(self, valuelist: list[Any]) -> None:
        # In the order of the page, each once; what is not offered is kept to refuse.
        offered = [value for value in (self.choices or ()) if value in valuelist]
        forged = [value for value in valuelist if value not in (self.choices or ())]
        self.data = offered + forged or None

    def check(self, data: Any) -> None:
        if not set(data).issubset(self.choices or ()):
            self.data = None
            self.refuse(NOT_OFFERED)
        if len(data) > 1 and (alone := ALONE.intersection(data)):
            self.refuse(
                N_("You chose “%(alone)s” and something else. Keep one of the two."),
                alone=self.words([min(alone)]),
            )

    def words(self, answer: Any) -> str:
        words = {**self.values, **UNKNOWN_WORDS}
        return ", ".join(say(words.get(value, str(value))) for value in answer)


class ScaleField(Offering, RadioField):
    """A whole number from 0 to 10; 0 is an answer. `ends` are the words at each end."""

    kind = "number"
    low: float | None = 0
    high: float | None = 10
    whole = True
    missing_words = N_("Choose a number from 0 to 10.")

    def __init__(self, label: str, ends: tuple[str, str], **asked: Any) -> None:
        self.ends = ends
        numbers = {str(number): str(number) for number in range(11)}
        super().__init__(label, choices=numbers, coerce=int, **asked)

    def process_formdata(self, valuelist: list[Any]) -> None:
        given = valuelist[0] if valuelist else ""
        if given and given not in (self.choices or ()):
            self.data = None
            raise ValueError(self.gettext(self.missing_words))
        self.data = int(given) if given else None

    def words(self, answer: Any) -> str:
        return f"{answer} / 10"


def _unknowns(*, not_sure: bool, may_decline: bool) -> dict[str, str]:
    offered = {NOT_SURE: not_sure, PREFER_NOT_TO_SAY: may_decline}
    return {value: words for value, words in UNKNOWN_WORDS.items() if offered[value]}
