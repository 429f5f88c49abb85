"""A submission in short: what a clinician would say of it to a colleague, made from the
answers and nothing else. What is not known is said to be not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.body import area_name
from intake.questionnaire.shown import Row, Section
from intake.questionnaire.words import say

# Answer → how a clinician says it.
SHORT: Mapping[str, Mapping[str, str]] = {
    "onset": {
        "gradual": "began bit by bit",
        "sudden": "began all at once, without an injury",
        "injury": "began with an injury",
    },
    "pattern": {"constant": "always there", "comes_and_goes": "comes and goes"},
    "course": {
        "getting_better": "getting better",
        "same": "unchanged",
        "slowly_worse": "slowly getting worse",
        "quickly_worse": "quickly getting worse",
    },
}
# What follows in the patient's own words, if there is any of it.
LISTED: Mapping[str, str] = {
    "worse_with": "Worse with",
    "better_with": "Better with",
    "symptoms": "Also",
    "spreads_to": "Spreads to",
    "told_diagnosis": "Was told",
    "treatments": "Has tried",
    "injections_here": "Was injected",
}
# What is called unknown where it is.
ASKED: Mapping[str, str] = {
    "duration_amount": "for how long",
    "onset": "how it began",
    "pattern": "whether it is always there",
    "course": "how it changes",
    "pain_average": "how bad it is on most days",
    "pain_worst": "how bad it is at its worst",
    "worse_with": "what makes it worse",
}
UNKNOWN = frozenset({"not_sure", "declined", "not_answered"})
NOTHING = "none"


@dataclass(frozen=True)
class Place:
    """One painful place: `scores` are of ten, by what they say."""

    title: str
    words: str
    scores: tuple[tuple[str, int], ...]
    unknown: str


Answers = Mapping[str, object]


def places(sections: Iterable[Section], areas: Mapping[str, Answers]) -> list[Place]:
    """The places that are described, in the order in which they were asked about.

    `areas`: an area's key → its answers, as they are kept.
    """
    rows: dict[str, dict[str, Row]] = {}
    for section in sections:
        if section.page.area:
            of_area = rows.setdefault(section.page.area, {})
            of_area.update({row.name: row for row in section.rows})
    return [_place(area, found, areas.get(area, {})) for area, found in rows.items()]


def _place(area: str, rows: Mapping[str, Row], given: Answers) -> Place:
    lasts = _lasts(rows)
    how = [
        SHORT[name][str(given[name])]
        for name in SHORT
        if str(given.get(name)) in SHORT[name]
    ]
    sentences = [", ".join(filter(None, (lasts, *how)))]
    sentences += [
        f"{words}: {_listed(name, given[name])}"
        for name, words in LISTED.items()
        if _is_answered(rows.get(name)) and given.get(name) != [NOTHING]
    ]
    return Place(
        title=area_name(area),
        words=" ".join(f"{_upper(each)}." for each in sentences if each),
        scores=tuple(
            (words, int(str(given[name])))
            for name, words in (
                ("pain_average", "on most days"),
                ("pain_worst", "at its worst"),
            )
            if isinstance(given.get(name), int)
        ),
        unknown=", ".join(
            words
            for name, words in ASKED.items()
            if name in rows and rows[name].state in UNKNOWN
        ),
    )


def _lasts(rows: Mapping[str, Row]) -> str:
    amount, unit = rows.get("duration_amount"), rows.get("duration_unit")
    if amount is None or unit is None or not _is_answered(amount):
        return ""
    words = unit.words.lower() if _is_answered(unit) else "(unit not known)"
    if amount.words == "1":
        words = words.removesuffix("s")
    return f"for {amount.words} {words}"


def _listed(name: str, answer: object) -> str:
    """Each answer in the patient's words, small letters first but in `MRI scan`."""
    values = QUESTIONNAIRE.questions[name].values
    given = map(str, answer if isinstance(answer, list) else [answer])
    return "; ".join(_lower(say(values[each])) for each in given if each in values)


def _is_answered(row: Row | None) -> bool:
    return row is not None and row.state == "answered"


def _lower(words: str) -> str:
    return words if words[1:2].isupper() else f"{words[:1].lower()}{words[1:]}"


def _upper(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
