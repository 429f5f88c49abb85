"""What is doubtful in a rule set that can be read: told before it is published."""

from collections.abc import Iterator
from datetime import date

from intake.rules.conditions import (
    AllOf,
    Condition,
    Holds,
    Not,
    facts_named,
    parts,
    tests,
    walk,
)
from intake.rules.possible import Budget, TooLong, open_without, possible
from intake.rules.problems import Mark, Problem
from intake.rules.rule_set import Rule, RuleSet
from intake.rules.vocabulary import STRENGTHS, Fact
from intake.rules.words import PLACEHOLDER

# In comparisons judged: enough for any rule that a person can read, and for a set of
# them about half a second.
FOR_A_RULE = 100_000
FOR_ALL = 1_500_000
# When a condition cannot come out so, what that is called.
SETTLED = {
    True: ("never-holds", "no patient can fulfil this condition"),
    False: ("always-holds", "every patient fulfils this condition"),
}


def check(rule_set: RuleSet, today: date) -> list[Problem]:
    """Every doubt about the rules, in reading order.

    An error keeps the set from being published: a condition that no patient fulfils,
    or every patient. A warning does not: a review that is due, a definition that is
    not used, a reason that names no answer, a rule that another makes needless, and
    one too large to be examined for these.
    """
    budget = Budget(FOR_ALL)
    doubts = [
        *(each for rule in rule_set.rules for each in _of_words(rule, today)),
        *(each for rule in rule_set.rules for each in _of_tree(rule, rule_set, budget)),
        *_needless(rule_set, budget),
        *_unused(rule_set),
    ]
    # A definition is doubtful once, however many rules use it.
    once = {(each.place, each.code, each.message): each for each in reversed(doubts)}
    return [once[key] for key in sorted(once)]


def _of_words(rule: Rule, today: date) -> Iterator[Problem]:
    if rule.review_by < f"{today:%Y-%m}":
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


def _of_tree(rule: Rule, rule_set: RuleSet, budget: Budget) -> Iterator[Problem]:
    try:
        own = budget.part(FOR_A_RULE)
        yield from _settled(rule, rule.when, rule_set, own)
        for name in sorted(facts_named(rule.when)):
            fact = rule_set.catalogue[name]
            if fact.asked and _leaves_open(fact, rule, rule_set, own):
                yield _not_asked(rule, fact)
    except TooLong:
        yield _doubt(
            "not-examined",
            rule.places["when"],
            rule,
            "too large to be examined for conditions that never or always hold",
            "split it, or name parts of it under definitions",
        )


def _settled(
    rule: Rule, condition: Condition, rule_set: RuleSet, budget: Budget
) -> list[Problem]:
    """The smallest conditions in it that come out the same for every patient."""
    inside = [
        problem
        for part in parts(condition)
        for problem in _settled(rule, part, rule_set, budget)
    ]
    if inside or isinstance(condition, Not | Holds):
        return inside
    for outcome, (code, message) in SETTLED.items():
        if possible(condition, outcome, rule_set.catalogue, budget) is None:
            return [_doubt(code, condition.mark, rule, message, "look at its bounds")]
    return []


def _leaves_open(fact: Fact, rule: Rule, rule_set: RuleSet, budget: Budget) -> bool:
    """Whether a patient who was not asked this can stay undecided for want of it."""
    return open_without(fact, rule.when, rule_set.catalogue, budget) is not None


def _not_asked(rule: Rule, fact: Fact) -> Problem:
    return _doubt(
        "not-asked",
        next(each.mark for each in tests(rule.when) if each.fact == fact.name),
        rule,
        f"some patients are never asked “{fact.name}”, and stay undecided here",
        "say first, in all:, what makes it asked",
    )


def _needless(rule_set: RuleSet, budget: Budget) -> Iterator[Problem]:
    """Rules that raise nothing which another does not raise already."""
    for place, rule in enumerate(rule_set.rules):
        for other_place, other in enumerate(rule_set.rules):
            if other is rule or not _says_as_much(other, rule):
                continue
            if not _implied(rule, other, rule_set, budget):
                continue
            # Of two that say the same, the later one is needless.
            same = _says_as_much(rule, other) and _implied(
                other, rule, rule_set, budget
            )
            if not same or other_place < place:
                yield _doubt(
                    "needless",
                    rule.mark,
                    rule,
                    f"whenever it is raised, “{other.id}” raises {rule.flag} too",
                    "drop it, or say what it is for in its condition",
                )
                break


def _says_as_much(other: Rule, rule: Rule) -> bool:
    """Whether the other's flag, raised, says all that this rule's would."""
    if (other.flag, other.per_area) != (rule.flag, rule.per_area):
        return False
    if rule.strength and STRENGTHS.index(other.strength or "") > STRENGTHS.index(
        rule.strength
    ):
        return False
    return rule.if_unknown is None or other.if_unknown is not None


def _implied(rule: Rule, other: Rule, rule_set: RuleSet, budget: Budget) -> bool:
    alone = AllOf((rule.when, Not(other.when)))
    try:
        own = budget.part(FOR_A_RULE)
        return possible(alone, True, rule_set.catalogue, own) is None
    except TooLong:
        return False


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


def _doubt(
    code: str, mark: Mark, rule: Rule | None, message: str, hint: str
) -> Problem:
    label = rule.id if rule else ""
    return Problem(code, mark.path, mark.line, mark.column, label, message, hint)
