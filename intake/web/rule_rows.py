"""A rule of the library in words: its sources, its numbers, what leaves it open."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.derived import DERIVED
from intake.questionnaire.words import say
from intake.records.library_queries import Raised
from intake.rules import FLAGS, Rule, review_is_due
from intake.web.figures import share
from intake.workflow.library import Agreement, RuleFigures, is_too_often
from intake.workflow.undecided import Left, Undecided, Why

# What a source is known by → where it is to be read.
ADDRESSES: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"https://[^\s;,()<>]+"), "{}"),
    (re.compile(r"\b10\.\d{4,9}/[^\s;,()<>]+"), "https://doi.org/{}"),
    (re.compile(r"\bNCT\d{8}\b"), "https://clinicaltrials.gov/study/{}"),
    (re.compile(r"\bPMC\d+\b"), "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    (re.compile(r"(?<=\bPMID )\d+\b"), "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    (re.compile(r"\bNBK\d+\b"), "https://www.ncbi.nlm.nih.gov/books/{}/"),
    (re.compile(r"(?<=\bNICE )[NC]G\d+\b"), "https://www.nice.org.uk/guidance/{}"),
)
PAGES = {step.slug: step.title for step in QUESTIONNAIRE.steps}
WHY_WORDS: Mapping[Why, str] = {
    Why.NOT_ASKED: "not asked",
    Why.LEFT_EMPTY: "left empty",
    Why.NOT_SURE: "not sure",
    Why.DECLINED: "rather not say",
}


@dataclass(frozen=True)
class RuleRow:
    """A rule as a line of the library. `since`: the version that it stands in as it
    is."""

    rule: Rule
    flag: str
    since: int | None
    overdue: bool
    lately: Raised
    long: Raised
    agreement: str
    undecided: str
    too_often: bool
    sources: Sequence[tuple[str, str | None]]


@dataclass(frozen=True)
class OpenFact:
    """What was missing: the words of the fact, the questions that ask for it with their
    pages, in how many submissions, and why."""

    words: str
    asked: Sequence[tuple[str, str]]
    share: str
    why: str


def row(
    rule: Rule,
    today: date,
    figures: Mapping[str, RuleFigures],
    undecided: Undecided,
    histories: Mapping[str, Sequence[int]],
) -> RuleRow:
    found = figures.get(rule.id, RuleFigures())
    left = undecided.rules.get(rule.id, Left()).number
    return RuleRow(
        rule=rule,
        flag=FLAGS[rule.flag].words,
        since=max(histories.get(rule.id, ()), default=None),
        overdue=review_is_due(rule, today),
        lately=found.lately,
        long=found.long,
        agreement=agreement(found.agreement),
        undecided=share(left, undecided.looked_at) if undecided.looked_at else "",
        too_often=is_too_often(left, undecided.looked_at),
        sources=[cited(each) for each in rule.source],
    )


def agreement(said: Agreement) -> str:
    """How many agreed, as a share too, and where that may lie; in words."""
    if said.interval is None:
        return "nobody has said"
    low, high = (round(100 * end) for end in said.interval)
    part = round(100 * said.agreed / said.said)
    count = f"{said.agreed:,} of {said.said:,} agreed"
    return f"{count} ({part} %, 95 % interval {low}–{high} %)"


def open_facts(left: Left, looked_at: int, most: int | None = None) -> list[OpenFact]:
    """What was missing most often first."""
    ranked = sorted(left.facts.items(), key=lambda each: (-each[1], each[0]))
    return [
        OpenFact(
            words=fact_words(fact),
            asked=_asked(fact),
            share=share(number, looked_at),
            why=", ".join(
                f"{left.why[fact][why]:,} {words}"
                for why, words in WHY_WORDS.items()
                if left.why[fact][why]
            ),
        )
        for fact, number in ranked[:most]
    ]


def fact_words(fact: str) -> str:
    """What is asked, or what follows from it; what is no question any more by name."""
    known = DERIVED.get(fact) or QUESTIONNAIRE.questions.get(fact)
    return say(known.label) if known else fact


def cited(source: str) -> tuple[str, str | None]:
    """The source, and where it is to be read if it says so itself."""
    for known_by, address in ADDRESSES:
        if found := known_by.search(source):
            return source, address.format(found[0])
    return source, None


def _asked(fact: str) -> list[tuple[str, str]]:
    derived = DERIVED.get(fact)
    names = derived.asked_as if derived else (fact,)
    known = [
        QUESTIONNAIRE.questions[name]
        for name in names
        if name in QUESTIONNAIRE.questions
    ]
    return [(say(each.label), say(PAGES[each.step])) for each in known]
