"""Doubts about rules that can be read: what is told, where, and how grave it is."""

from datetime import date
from typing import Any

import pytest

from intake.rules import Fact, check, read
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set, written

TODAY = date(2026, 11, 24)


def codes(*rules: Any, today: date = TODAY, **more: Any) -> list[tuple[str, str]]:
    return [(each.code, each.rule) for each in check(rule_set(*rules, **more), today)]


NEVER = {"all": [{"age": {"at_least": "50"}}, {"age": {"less_than": "50"}}]}
ALWAYS = {"any": [{"age": {"at_least": "50"}}, {"age": {"less_than": "50"}}]}


def test_good_rules_raise_no_doubt() -> None:
    assert codes(RULE, CANDIDATE) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"when": NEVER}, "never-holds"),
        ({"when": ALWAYS}, "always-holds"),
        ({"review_by": "2026-10"}, "review-due"),
        ({"because": "Numb."}, "bare-reason"),
    ],
)
def test_each_doubt_is_named_at_its_rule(changes: dict[str, Any], code: str) -> None:
    assert codes(rule(**changes)) == [(code, "numb-saddle")]


def test_a_condition_that_never_holds_is_an_error_and_a_due_review_is_not() -> None:
    doubts = check(rule_set(rule(when=NEVER, review_by="2026-10")), TODAY)

    assert {each.code: each.severity for each in doubts} == {
        "never-holds": "error",
        "review-due": "warning",
    }


def test_a_review_is_due_when_its_month_is_over() -> None:
    assert codes(rule(review_by="2026-11")) == []


def test_a_definition_that_no_rule_uses_is_named() -> None:
    assert codes(RULE, definitions={"unused": {"age": "5"}}) == [
        ("unused-definition", "")
    ]


def test_a_rule_that_a_wider_one_makes_needless_is_named() -> None:
    narrow = rule(
        id="narrow",
        when={"all": [{"saddle_numbness": "yes"}, {"age": {"at_least": "50"}}]},
        because="{saddle_numbness}",
    )

    assert codes(narrow, RULE) == [("needless", "narrow")]


def test_of_two_that_say_the_same_the_later_is_needless() -> None:
    assert codes(RULE, rule(id="again")) == [("needless", "again")]


@pytest.mark.parametrize(
    "changes",
    [
        {"flag": "cord_compression"},
        {"when": {"age": {"at_least": "50"}}, "because": "{age}"},
    ],
    ids=["another flag", "another condition"],
)
def test_a_rule_that_says_more_is_not_needless(changes: dict[str, Any]) -> None:
    assert codes(RULE, rule(id="other", **changes)) == []


def test_a_rule_that_may_not_be_ruled_out_says_more_than_one_that_is_only_raised() -> (
    None
):
    grave = rule(id="grave", if_unknown="raise")

    assert codes(RULE, grave) == [("needless", "numb-saddle")]


def test_a_likely_rule_is_not_needless_beside_a_possible_one() -> None:
    possible_one = {**CANDIDATE, "id": "weak", "strength": "possible"}

    assert codes(CANDIDATE, possible_one) == [("needless", "weak")]


OLD = {"age": {"at_least": "50"}}
# In a file of its own, so that line and column say which part is meant.
PARTS = """\
language: 1
definitions:
  a-dead-end:
    all: [ age: { at_least: 50 }, age: { at_most: 40 } ]
rules:
  - id: numb-saddle
    title: Numb
    kind: emergency
    flag: cauda_equina
    when:
      any:
        - saddle_numbness: yes
        - not:
            holds: a-dead-end
        - all:
            - pregnancy: yes
            - any:
                - pregnancy: [yes, no]
                - age: 20
    because: "{age}"
    source: [ "A" ]
    owner: clinical lead
    review_by: 2026-10
    examples:
      - { facts: { saddle_numbness: yes, age: 45 }, expect: raised }
      - { facts: { saddle_numbness: no, age: 45 }, expect: not_raised }
  - id: again
    title: Numb again
    kind: emergency
    flag: cord_compression
    when: { any: [ saddle_numbness: yes, holds: a-dead-end ] }
    because: "{age}"
    source: [ "A" ]
    owner: clinical lead
    review_by: 2027-11
    examples:
      - { facts: { saddle_numbness: yes, age: 45 }, expect: raised }
      - { facts: { saddle_numbness: no, age: 45 }, expect: not_raised }
"""


def test_the_smallest_part_that_comes_out_the_same_for_all_is_named() -> None:
    doubts = check(read({"a.yaml": PARTS}, CATALOGUE), TODAY)

    assert [(each.line, each.column, each.code) for each in doubts] == [
        (4, 5, "never-holds"),
        (18, 19, "always-holds"),
        (23, 5, "review-due"),
    ]
    assert doubts[0].rule == "numb-saddle"


