"""Conditions and rules as a sentence of plain words, to be read aloud."""

from collections.abc import Mapping

from intake.rules.conditions import AllOf, AnyOf, Condition, CountOf, Holds, Not, Test
from intake.rules.rule_set import Rule
from intake.rules.vocabulary import FLAGS, KINDS, Fact
from intake.rules.words import test_in_words


def sentence(condition: Condition, catalogue: Mapping[str, Fact]) -> str:
    """The condition in words: “Age” is at least 50 years, and (“Place” is knee, or …).

    A question is named by its words, in quotes. A definition is named and not written
    out. Without a capital letter and a full stop, to stand after “when”.
    """
    match condition:
        case Test(fact):
            return _asked(catalogue[fact], (condition,))
        case AllOf():
            return _all(condition, catalogue)
        case AnyOf(conditions):
            return _joined(conditions, ", or ", catalogue)
        case CountOf(at_least, conditions):
            all_of_them = _joined(conditions, "; ", catalogue)
            return f"at least {at_least} of these {len(conditions)}: {all_of_them}"
        case Not(Holds(name)):
            return f"“{name}” does not hold"
        case Not(inner):
            return f"it is not so that {_grouped(inner, catalogue)}"
        case Holds(name):  # pragma: no branch
            return f"“{name}” holds"


def rule_sentence(rule: Rule, catalogue: Mapping[str, Fact]) -> str:
    """What the rule does, in whole sentences: what it raises, when, and what becomes of
    it while too little is known."""
    strength = f", {rule.strength}" if rule.strength else ""
    raises = f"aises “{FLAGS[rule.flag].words}” ({rule.kind}{strength})"
    opening = f"For each painful area, r{raises}" if rule.per_area else f"R{raises}"
    return f"{opening} when {sentence(rule.when, catalogue)}. {_undecided(rule)}"


def definition_sentence(
    name: str, condition: Condition, catalogue: Mapping[str, Fact]
) -> str:
    """What the definition of this name stands for, in a whole sentence."""
    return f"“{name}” holds when {sentence(condition, catalogue)}."


def _undecided(rule: Rule) -> str:
    while_unknown = "While too little is known, it is"
    if rule.if_unknown == "raise":
        return f"{while_unknown} raised all the same, as not ruled out."
    if KINDS[rule.kind].undecided_as == "none":
        return f"{while_unknown} not raised."
    return f"{while_unknown} unknown."


def _all(condition: AllOf, catalogue: Mapping[str, Fact]) -> str:
    tests = tuple(each for each in condition.conditions if isinstance(each, Test))
    if condition.in_braces and tests:
        return _asked(catalogue[tests[0].fact], tests)
    return _joined(condition.conditions, ", and ", catalogue)


def _asked(fact: Fact, tests: tuple[Test, ...]) -> str:
    return f"“{fact.label}” {' and '.join(test_in_words(fact, each) for each in tests)}"


def _joined(
    conditions: tuple[Condition, ...], between: str, catalogue: Mapping[str, Fact]
) -> str:
    if len(conditions) == 1:
        return sentence(conditions[0], catalogue)
    return between.join(_grouped(each, catalogue) for each in conditions)


def _grouped(condition: Condition, catalogue: Mapping[str, Fact]) -> str:
    """In brackets where it would run into what stands beside it."""
    words = sentence(condition, catalogue)
    match condition:
        case Test() | Holds() | Not(Holds()) | AllOf(in_braces=True):
            return words
        case _:
            return f"({words})"
