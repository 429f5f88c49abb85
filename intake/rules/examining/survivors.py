"""Changes that no example notices: for each an example that would, or why there is
none. One example is made to notice as many of them as it can."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from intake.rules.conditions import facts_named, truth
from intake.rules.examining.changes import Change, around, replaced
from intake.rules.examining.difference import Pair, also, difference, size
from intake.rules.examining.possible import WALKED, Budget, Facts, TooLong
from intake.rules.examining.written import in_short
from intake.rules.rule_set import OUTCOMES, Example, Rule
from intake.rules.vocabulary import Fact
from intake.rules.words import answer_in_words, with_unit

Catalogue = Mapping[str, Fact]

# More than any change of the shipped rules needs: about a second.
FOR_A_CHANGE = 10_000_000

NOTICED = "noticed"
SURVIVED = "survived"
# No patient who answers tells it from the rule: it says the same in other words.
SAME = "same"
NOT_EXAMINED = "not-examined"


@dataclass(frozen=True)
class Mutant:
    """One change and its fate; if it survived, an example that would notice it, with
    the id of the rule that it belongs to."""

    change: Change
    fate: str
    rule: str = ""
    example: Example | None = None


@dataclass(frozen=True, eq=False)
class Tried:
    """A change, and what each rule says before and after it: first the part that is
    changed, then what stands around it, at last the rule."""

    change: Change
    wordings: Mapping[str, Sequence[Pair]]

    def is_noticed_by(self, rule: Rule, budget: Budget) -> bool:
        """Whether an example comes out as it says, and would not after the change.

        Raises TooLong past the budget.
        """
        wording = [(*pair, WALKED * size(pair)) for pair in self.wordings[rule.id]]
        for example in rule.examples:
            before = after = None
            for one, other, cost in wording:
                budget.spend(cost)
                before, after = truth(one, example.facts), truth(other, example.facts)
                if before is after:
                    break  # then all around it stays as it is
            if before is not after and OUTCOMES[before] == example.expect:
                return True
        return False


def tried(change: Change, rules: Sequence[Rule]) -> Tried:
    """The change as it is in each of these rules, which all have the part."""
    return Tried(
        change,
        {
            rule.id: [
                (each, replaced(each, change.before, change.after))
                for each in around(rule.when, change.before)
            ]
            for rule in rules
        },
    )


def examined(
    unnoticed: Sequence[Tried],
    rules: Sequence[Rule],
    catalogue: Catalogue,
    budget: Budget,
) -> Iterator[tuple[Tried, Mutant]]:
    """The fate of each change, in any order."""
    waiting = list(unnoticed)
    while waiting:
        first = waiting.pop(0)
        fate, rule, facts = _examined(first, rules, catalogue, budget)
        if rule is None:
            yield first, Mutant(first.change, fate)
            continue
        facts, all_told = _widened(rule, facts, first, waiting, catalogue, budget)
        name = _name(all_told, facts, catalogue)
        example = Example(name, facts, OUTCOMES[truth(rule.when, facts)])
        for each in all_told:
            yield each, Mutant(each.change, SURVIVED, rule.id, example)
        waiting = [each for each in waiting if each not in all_told]


def _examined(
    unnoticed: Tried, rules: Sequence[Rule], catalogue: Catalogue, budget: Budget
) -> tuple[str, Rule | None, Facts]:
    """Its fate; of one that survived, a rule where it shows, and the facts."""
    fate = SAME
    for rule in rules:
        known = [example.facts for example in rule.examples]
        wording = unnoticed.wordings[rule.id]
        try:
            own = budget.part(FOR_A_CHANGE)
            facts = difference(wording, known, catalogue, own)
        except TooLong:
            fate = NOT_EXAMINED
            continue
        if facts is not None:
            return SURVIVED, rule, facts
    return fate, None, {}


def _widened(
    rule: Rule,
    facts: Facts,
    first: Tried,
    waiting: Sequence[Tried],
    catalogue: Catalogue,
    budget: Budget,
) -> tuple[Facts, list[Tried]]:
    """The facts, changed so that they tell more changes apart; and which."""
    told, pairs = [first], [first.wordings[rule.id][-1]]
    for each in waiting:
        wording = each.wordings[rule.id]
        try:
            own = budget.part(FOR_A_CHANGE)
            wider = also(wording, pairs, facts, catalogue, own)
        except TooLong:
            continue
        if wider is not None:
            facts = wider
            told.append(each)
            pairs.append(wording[-1])
    return facts, told


def _name(told: Sequence[Tried], facts: Facts, catalogue: Catalogue) -> str:
    """Of the answers to what was changed: “shoulder, reaching up”."""
    asked = {name for each in told for name in facts_named(each.change.before)}
    words = [_answer(catalogue[name], facts[name]) for name in facts if name in asked]
    return in_short(", ".join(filter(None, words)))


def _answer(fact: Fact, value: Any) -> str:
    plain = fact.name.replace("_", " ")
    match value:
        case "yes":
            return plain
        case "no":
            return f"no {plain}"
        case int() | float():
            words = with_unit(fact, answer_in_words(fact, value))
            return words if fact.unit else f"{plain} {words}"
        case ["none"]:
            return ""
    words = answer_in_words(fact, value)
    # “I lie on it”, “HIV”
    stays = words[1:2].isupper() or words.startswith("I ")
    return words if stays else words[:1].lower() + words[1:]