def test_a_definition_that_no_rule_uses_is_named_where_it_is_written() -> None:
    text = written(RULE, definitions={"unused": OLD}).replace('"unused"', '\n "unused"')

    (doubt,) = check(read({"a.yaml": text}, CATALOGUE), TODAY)

    assert (doubt.line, doubt.column) == (2, 2)


# Asked of those over 50 alone, and saying nothing of the others.
SHAKY = Fact(
    "shaky",
    "Do you fall?",
    "choice",
    {"yes": "Yes", "no": "No"},
    asked=lambda facts: facts["age"] >= 50 if "age" in facts else None,
)
FALLS = {"shaky": "yes"}


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (FALLS, True),
        ({"all": [OLD, FALLS]}, False),
        ({"all": [FALLS, OLD]}, False),
        ({"any": [OLD, FALLS]}, True),
        ({"all": [{"age": {"at_least": "49"}}, FALLS]}, True),
        ({"all": [{"saddle_numbness": "yes"}, FALLS]}, True),
    ],
    ids=["alone", "guarded", "guarded after", "beside", "guarded too little", "other"],
)
def test_a_question_that_leaves_those_never_asked_undecided_is_named(
    when: Any, told: bool
) -> None:
    catalogue = {**CATALOGUE, "shaky": SHAKY}

    doubts = check(read({"a.yaml": written(rule(when=when))}, catalogue), TODAY)

    assert [each.code for each in doubts] == ["not-asked"] * told


def test_what_is_too_large_to_examine_is_said_to_be() -> None:
    words = {f"pain-{number}": f"Pain {number}" for number in range(13)}
    catalogue = {**CATALOGUE, "pains": Fact("pains", "Which?", "many", words)}
    when = {"any": [{"pains": word} for word in words]}

    (doubt,) = check(read({"a.yaml": written(rule(when=when))}, catalogue), TODAY)

    assert (doubt.code, doubt.severity) == ("not-examined", "warning")


def test_a_rule_with_a_part_to_mend_is_not_needless_for_that() -> None:
    never = {"all": [OLD, {"age": {"at_most": "40"}}, {"saddle_numbness": "yes"}]}

    found = codes(RULE, rule(id="never", when=never))

    assert found == [("never-holds", "never")]


def test_a_rule_that_was_not_compared_with_others_is_said_not_to_be() -> None:
    """The one is needless, but only half a million patients would prove it."""
    names = [f"q{n}" for n in range(22)]
    asked = {name: Fact(name, "?", "choice", {"yes": "", "no": ""}) for name in names}
    of = [{name: "yes"} for name in names]
    narrow = rule(when={"count": {"at_least": "11", "of": of}})
    wide = rule(id="wide", when={"count": {"at_least": "10", "of": of}})
    rules = read({"a.yaml": written(narrow, wide)}, {**CATALOGUE, **asked})

    (doubt,) = check(rules, TODAY)

    assert (doubt.code, doubt.rule) == ("not-examined", "numb-saddle")
    assert "whether another makes it needless" in doubt.message


PREGNANT = {"pregnancy": "yes"}


@pytest.mark.parametrize("grave", [None, "raise"])
def test_a_rule_is_not_needless_if_the_other_may_want_one_more_answer(
    grave: str | None,
) -> None:
    either = [
        {"all": [PREGNANT, {"saddle_numbness": "yes"}]},
        {"all": [PREGNANT, {"saddle_numbness": "no"}]},
    ]
    narrow = rule(id="narrow", when=PREGNANT, if_unknown=grave, because="{pregnancy}")
    wide = rule(id="wide", when={"any": either}, if_unknown=grave)

    assert ("needless", "narrow") not in codes(narrow, wide)


@pytest.mark.parametrize("grave", [None, "raise"])
def test_what_a_rule_does_not_rule_out_is_something_that_it_says(
    grave: str | None,
) -> None:
    """Nothing is known, and the age tells two ways: the narrow one is undecided, and
    the wide one fails."""
    odd = {"all": [PREGNANT, {"saddle_numbness": "yes"}, OLD]}
    plain = {"all": [PREGNANT, {"saddle_numbness": "yes"}]}
    rules = [
        rule(id="odd", when={"any": [odd, {"all": [odd, plain]}]}, if_unknown=grave),
        rule(id="plain", when=plain, if_unknown=grave),
    ]

    assert codes(*rules) == [("needless", "odd")]


def test_what_is_found_in_one_part_is_told_though_another_is_too_large() -> None:
    words = {f"pain-{number}": f"Pain {number}" for number in range(13)}
    catalogue = {**CATALOGUE, "pains": Fact("pains", "Which?", "many", words)}
    dead = {"all": [OLD, {"age": {"at_most": "40"}}]}
    when = {"any": [*({"pains": word} for word in words), dead]}

    doubts = check(read({"a.yaml": written(rule(when=when))}, catalogue), TODAY)

    assert "never-holds" in {each.code for each in doubts}
