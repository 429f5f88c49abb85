"""docs/rules.md says what the rules do: every example is tried, and none is missing."""

import re
from collections.abc import Callable, Mapping

import pytest

from intake.rules import InvalidRuleSet, failing_examples, read
from intake.rules.operators import WRITTEN
from intake.rules.problem_codes import SEVERITIES
from intake.rules.problems import MOST_PROBLEMS
from intake.rules.reading.condition_reader import FORMS, MOST_CONDITIONS
from intake.rules.reading.entry import LONGEST_TEXT
from intake.rules.reading.reader import MOST_RULES
from intake.rules.reading.rule_reader import OPTIONAL, REQUIRED
from intake.rules.reading.yaml_nodes import MOST_BYTES, MOST_NODES
from intake.workflow import rule_sets, screenings
from tests.rules.editor import UNSEEN, squiggles
from tests.rules.handbook import Example, examples, page, problems
from tests.rules.judged import TODAY
from tests.rules.reference import rewritten

ALL = examples(page())
WRONG = [each for each in ALL if each.is_wrong]
RIGHT = [each for each in ALL if not each.is_wrong]
JUDGED = [each for each in ALL if each.judged]
PROBLEMS = "Problems, one by one"
FACTS = screenings.catalogue()
RULE = {each.section: each for each in RIGHT}["no-rule"].files["rules.yaml"]
WHEN = "when: { smoking: current }"
MOST = ", ".join(["smoking: current"] * (MOST_CONDITIONS - 1))
LARGE = f"when: {{ any: [{MOST}] }}"
TOO_LARGE = f"when: {{ any: [{MOST}, {MOST}] }}"
WRONG_IN_EACH = f"when: {{ all: [{'{}, ' * MOST_PROBLEMS} {{}}] }}"


def rules(number: int, when: str = WHEN) -> str:
    """A file with so many rules like RULE."""
    head, rule = RULE.split("rules:\n")
    rule = rule.replace(WHEN, when)
    named = (rule.replace("id: smokes", f"id: smokes-{n}") for n in range(number))
    return f"{head}rules:\n{''.join(named)}"


# Too long to print, or not to be seen in print: told in words, and shown here.
IN_WORDS: Mapping[str, Callable[[], str]] = {
    "too-large": lambda: RULE + "#" * MOST_BYTES,
    "unprintable": lambda: RULE.replace("Smokes", "Smo\x00kes"),
    "too-many": lambda: f"language: 1\nrules: [{', '.join(['a'] * MOST_NODES)}]",
    "long-text": lambda: RULE.replace("Clinic policy", "a" * (LONGEST_TEXT + 1)),
    "too-many-rules": lambda: rules(MOST_RULES + 1),
    "too-many-problems": lambda: rules(1, WRONG_IN_EACH),
    "too-many-conditions": lambda: rules(1, TOO_LARGE),
    "too-many-conditions-in-all": lambda: rules(11, LARGE),
}


def test_the_made_parts_are_up_to_date() -> None:
    """`make docs` writes them again."""
    assert rewritten(page()) == page()


@pytest.mark.parametrize("example", WRONG, ids=str)
def test_a_wrong_example_has_its_problem_and_no_other(example: Example) -> None:
    assert {each.code for each in problems(example)} == {example.section}


@pytest.mark.parametrize("example", RIGHT, ids=str)
def test_a_right_example_has_no_problem(example: Example) -> None:
    """A fact alone may be one that some are never asked: that is told beside it."""
    allowed = {"not-asked"} if example.section in FACTS else set()

    assert [str(e) for e in problems(example) if e.code not in allowed] == []


@pytest.mark.parametrize("example", JUDGED, ids=str)
def test_a_table_of_answers_is_true(example: Example) -> None:
    rule_set = read(example.files, FACTS)

    assert [str(each) for each in failing_examples(rule_set)] == []
    assert len(rule_set.rules[0].examples) == len(example.judged)


def test_no_table_of_answers_is_overlooked() -> None:
    assert len(JUDGED) == page().count("| answers | comes out |")


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_code_is_told_with_how_grave_it_is(code: str) -> None:
    chapters = re.findall(rf"^#### `{code}`\n\n\*(\w+)\.\* \S", page(), re.M)

    assert chapters == [SEVERITIES[code].capitalize()]


@pytest.mark.parametrize("code", SEVERITIES)
def test_every_code_has_a_wrong_and_a_right_example(code: str) -> None:
    told_in_words = code in IN_WORDS or code == "danger-without-rule"

    shown = [e.is_wrong for e in ALL if (e.chapter, e.section) == (PROBLEMS, code)]

    assert shown == ([] if told_in_words else [True, False])


@pytest.mark.parametrize("code", IN_WORDS)
def test_what_is_told_in_words_is_so(code: str) -> None:
    with pytest.raises(InvalidRuleSet) as caught:
        read({"rules.yaml": IN_WORDS[code]()}, FACTS)

    codes = [each.code for each in caught.value.problems]
    assert codes[-1] == code
    assert set(codes) - {code} <= {"no-condition"}


def test_a_danger_without_a_rule_is_of_the_whole_set() -> None:
    found = rule_sets.problems_in({"rules.yaml": RULE}, TODAY)

    assert {each.code for each in found} == {"danger-without-rule"}


@pytest.mark.parametrize("name", [*WRITTEN, *FORMS])
def test_every_operator_has_a_table_of_answers(name: str) -> None:
    told = [e for e in ALL if (e.chapter, e.section) == ("Conditions", name)]
    tables = [each.judged for each in told]

    assert name == "holds" or (tables and all(tables))
    assert f"#### `{name}`\n" in page()


def test_every_key_of_a_rule_is_in_the_table() -> None:
    table = page().partition("## The keys of a rule")[2].partition("\n## ")[0]

    told = re.findall(r"^\| `(\w+)` \|", table, re.M)

    assert sorted(told) == sorted([*REQUIRED, *OPTIONAL])


def test_every_chapter_is_in_the_contents() -> None:
    chapters = re.findall(r"^## (.*)$", page(), re.M)
    anchors = [
        re.sub(r"[^a-z -]", "", each.lower()).replace(" ", "-") for each in chapters
    ]

    contents = page().partition("\n## ")[0]

    assert re.findall(r"^- \[[^]]*\]\(#([a-z-]+)\)", contents, re.M) == anchors


@pytest.mark.parametrize("example", WRONG, ids=str)
def test_an_editor_marks_a_wrong_example_where_a_schema_can(example: Example) -> None:
    marked = [each for text in example.files.values() for each in squiggles(text)]

    assert bool(marked) is (example.section not in UNSEEN)


@pytest.mark.parametrize("example", RIGHT, ids=str)
def test_an_editor_marks_nothing_in_a_right_example(example: Example) -> None:
    assert [each for text in example.files.values() for each in squiggles(text)] == []
