"""Mutations: which small changes of the rules would no example notice?

A change is counted where it is written. One inside a definition changes every rule that
uses it, and is noticed if an example of any of them is: a place that is named once has
to be shown once. That the definition matters to each rule is shown by dropping it from
that rule, and its numbers are shown in each rule by the boundaries.

No word is added to a list: there are as many as the question has, and an example would
have to deny each. What if_unknown does is not seen by examples, and not changed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.rules.conditions import Condition, Holds, tests, walk
from intake.rules.examining.changes import changes
from intake.rules.examining.possible import Budget, TooLong
from intake.rules.examining.survivors import (
    NOT_EXAMINED,
    NOTICED,
    SURVIVED,
    Mutant,
    Tried,
    examined,
    tried,
)
from intake.rules.rule_set import Rule, RuleSet

# For the largest set that can be read, about ten seconds.
FOR_ALL = 100_000_000


@dataclass(frozen=True)
class Mutated:
    """A rule or a definition, by its name, and every change of it in reading order."""

    name: str
    is_definition: bool
    mutants: tuple[Mutant, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many changes met each fate."""
        return Counter(each.fate for each in self.mutants)

    def of(self, fate: str) -> tuple[Mutant, ...]:
        return tuple(each for each in self.mutants if each.fate == fate)


def score(results: Sequence[Mutated]) -> float:
    """Of the changes that can be told apart, how many an example notices: 0 to 1."""
    counts = sum((each.counts for each in results), Counter[str]())
    told_apart = counts[NOTICED] + counts[SURVIVED]
    return counts[NOTICED] / told_apart if told_apart else 1.0


def mutate(rule_set: RuleSet, rule: str | None = None) -> Iterator[Mutated]:
    """Each rule, then each definition in use, as soon as its changes have been tried.

    `rule` is the id of the only one to be tried, with the definitions that it uses.
    """
    budget = Budget(FOR_ALL)
    chosen = [each for each in rule_set.rules if rule in (None, each.id)]
    for each in chosen:
        mutants = _mutants(each.when, [each], rule_set, budget)
        yield Mutated(each.id, is_definition=False, mutants=mutants)
    used = {name for each in chosen for name in _definitions(each.when)}
    for name, condition in rule_set.definitions.items():
        if name in used:
            users = _users(name, condition, rule_set)
            mutants = _mutants(condition, users, rule_set, budget)
            yield Mutated(name, is_definition=True, mutants=mutants)


def _definitions(condition: Condition) -> set[str]:
    return {each.name for each in walk(condition) if isinstance(each, Holds)}


def _users(name: str, condition: Condition, rule_set: RuleSet) -> list[Rule]:
    """The rules that use the definition: first those where its examples belong, which
    are those of its own file, and of these one that has few."""
    path = next(tests(condition)).mark.path
    users = [each for each in rule_set.rules if name in _definitions(each.when)]
    return sorted(users, key=lambda each: (each.path != path, len(each.examples)))


def _mutants(
    condition: Condition, rules: Sequence[Rule], rule_set: RuleSet, budget: Budget
) -> tuple[Mutant, ...]:
    all_tried = [
        tried(change, rules) for change in changes(condition, rule_set.catalogue)
    ]
    fates: dict[Tried, Mutant] = {}
    unnoticed = []
    for each in all_tried:
        try:
            noticed = any(each.is_noticed_by(rule, budget) for rule in rules)
        except TooLong:
            fates[each] = Mutant(each.change, NOT_EXAMINED)
            continue
        if noticed:
            fates[each] = Mutant(each.change, NOTICED)
        else:
            unnoticed.append(each)
    fates |= examined(unnoticed, rules, rule_set.catalogue, budget)
    return tuple(fates[each] for each in all_tried)
