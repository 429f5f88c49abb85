from typing import Any

import pytest

from intake.rules import InvalidRuleSet
from tests.rules.catalogue import CANDIDATE, RULE, rule, rule_set

YES = {"saddle_numbness": "yes"}
LEAKING = {"bladder_change": "leaking"}
AREA_HINT = "say per: pain_area"


def problems_of(written: Any, **more: object) -> list[str]:
    with pytest.raises(InvalidRuleSet) as caught:
        rule_set(written, **more)
    return [str(problem).split(": ", 1)[1] for problem in caught.value.problems]


CONDITIONS: list[tuple[str, Any, str]] = [
    ("nothing", None, "a rule needs “when”"),
    ("a word", "saddle_numbness", "“saddle_numbness” is no condition"),
    ("an empty mapping", {}, "a condition is missing here"),
    ("a list", [YES, LEAKING], "write all: or any: in front of the list"),
    ("a list under not", {"not": [YES]}, "write all: or any: in front of the list"),
    ("two facts", {**YES, **LEAKING}, "“saddle_numbness” and “bladder_change” stand"),
    ("two groups", {"all": [YES], "any": [YES]}, "“all” and “any” stand in one"),
    ("mapping under all", {"all": YES}, "“all” needs a list of conditions"),
    ("empty any", {"any": []}, "“any” needs a list of conditions"),
    ("unknown fact", {"sadle_numbness": "yes"}, "did you mean “saddle_numbness”?"),
    ("misspelt group", {"al": [YES]}, "did you mean “all”?"),
    ("unknown value", {"pregnancy": "yess"}, "are: yes, no; did you mean “yes”?"),
    ("not sure", {"pregnancy": "not_sure"}, "write if_unknown: raise"),
    ("mapping in a list", {"pregnancy": ["no", {}]}, "one answer or a list of answers"),
    ("empty list", {"pregnancy": []}, "is compared with 1 to 200 answers"),
    ("no operator", {"age": {}}, "compared with nothing; write age: value, or use"),
    ("unknown operator", {"age": {"atleast": 3}}, "did you mean “at_least”?"),
    ("one_of written", {"pregnancy": {"one_of": ["no"]}}, "write fact: [a, b]"),
    ("is_not written", {"pregnancy": {"is_not": "no"}}, "write not: { fact: value }"),
    ("at_least a word", {"pregnancy": {"at_least": 1}}, "does not suit “pregnancy”"),
    ("includes_all of one", {"pregnancy": {"includes_all": ["no"]}}, "one answer"),
    ("list for a bound", {"age": {"at_least": [1]}}, "“at_least” needs one number"),
    ("no list", {"pregnancy": {"none_of": "no"}}, "needs a list of answers: [a, b]"),
    ("half a range", {"age": {"between": [1]}}, "needs two numbers: [low, high]"),
    ("empty range", {"age": {"between": [5, 2]}}, "nothing lies between 5 and 2"),
    ("word for a number", {"age": {"at_least": "old"}}, "a number, not “old”"),
    ("octal", {"age": {"at_least": "012"}}, "a number, not “012”"),
    ("part of a year", {"age": {"at_least": 1.5}}, "whole number"),
    ("out of range", {"age": {"at_least": 130}}, "at least 0 and at most 120"),
    ("wrong among right", {"age": {"at_least": 1, "under": 5}}, "unknown operator"),
    ("wrong in a list", {"all": [YES, {"aeg": 1}]}, "did you mean “age”?"),
    ("count of nothing", {"count": {"at_least": 1}}, "needs at_least and of"),
    ("count no mapping", {"count": [YES]}, "write count: { at_least: 2"),
    ("count nought", {"count": {"at_least": 0, "of": [YES]}}, "number from 1"),
    ("count a list", {"count": {"at_least": [], "of": [YES]}}, "number from 1"),
    ("count too many", {"count": {"at_least": 2, "of": [YES]}}, "can never hold"),
    ("count half", {"count": {"at_least": "1.5", "of": [YES]}}, "number from 1"),
    ("wrong in count", {"count": {"at_least": 1, "of": [{"aeg": 1}]}}, "“age”?"),
    ("holds a list", {"holds": ["numb"]}, "holds needs the name of one definition"),
    ("unknown definition", {"holds": "num"}, "did you mean “numb”?"),
    ("area fact", {"any": [YES, {"site": "knee"}]}, AREA_HINT),
    ("area fact through a definition", {"holds": "a-knee"}, AREA_HINT),
    ("too many conditions", {"any": [YES] * 500}, "more than 500 conditions"),
]


@pytest.mark.parametrize(
    ("when", "words"),
    [case[1:] for case in CONDITIONS],
    ids=[case[0] for case in CONDITIONS],
)
def test_a_condition_that_is_none_says_why(when: Any, words: str) -> None:
    definitions = {"numb": YES, "a-knee": {"not": {"site": "knee"}}}

    (problem,) = problems_of(rule(when=when), definitions=definitions)

    assert problem.startswith("rule “numb-saddle”: ")
    assert words in problem


def test_a_circle_of_definitions_is_shown() -> None:
    definitions = {"a": {"holds": "b"}, "b": {"not": {"holds": "a"}}}

    (problem,) = problems_of(RULE, definitions=definitions)

    assert problem == ("definition “b”: definitions go round in a circle: a → b → a")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (">= 12", "{ at_least: 12 }"),
        ("<18", "{ less_than: 18 }"),
        ("> 7", "{ more_than: 7 }"),
        ("≤ 65", "{ at_most: 65 }"),
    ],
)
def test_signs_of_other_languages_are_answered_with_ours(
    written: str, meant: str
) -> None:
    (problem,) = problems_of(rule(when={"age": written}))

    assert f"write {meant}" in problem


