"""Explanations of one rule: parts that decided, and what one other answer would do."""

from collections.abc import Iterator
from random import Random

from intake.questionnaire.facts import fill
from intake.rules import Explanation, Fact, Part, Rule, RuleSet, explain, read
from intake.rules.conditions import Condition, truth
from intake.rules.examining.possible import telling_answers
from intake.rules.words import fact_in_words
from tests.rules.catalogue import CATALOGUE, rule, written
from tests.rules.test_compiler import condition, document
from tests.shipped import shipped


def explained(when: Condition, facts: dict[str, object]) -> Explanation:
    judged = Rule("a", "A", "caution", "minor", when, "", ("b",), "c", "2027-11")
    (found,) = explain(RuleSet((judged,), {}, CATALOGUE), judged, facts)
    return found


def leaves(part: Part) -> Iterator[Part]:
    if part.fact:
        yield part
    for each in part.parts:
        yield from leaves(each)


def test_what_decided_in_the_tree_is_the_evidence() -> None:
    for seed in range(2_000):
        chance = Random(seed)
        found = explained(condition(chance), document(chance, per_area=False))

        decided = {(e.fact, e.says, e.answer) for e in found.finding.evidence}
        assert decided == {
            (each.fact, each.says, each.answer)
            for each in leaves(found.tree)
            if each.decides
        }


def test_each_answer_that_would_change_it_does_and_no_other() -> None:
    for seed in range(2_000):
        chance = Random(seed)
        when, facts = condition(chance), document(chance, per_area=False)
        found = explained(when, facts)

        changed = {
            (name, fact_in_words(CATALOGUE[name], value))
            for name, values in telling_answers(when, CATALOGUE).items()
            for value in values
            if truth(when, {**facts, name: value}) is True
        }
        named = {
            (change.fact, answer)
            for change in found.changes or ()
            if change.outcome is True
            for answer in change.answers
        }
        expected = set() if found.finding.outcome is True else changed
        assert named <= expected
        assert {fact for fact, _ in named} == {fact for fact, _ in expected}


def test_where_trying_all_answers_takes_too_long_no_change_is_named() -> None:
    words = {f"pain-{number}": f"Pain {number}" for number in range(13)}
    examples = [
        {"facts": {"pains": "pain-1"}, "expect": "raised"},
        {"facts": {"pains": "none"}, "expect": "not_raised"},
    ]
    pains = Fact("pains", "Which?", "many", words)
    when = {"any": [{"pains": word} for word in words]}
    text = written(rule(when=when, because="{pains}", examples=examples))
    rules = read({"a.yaml": text}, {"pains": pains})

    (found,) = explain(rules, rules.rules[0], {})

    assert found.changes is None


def test_an_answer_that_this_patient_cannot_give_is_not_named() -> None:
    """The shipped questionnaire asks a man of no pregnancy, and implies that."""
    (pregnancy,) = (r for r in shipped().rules if r.flag == "pregnancy")
    man = fill({"sex_at_birth": "male", "age": 40})

    (found,) = explain(shipped(), pregnancy, man)

    assert man["pregnancy"] == "no"
    assert found.changes is not None
    assert "pregnancy" not in {each.fact for each in found.changes}
