from collections.abc import Mapping
from typing import Any

import pytest

from intake.rules import InvalidRuleSet, failing_examples, read
from intake.rules.conditions import AllOf, AnyOf, CountOf, Holds, Not, Test
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set, written

NUMB_IN_YAML = {"saddle_numbness": "yes"}
NUMB = Test("saddle_numbness", "one_of", ("yes",))


def problems_of(files: Mapping[str, str]) -> list[str]:
    with pytest.raises(InvalidRuleSet) as caught:
        read(files, CATALOGUE)
    return [str(problem) for problem in caught.value.problems]


def test_a_rule_is_read_with_all_that_belongs_to_it() -> None:
    (read_rule,) = rule_set(CANDIDATE).rules

    assert read_rule.id == "old-knee"
    assert (read_rule.kind, read_rule.flag) == ("candidate", "joint")
    assert (read_rule.strength, read_rule.per_area) == ("likely", True)
    assert read_rule.source == ("Finucane 2020",)
    assert read_rule.review_by == "2027-11"
    assert [each.expect for each in read_rule.examples] == ["raised", "not_raised"]
    assert read_rule.path == "rules.yaml"


READ: list[tuple[str, Any, Any]] = [
    ("value", {"saddle_numbness": "yes"}, NUMB),
    ("no is a word", {"pregnancy": "no"}, Test("pregnancy", "one_of", ("no",))),
    (
        "list",
        {"bladder_change": ["none", "leaking"]},
        Test("bladder_change", "one_of", ("none", "leaking")),
    ),
    ("bound", {"age": {"at_least": 50}}, Test("age", "at_least", 50)),
    ("range", {"bmi": {"between": [18.5, 25]}}, Test("bmi", "between", (18.5, 25))),
    (
        "two operators",
        {"age": {"at_least": 18, "less_than": 50}},
        AllOf((Test("age", "at_least", 18), Test("age", "less_than", 50))),
    ),
    (
        "includes all",
        {"conditions": {"includes_all": ["gout", "diabetes"]}},
        Test("conditions", "includes_all", ("gout", "diabetes")),
    ),
    ("all", {"all": [{"saddle_numbness": "yes"}]}, AllOf((NUMB,))),
    ("any", {"any": [{"saddle_numbness": "yes"}]}, AnyOf((NUMB,))),
    ("not", {"not": {"saddle_numbness": "yes"}}, Not(NUMB)),
    (
        "count",
        {"count": {"at_least": 1, "of": [{"saddle_numbness": "yes"}]}},
        CountOf(1, (NUMB,)),
    ),
    ("holds", {"holds": "numb"}, Holds("numb", NUMB)),
]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [case[1:] for case in READ],
    ids=[case[0] for case in READ],
)
def test_a_condition_is_read(condition: Any, expected: Any) -> None:
    definitions = {"numb": {"saddle_numbness": "yes"}}

    (read_rule,) = rule_set(rule(when=condition), definitions=definitions).rules

    assert read_rule.when == expected


def test_a_comparison_knows_where_it_stands() -> None:
    text = written(RULE).replace('{"saddle_numbness"', '\n {"saddle_numbness"', 1)

    (read_rule,) = read({"a.yaml": text}, CATALOGUE).rules

    assert isinstance(read_rule.when, Test)
    assert (read_rule.when.mark.line, read_rule.when.mark.column) == (2, 3)


def test_definitions_are_shared_by_all_files() -> None:
    numb = {"numb": {"saddle_numbness": "yes"}}
    files = {
        "a.yaml": written(rule(when={"holds": "numb"})),
        "b.yaml": written(rule(id="other", when={"not": {"holds": "numb"}})),
        "c.yaml": written(definitions={**numb, "not-numb": {"not": {"holds": "numb"}}}),
    }

    found = read(files, CATALOGUE)

    assert [each.when for each in found.rules] == [
        Holds("numb", NUMB),
        Not(Holds("numb", NUMB)),
    ]
    assert set(found.definitions) == {"numb", "not-numb"}


def test_rules_stand_by_file_name_however_the_files_come() -> None:
    files = {"b.yaml": written(rule(id="second")), "a.yaml": written(rule(id="first"))}

    assert [each.id for each in read(files, CATALOGUE).rules] == ["first", "second"]