RULES: list[tuple[str, Any, str]] = [
    ("no mapping", "numb-saddle", "a rule is a mapping"),
    ("no id", rule(id=None), "a rule needs “id”"),
    ("no owner", rule(owner=None), "a rule needs “owner”"),
    ("odd id", rule(id="Numb saddle"), "“Numb saddle” cannot be a name"),
    ("id no text", rule(id=["a"]), "“id” needs text"),
    ("unknown key", rule(whem=YES), "did you mean “when”?"),
    ("empty title", rule(title=" "), "“title” has nothing in it"),
    ("long title", rule(title="x" * 2001), "longer than 2000 characters"),
    ("unknown kind", rule(kind="emergancy"), "did you mean “emergency”?"),
    ("unknown flag", rule(flag="cauda_equin"), "did you mean “cauda_equina”?"),
    (
        "flag of another kind",
        rule(flag="pregnancy"),
        "“pregnancy” is a flag of kind contraindication, not emergency",
    ),
    ("strength missing", {**CANDIDATE, "strength": "sure"}, "use one of: likely"),
    ("strength of others", rule(strength="likely"), "only a candidate has a strength"),
    (
        "per something",
        rule(per="patient"),
        "“per” cannot be “patient”; write pain_area, or leave it out",
    ),
    ("if_unknown odd", rule(if_unknown="list"), "write raise, or leave it out"),
    (
        "candidate not ruled out",
        {**CANDIDATE, "if_unknown": "raise"},
        "if_unknown: raise is not for rules of kind candidate; it is for: emergency",
    ),
    ("month", rule(review_by="2027-13"), "“2027-13” is no month"),
    ("day", rule(review_by="2027-11-30"), "write year and month"),
    ("source no list", rule(source="Finucane"), "“source” needs a list"),
    ("source empty", rule(source=[]), "“source” needs a list"),
    ("because of nothing", rule(because="{saddle}"), "only the name of a fact"),
    ("because formats", rule(because="{age:>9}"), "is named “age:>9”"),
    ("because reaches in", rule(because="{age.__class__}"), "“age.__class__”"),
    ("because open", rule(because="{age"), "a brace stands alone"),
    ("because of an area", rule(because="{site}"), AREA_HINT),
    ("no examples", rule(examples=[]), "“examples” needs a list"),
    ("examples no list", rule(examples={}), "“examples” needs a list"),
]


@pytest.mark.parametrize(
    ("written", "words"), [case[1:] for case in RULES], ids=[case[0] for case in RULES]
)
def test_a_rule_that_is_none_says_why(written: Any, words: str) -> None:
    (problem,) = problems_of(written)

    assert words in problem


def test_a_candidate_needs_a_strength() -> None:
    weak = {key: each for key, each in CANDIDATE.items() if key != "strength"}

    (problem,) = problems_of(weak)

    assert "a rule of kind candidate needs “strength”; write likely or possible" in (
        problem
    )


RAISED = {"facts": {"saddle_numbness": "yes"}, "expect": "raised"}
NOT_RAISED = {"facts": {"saddle_numbness": "no"}, "expect": "not_raised"}

EXAMPLES: list[tuple[str, list[Any], str]] = [
    ("none raised", [NOT_RAISED], "no example expects raised"),
    ("none not raised", [RAISED], "no example expects not_raised"),
    ("no mapping", [RAISED, NOT_RAISED, "x"], "an example is a mapping"),
    ("no facts", [RAISED, NOT_RAISED, {"expect": "raised"}], "needs “facts”"),
    (
        "facts no mapping",
        [RAISED, NOT_RAISED, {**RAISED, "facts": []}],
        "“facts” needs a mapping",
    ),
    (
        "unknown outcome",
        [RAISED, NOT_RAISED, {**RAISED, "expect": "flagged"}],
        "use one of: raised, not_raised, unknown",
    ),
    (
        "unknown fact",
        [RAISED, NOT_RAISED, {**RAISED, "facts": {"aeg": 1}}],
        "did you mean “age”?",
    ),
    (
        "unknown value",
        [RAISED, NOT_RAISED, {**RAISED, "facts": {"pregnancy": "maybe"}}],
        "“maybe” is not an answer to “pregnancy”",
    ),
    (
        "impossible number",
        [RAISED, NOT_RAISED, {**RAISED, "facts": {"age": "12:30"}}],
        "“age” is a number, not “12:30”",
    ),
    (
        "mapping as a value",
        [RAISED, NOT_RAISED, {**RAISED, "facts": {"age": {}}}],
        "“age” is a number, not an object",
    ),
    ("unknown key", [RAISED, NOT_RAISED, {**RAISED, "nam": "x"}], "“name”?"),
]


@pytest.mark.parametrize(
    ("examples", "words"),
    [case[1:] for case in EXAMPLES],
    ids=[case[0] for case in EXAMPLES],
)
def test_an_example_that_is_none_says_why(examples: list[Any], words: str) -> None:
    (problem,) = problems_of(rule(examples=examples))

    assert words in problem


def test_examples_take_answers_in_every_form() -> None:
    facts = {
        "saddle_numbness": "not_sure",
        "conditions": "gout",
        "worse_with": ["stairs", "rest"],
        "duration_weeks": 12.5,
        "age": 60,
    }
    unsure = {"name": "unsure", "facts": facts, "expect": "unknown"}

    (read_rule,) = rule_set(rule(examples=[RAISED, NOT_RAISED, unsure])).rules

    assert read_rule.examples[0].name == "example 1"
    assert read_rule.examples[2].name == "unsure"
    assert read_rule.examples[2].facts == {**facts, "conditions": ["gout"]}
