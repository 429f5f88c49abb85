"""Two wordings of the rules are told apart, rule by rule, in plain words."""

from dataclasses import replace
from time import process_time
from typing import Any

import pytest

from intake.rules import RuleSet, WordingChange, read, wording_changes
from intake.rules.examining.changes import changes, replaced
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set, written
from tests.shipped import shipped

USES = rule(when={"holds": "numb"})
NUMB = {"definitions": {"numb": {"saddle_numbness": "yes"}}}
NUMB_OR_LEAKING = {
    "definitions": {
        "numb": {"any": [{"saddle_numbness": "yes"}, {"bladder_change": "leaking"}]}
    }
}


def only(before: RuleSet, after: RuleSet) -> WordingChange:
    [found] = wording_changes(before, after)
    return found


def test_equal_rule_sets_have_no_change() -> None:
    assert wording_changes(rule_set(RULE), rule_set(RULE)) == ()
    assert wording_changes(shipped(), shipped()) == ()


def test_how_it_is_written_is_no_change() -> None:
    files = {"rules.yaml": "# a note\n" + written(RULE).replace(", ", ",\n ")}

    assert wording_changes(rule_set(RULE), read(files, CATALOGUE)) == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            {"title": "Numb"},
            "Title: “Numbness where a saddle would touch” became “Numb”.",
        ),
        (
            {"kind": "urgent", "flag": "fracture_suspected"},
            "Kind: “Emergency” became “Urgent”.",
        ),
        ({"flag": "gca"}, "became “Giant cell arteritis: sight at risk”."),
        ({"because": "Numb: {saddle_numbness}."}, "Reason: “Saddle numbness"),
        ({"owner": "nurse"}, "Owner: “clinical lead” became “nurse”."),
        (
            {"review_by": "2028-01"},
            "To be read again by: “2027-11” became “2028-01”.",
        ),
        ({"source": ["Finucane 2020", "NICE"]}, "Source added: NICE."),
        ({"source": ["NICE"]}, "Source removed: Finucane 2020."),
        (
            {"if_unknown": "raise"},
            "While too little is known: “left undecided” became “raised as not ruled",
        ),
        (
            {"per": "pain_area"},
            "Judged: “once for the patient” became “once for each painful area”.",
        ),
        ({"when": {"bladder_change": "leaking"}}, "It was: “Is the saddle numb?”"),
    ],
)
def test_each_key_of_a_rule_is_told(changed: dict[str, Any], words: str) -> None:
    found = only(rule_set(RULE), rule_set(rule(**changed)))

    assert (found.what, found.name) == ("rule", "numb-saddle")
    assert any(words in each for each in found.words), found.words


def test_the_strength_of_a_candidate_is_told() -> None:
    other = {**CANDIDATE, "strength": "possible"}

    found = only(rule_set(CANDIDATE), rule_set(other))

    assert found.words == ("Strength: “likely” became “possible”.",)


def test_a_rule_that_is_gone_or_new_says_what_it_does() -> None:
    one, both = rule_set(RULE), rule_set(RULE, CANDIDATE)

    gone, come = only(both, one), only(one, both)

    does = "“Where does it hurt?” is Knee, and “For how long?” is at least 12 weeks."
    assert gone.words == (f"Rule removed. It raised “Joint pain” when {does}",)
    assert come.words == (f"Rule added. It raises “Joint pain” when {does}",)
    assert gone.name == come.name == "old-knee"
    assert gone.title == "Numbness where a saddle would touch"


def test_a_rule_that_decides_as_before_under_another_name_was_renamed() -> None:
    other = rule(id="saddle", owner="nurse")

    found = only(rule_set(RULE), rule_set(other))

    assert found.name == "saddle"
    assert found.words == (
        "Renamed: it was “numb-saddle”.",
        "Owner: “clinical lead” became “nurse”.",
    )


def test_another_order_of_rules_and_another_file_are_told() -> None:
    two = rule_set(RULE, CANDIDATE)
    files = {
        "rules.yaml": written(CANDIDATE),
        "z.yaml": written(RULE),
    }

    moved, order = wording_changes(two, read(files, CATALOGUE))

    assert moved.words == ("It moved from rules.yaml to z.yaml.",)
    assert (order.what, order.name) == ("order", "")
    assert "another order" in order.words[0]