FILES: list[tuple[str, dict[str, str], str]] = [
    ("no file", {}, "there is no rule in these files"),
    ("no rule", {"a.yaml": written()}, "a.yaml:1:1: there is no rule"),
    ("no mapping", {"a.yaml": "[]"}, "this is not a rule file; start it with"),
    ("no language", {"a.yaml": "rules: []"}, "a rule file needs “language”"),
    ("other language", {"a.yaml": "language: 2"}, "a.yaml:1:11: language “2”"),
    (
        "unknown key",
        {"a.yaml": written(RULE, ruels=[])},
        "a rule file has no “ruels”; it has: language, definitions, rules;"
        " did you mean “rules”?",
    ),
    ("rules no list", {"a.yaml": "language: 1\nrules: {}"}, "rules are a list"),
    ("definitions no mapping", {"a.yaml": written(RULE, definitions=[])}, "a mapping"),
    (
        "definition twice",
        {
            "a.yaml": written(RULE, definitions={"numb": RULE["when"]}),
            "b.yaml": written(definitions={"numb": RULE["when"]}),
        },
        "“numb” is defined twice; first in a.yaml, line 1",
    ),
    (
        "definition's name",
        {"a.yaml": written(RULE, definitions={"Numb!": RULE["when"]})},
        "“Numb!” cannot be a name",
    ),
    (
        "definition unused and wrong",
        {"a.yaml": written(RULE, definitions={"numb": {"sadle_numbness": "yes"}})},
        "definition “numb”: no question is named “sadle_numbness”; did you mean",
    ),
    (
        "id twice",
        {"a.yaml": written(RULE), "b.yaml": written(RULE)},
        "the id “numb-saddle” is given twice; first in a.yaml, line 1",
    ),
    (
        "too many rules",
        {"a.yaml": written(*(rule(id=f"rule-{n}") for n in range(501)))},
        "more than 500 rules",
    ),
]


@pytest.mark.parametrize(
    ("files", "words"), [case[1:] for case in FILES], ids=[case[0] for case in FILES]
)
def test_files_that_make_no_rule_set_say_why(files: dict[str, str], words: str) -> None:
    (problem,) = problems_of(files)

    assert words in problem


def test_the_problems_of_all_files_are_told_at_once_in_reading_order() -> None:
    found = problems_of(
        {
            "c.yaml": "a: [",
            "b.yaml": written(rule(id="B", kind="odd"), rule(title=None)),
            "a.yaml": written(rule(when={"aeg": "yes"})),
        }
    )

    assert [each.split(":")[0] for each in found] == [
        "a.yaml",
        "b.yaml",
        "b.yaml",
        "b.yaml",
        "c.yaml",
    ]


def test_a_file_full_of_mistakes_is_cut_short() -> None:
    found = problems_of({"a.yaml": written(*({"x": n} for n in range(400)))})

    assert len(found) == 201


def many_rules(number: int) -> dict[str, str]:
    """So many rules of 10 conditions each: a definition of 8, its name and the rest."""
    definitions = {"numb": {"all": [RULE["when"]] * 7}}
    when = {"not": {"holds": "numb"}}
    rules = (rule(id=f"rule-{n}", when=when) for n in range(number))
    return {"a.yaml": written(*rules, definitions=definitions)}


def test_the_rules_of_a_set_share_one_limit_of_conditions() -> None:
    assert len(read(many_rules(500), CATALOGUE).rules) == 500

    files = many_rules(499) | {
        "b.yaml": written(rule(when={"all": [NUMB_IN_YAML] * 10}))
    }

    with pytest.raises(InvalidRuleSet) as caught:
        read(files, CATALOGUE)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("too-many-conditions-in-all", "b.yaml")
    assert "more than 5000 conditions in all, definitions written out" in str(problem)


def test_definitions_that_double_with_every_name_are_stopped() -> None:
    definitions: dict[str, object] = {"d0": RULE["when"]}
    for n in range(1, 200):
        definitions[f"d{n}"] = {"all": [{"holds": f"d{n - 1}"}] * 3}

    found = problems_of({"a.yaml": written(RULE, definitions=definitions)})

    assert "more than 500 conditions" in "".join(found)


@pytest.mark.parametrize("step", [1, -1], ids=["bottom up", "top down"])
def test_definitions_of_definitions_end_somewhere(step: int) -> None:
    names = [f"d{n}" for n in range(300)][::step]
    definitions = {
        name: RULE["when"] if name == "d0" else {"holds": f"d{int(name[1:]) - 1}"}
        for name in names
    }

    found = problems_of({"a.yaml": written(RULE, definitions=definitions)})

    assert "more than 5 deep" in "".join(found)


def test_the_deepest_rule_that_is_read_can_be_judged() -> None:
    def negated(condition: object) -> object:
        for _ in range(20):
            condition = {"not": condition}
        return condition

    names = ["d5", "d4", "d3", "d2", "d1"]
    definitions = {name: negated({"holds": f"d{int(name[1:]) - 1}"}) for name in names}
    definitions["d1"] = negated({"saddle_numbness": "yes"})

    rules = rule_set(rule(when={"holds": "d5"}), definitions=definitions)

    assert failing_examples(rules) == []
