"""What is doubtful in a rule set that can be read: told before it is published."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from intake.rules.conditions import Condition, Holds, Not, parts, walk
from intake.rules.examining.possible import (
    Budget,
    Subject,
    TooLong,
    apart,
    open_without,
    possible,
)
from intake.rules.problems import Mark, Problem
from intake.rules.rule_set import Rule, RuleSet
from intake.rules.vocabulary import STRENGTHS
from intake.rules.words import PLACEHOLDER

# About a third of a second for a rule set, and a tenth of that for one rule: more than
# any that a person can read needs.
FOR_A_RULE = 400_000
FOR_ALL = 3_500_000
# When a condition cannot come out so, what that is called.
SETTLED = {
    True: (
        "never-holds",
        "no patient can fulfil this condition",
        "look for parts that exclude each other",
    ),
    False: (
        "always-holds",
        "every patient fulfils this condition",
        "leave it out, or ask for fewer answers",
    ),
}
# By condition, the outcome that it cannot have, if there is one.
Seen: TypeAlias = dict[Condition, bool | None]
Examined: TypeAlias = tuple[Rule, Subject]

# Markup of a page, of a template, or a formula of a table: no program of ours takes a
# rule's words for one, but they go to others too. Nor does anybody see the signs that
# turn the words behind them about; those that the reader lets through stand here.
NOT_PLAIN = re.compile(r"<[A-Za-z!/?]|{{|{%|{#|^[=+@-]|[\u061c\u2066-\u2069]")

FOR_PARTS = "for parts that never or always hold"


def check(rule_set: RuleSet, today: date) -> list[Problem]:
    """Every doubt about the rules, in reading order.

    An error keeps the set from being published: a condition that no patient fulfils,
    or every patient, and words that are markup or a formula. A warning does not: a
    review that is due, a definition that is not used, a reason that names no answer, a
    rule that another makes needless, and one too large to be examined for these.
    """
    doubts = [
        *(each for rule in rule_set.rules for each in _of_words(rule, today)),
        *_of_trees(rule_set, Budget(FOR_ALL)),
        *_unused(rule_set),
    ]
    # A definition is doubtful once, however many rules use it.
    once = {(each.place, each.code, each.message): each for each in reversed(doubts)}
    return [once[key] for key in sorted(once)]


def review_is_due(rule: Rule, today: date) -> bool:
    """Whether the month is over by whose end it was to be read again."""
    return rule.review_by < f"{today:%Y-%m}"


def _of_words(rule: Rule, today: date) -> Iterator[Problem]:
    if review_is_due(rule, today):
        yield _doubt(
            "review-due",
            rule.places["review_by"],
            rule,
            f"it was to be reviewed by {rule.review_by}",
            "read it against its source, then move the date",
        )
    if not PLACEHOLDER.search(rule.because):
        yield _doubt(
            "bare-reason",
            rule.places["because"],
            rule,
            "the reason names no answer",
            "write the fact that decides in braces: {duration_weeks}",
        )
    for key, text in _words(rule):
        if NOT_PLAIN.search(text):
            yield _doubt(
                "not-plain",
                rule.places[key],
                rule,
                f"“{key}” has markup, a formula or a sign nobody sees in it",
                "write plain words, without <…> and {{…}}, a letter or digit first",
            )


def _words(rule: Rule) -> Iterator[tuple[str, str]]:
    """What of a rule is written for people, by its key."""
    yield from (("title", rule.title), ("because", rule.because), ("owner", rule.owner))
    yield from (("source", each) for each in rule.source)
    yield from (("examples", each.name) for each in rule.examples)


def _of_trees(rule_set: RuleSet, budget: Budget) -> Iterator[Problem]:
    """What a search through all answers finds."""
    seen: Seen = {}
    sound: list[Examined] = []
    for rule in rule_set.rules:
        subject = Subject(rule.when, rule_set.catalogue)
        try:
            own = budget.part(FOR_A_RULE)
            settled = _settled(rule, subject, seen, own)
            yield from settled
            yield from _not_asked(rule, subject, own)
        except TooLong:
            yield _not_examined(rule, FOR_PARTS)
        else:
            # One with a part to mend would be needless only for that.
            if not settled:
                sound.append((rule, subject))
    yield from _needless(sound, budget)


def _settled(rule: Rule, subject: Subject, seen: Seen, budget: Budget) -> list[Problem]:
    """The smallest conditions in it that come out the same for every patient."""
    condition = subject.condition
    inside = [
        problem
        for part in parts(condition)
        for problem in _settled(rule, Subject(part, subject.catalogue), seen, budget)
    ]
    if inside or isinstance(condition, Not | Holds):
        return inside
    if condition not in seen:
        never = (each for each in SETTLED if possible(subject, each, budget) is None)
        try:
            seen[condition] = next(never, None)
        except TooLong:
            return [_not_examined(rule, FOR_PARTS)]
    outcome = seen[condition]
    if outcome is None:
        return []
    code, message, hint = SETTLED[outcome]
    numbers = all(subject.catalogue[n].kind == "number" for n in subject.asked)
    words = "look at its bounds" if numbers else hint
    return [_doubt(code, condition.mark, rule, message, words)]


def _not_asked(rule: Rule, subject: Subject, budget: Budget) -> Iterator[Problem]:
    """Questions for want of which a patient who was not asked them stays undecided."""
    for name in sorted(subject.asked):
        fact = subject.catalogue[name]
        if fact.asked and open_without(fact, subject, budget) is not None:
            yield _doubt(
                "not-asked",
                subject.asked[name][0].mark,
                rule,
                f"some patients are never asked “{name}”, and stay undecided here",
                "say first, in all:, what makes it asked",
            )


def _needless(examined: Sequence[Examined], budget: Budget) -> Iterator[Problem]:
    """Rules that raise nothing which another does not raise already."""
    for place, (rule, _) in enumerate(examined):
        try:
            wider = _wider(examined, place, budget.part(FOR_A_RULE))
        except TooLong:
            yield _not_examined(rule, "for whether another makes it needless")
            continue
        if wider:
            yield _doubt(
                "needless",
                rule.mark,
                rule,
                f"whenever it is raised, “{wider.id}” raises {rule.flag} too",
                "drop it, or say what it is for in its condition",
            )


def _wider(examined: Sequence[Examined], place: int, budget: Budget) -> Rule | None:
    """The first rule that is raised whenever the one in this place is."""
    rule, subject = examined[place]
    others = [
        (number, other, wider)
        for number, (other, wider) in enumerate(examined)
        if number != place and _says_as_much(other, rule)
    ]
    # Most others do not hold for the first patient for whom it does.
    patient = possible(subject, True, budget) if others else None
    for number, other, wider in others:
        if patient and wider.outcome(patient, budget) is False:
            continue
        if _says_more(rule, subject, wider, budget):
            continue
        # Of two that say the same, the later one is needless.
        later = number < place
        same = _says_as_much(rule, other)
        if later or not same or _says_more(other, wider, subject, budget):
            return other
    return None


def _says_more(rule: Rule, subject: Subject, wider: Subject, budget: Budget) -> bool:
    """Whether there is a patient of whom only this rule says anything."""
    grave = rule.if_unknown is not None
    return apart(subject, wider, budget, not_ruled_out=grave) is not None


def _says_as_much(other: Rule, rule: Rule) -> bool:
    """Whether the other's flag, raised, says all that this rule's would."""
    if (other.flag, other.per_area) != (rule.flag, rule.per_area):
        return False
    if rule.strength and STRENGTHS.index(other.strength or "") > STRENGTHS.index(
        rule.strength
    ):
        return False
    return rule.if_unknown is None or other.if_unknown is not None


def _unused(rule_set: RuleSet) -> Iterator[Problem]:
    used = {
        each.name
        for rule in rule_set.rules
        for each in walk(rule.when)
        if isinstance(each, Holds)
    }
    for name, mark in rule_set.places.items():
        if name not in used:
            message = f"definition “{name}”: no rule uses it"
            yield _doubt("unused-definition", mark, None, message, "drop it")


def _not_examined(rule: Rule, what_for: str) -> Problem:
    return _doubt(
        "not-examined",
        rule.places["when"],
        rule,
        f"there is too much to look through: it was not examined {what_for}",
        "ask fewer questions in one rule, or split these files",
    )


def _doubt(
    code: str, mark: Mark, rule: Rule | None, message: str, hint: str
) -> Problem:
    label = rule.id if rule else ""
    return Problem(code, mark.path, mark.line, mark.column, label, message, hint)