def test_a_definition_names_the_rules_that_use_it() -> None:
    before, after = rule_set(USES, **NUMB), rule_set(USES, **NUMB_OR_LEAKING)

    found = only(before, after)

    assert (found.what, found.name) == ("definition", "numb")
    assert found.used_by == ("numb-saddle",)
    assert found.words == (
        "Condition added to “any of these”: “Has passing water changed?” is It leaks.",
    )


def test_a_definition_that_is_new_or_gone_is_told_beside_the_rule() -> None:
    before, after = rule_set(RULE), rule_set(USES, **NUMB)

    there, back = wording_changes(before, after), wording_changes(after, before)

    assert [each.what for each in there] == ["rule", "definition"]
    assert there[1].words[0].startswith("Definition added. It holds when “Is the")
    assert back[1].words[0].startswith("Definition removed. It held when “Is the")
    assert back[1].used_by == ("numb-saddle",)


def test_examples_are_counted_and_listed() -> None:
    examples = [
        {"facts": {"saddle_numbness": "yes"}, "expect": "raised"},
        {"name": "no", "facts": {"saddle_numbness": "no"}, "expect": "not_raised"},
        {"facts": {"saddle_numbness": "not_sure"}, "expect": "unknown"},
    ]

    found = only(rule_set(RULE), rule_set(rule(examples=examples)))

    assert found.words == ("Examples: 1 added, 1 changed.",)
    assert found.examples == (
        "Was { facts: { saddle_numbness: no }, expect: not_raised }, is now "
        "{ name: no, facts: { saddle_numbness: no }, expect: not_raised }",
        "Added: { facts: { saddle_numbness: not_sure }, expect: unknown }",
    )


def test_examples_and_sources_in_another_order_are_told() -> None:
    examples = RULE["examples"]
    assert isinstance(examples, list)
    one = rule(source=["a", "b"])
    other = rule(source=["b", "a"], examples=examples[::-1])

    found = only(rule_set(one), rule_set(other))

    assert found.words == (
        "The sources stand in another order.",
        "The examples stand in another order.",
    )


def test_the_gravest_rule_comes_first() -> None:
    before = rule_set(CANDIDATE, RULE)
    after = rule_set({**CANDIDATE, "owner": "x"}, rule(owner="x"))

    assert [each.name for each in wording_changes(before, after)] == [
        "numb-saddle",
        "old-knee",
    ]


def test_every_small_change_of_a_shipped_rule_names_that_rule_alone() -> None:
    rules = shipped()
    for each in rules.rules:
        alone = replace(rules, rules=(each,))
        for change in changes(each.when, rules.catalogue):
            when = replaced(each.when, change.before, change.after)
            after = replace(rules, rules=(replace(each, when=when),))
            found = only(alone, after)
            assert (found.what, found.name) == ("rule", each.id), change.words


def test_every_small_change_of_a_shipped_definition_names_that_definition() -> None:
    rules = shipped()
    for name, condition in rules.definitions.items():
        for change in changes(condition, rules.catalogue):
            before = {name: condition}
            after = {name: replaced(condition, change.before, change.after)}
            found = only(
                replace(rules, rules=(), definitions=before),
                replace(rules, rules=(), definitions=after),
            )
            assert (found.what, found.name) == ("definition", name), change.words


def test_large_rule_sets_are_told_apart_in_time() -> None:
    """As many conditions as a set may have, each of them another."""
    fives, sixes = (
        [
            rule(id=f"r{n}", when={"any": [bound(n * 500 + m, by) for m in range(490)]})
            for n in range(10)
        ]
        for by in (5, 6)
    )
    before, after = rule_set(*fives), rule_set(*sixes)
    began = process_time()

    found = wording_changes(before, after)

    assert process_time() - began < 5
    assert len(found) == 10


def bound(number: int, by: int) -> dict[str, Any]:
    return {"bmi": {"at_least": f"{5 + (number * by) % 1400 / 10}"}}


def test_many_examples_are_counted() -> None:
    one, other = (
        rule(
            examples=[
                {
                    "facts": {"saddle_numbness": "yes", "age": n % 120},
                    "expect": "raised",
                }
                for n in range(start, start + 100)
            ]
            + [{"facts": {"saddle_numbness": "no"}, "expect": "not_raised"}]
        )
        for start in (0, 20)
    )

    found = only(rule_set(one), rule_set(other))

    assert found.words == ("Examples: 20 added, 20 removed.",)
